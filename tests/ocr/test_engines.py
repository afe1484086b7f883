from __future__ import annotations

from pathlib import Path

import numpy as np
import pytesseract
import pytest

from extractor.document import PageImage
from extractor.errors import ArtefactError, OcrError
from extractor.ocr import create_engine
from extractor.ocr.language_data import find_language_folder, verify_file
from extractor.ocr.line_recogniser import LineRecogniser
from extractor.ocr.tsv import parse_tsv
from extractor.settings import PROJECT_ROOT, Settings
from tests.missing import do_without

DATA = PROJECT_ROOT / "models" / "ocr"


@pytest.mark.parametrize("name", ["tesserocr", "pytesseract"])
def test_an_engine_reads_a_drawn_page(name: str, drawn_page: PageImage) -> None:
    if name == "pytesseract":
        try:
            if "fra" not in pytesseract.get_languages():
                do_without("Tesseract has no French: .ci/system-packages tesseract-ocr-fra")
        except pytesseract.TesseractNotFoundError:
            do_without("the system has no Tesseract: .ci/system-packages tesseract-ocr")
    engine = create_engine(Settings(ocr_engine=name))  # type: ignore[arg-type]
    assert engine.name == name
    page = engine.recognise(drawn_page)
    texts = {word.text for word in page.words}
    assert {"FC-2025-0417", "14/03/2025", "313,83"} <= texts
    assert page.source == "ocr"
    number = next(word for word in page.words if word.text == "FC-2025-0417")
    assert number.ocr_confidence > 0.6
    assert number.bbox.centre_y == pytest.approx(146 / 595, abs=0.01)
    assert 5 < number.size_pt < 14


def test_a_blank_page_has_no_words() -> None:
    blank = PageImage(1, np.full((300, 200), 255, np.uint8), 100)
    assert create_engine(Settings()).recognise(blank).words == ()


def test_tesserocr_failing_is_an_ocr_error(
    monkeypatch: pytest.MonkeyPatch, drawn_page: PageImage
) -> None:
    from extractor.ocr.tesserocr_engine import TesserocrEngine

    engine = TesserocrEngine("fra", DATA)

    class Broken:
        def SetImageBytes(self, *_: object) -> None:
            raise RuntimeError("no memory")

        def Clear(self) -> None: ...

    monkeypatch.setattr(engine, "_api", Broken())
    with pytest.raises(OcrError):
        engine.recognise(drawn_page)


@pytest.mark.parametrize(
    "error", [pytesseract.TesseractError(1, "bad"), RuntimeError("timeout"), OSError("disk")]
)
def test_pytesseract_failing_is_an_ocr_error(
    monkeypatch: pytest.MonkeyPatch, drawn_page: PageImage, error: Exception
) -> None:
    from extractor.ocr.pytesseract_engine import PytesseractEngine

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pytesseract, "get_tesseract_version", lambda: "5")
    monkeypatch.setattr(pytesseract, "image_to_data", fail)
    with pytest.raises(OcrError):
        PytesseractEngine("fra").recognise(drawn_page)


def test_no_program_is_an_ocr_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> None:
        raise pytesseract.TesseractNotFoundError

    monkeypatch.setattr(pytesseract, "get_tesseract_version", absent)
    with pytest.raises(OcrError):
        create_engine(Settings(ocr_engine="pytesseract"))


def test_an_unknown_language_is_an_artefact_error() -> None:
    with pytest.raises(ArtefactError):
        find_language_folder("fra+xyz", DATA)


def test_altered_data_is_an_artefact_error(tmp_path: Path) -> None:
    (tmp_path / "fra.traineddata").write_bytes(b"not it")
    with pytest.raises(ArtefactError):
        find_language_folder("fra", tmp_path)
    with pytest.raises(ArtefactError):
        verify_file(tmp_path / "absent", "")
    with pytest.raises(ArtefactError):
        LineRecogniser(tmp_path)


# Recorded from the page that `conftest` draws, at 200 dpi; the header is the program's.
RECORDED = """\
level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t1167\t1653\t-1\t
2\t1\t3\t0\t0\t0\t142\t394\t551\t24\t-1\t
3\t1\t3\t1\t0\t0\t142\t394\t551\t24\t-1\t
4\t1\t3\t1\t1\t0\t142\t394\t551\t24\t-1\t
5\t1\t3\t1\t1\t1\t142\t395\t99\t23\t96.264755\tFacture
5\t1\t3\t1\t1\t2\t253\t395\t31\t22\t93.277344\tN°
5\t1\t3\t1\t1\t3\t296\t394\t193\t24\t91.938843\tFC-2025-0417
5\t1\t3\t1\t1\t4\t500\t395\t31\t23\t96.708275\tdu
5\t1\t3\t1\t1\t5\t545\t395\t148\t23\t96.820831\t14/03/2025
"""


def test_tsv_gives_words_in_fractions_and_points() -> None:
    image = PageImage(3, np.zeros((1653, 1167), np.uint8), 200)
    page = parse_tsv(RECORDED, image)
    assert [word.text for word in page.words] == [
        "Facture",
        "N°",
        "FC-2025-0417",
        "du",
        "14/03/2025",
    ]
    first = page.words[0]
    assert first.ocr_confidence == pytest.approx(0.96264755)
    assert first.bbox.left == pytest.approx(142 / 1167)
    assert first.bbox.bottom == pytest.approx(418 / 1653)
    assert first.size_pt == pytest.approx(23 * 72 / 200)
    assert (page.number, page.source) == (3, "ocr")


def test_tsv_without_text_or_cut_short_is_skipped() -> None:
    image = PageImage(1, np.zeros((1653, 1167), np.uint8), 200)
    row = "5\t1\t3\t1\t1\t4\t500\t395\t31\t23\t96.7"
    assert parse_tsv(f"{row}\n{row}\t \n", image).words == ()
