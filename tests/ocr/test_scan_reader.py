from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pymupdf
import pytest

from extractor.document import PageImage
from extractor.ocr import ScanReader, ScanReading, create_reader
from extractor.ocr.line_recogniser import LineRecogniser
from extractor.ocr.preparation import even_shading
from extractor.settings import PROJECT_ROOT, Settings

WIDTH_PT, HEIGHT_PT = 420.0, 595.0


def _assert_read(reading: ScanReading) -> None:
    texts = {word.text for word in reading.words.words}
    assert {"FC-2025-0417", "14/03/2025", "313,83"} <= texts
    assert (reading.words.width_pt, reading.words.height_pt) == (WIDTH_PT, HEIGHT_PT)


@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_read_however_it_stands(
    scan_reader: ScanReader, drawn_page: PageImage, turns: int
) -> None:
    turned = np.rot90(drawn_page.pixels, turns).copy()
    size = (HEIGHT_PT, WIDTH_PT) if turns % 2 else (WIDTH_PT, HEIGHT_PT)
    reading = scan_reader.read(PageImage(1, turned, drawn_page.dpi), *size)
    _assert_read(reading)
    number = next(word for word in reading.words.words if word.text == "FC-2025-0417")
    back = reading.to_original(number.bbox)
    height, width = turned.shape
    ink = turned[
        round(back.top * height) : round(back.bottom * height),
        round(back.left * width) : round(back.right * width),
    ]
    assert 0.1 < np.mean(ink < 128) < 0.5
    assert (back.height > back.width * width / height) == bool(turns % 2)


@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_a_skewed_page_is_read_level(
    scan_reader: ScanReader, drawn_page: PageImage, degrees: float
) -> None:
    height, width = drawn_page.pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    skewed = cv2.warpAffine(drawn_page.pixels, matrix, (width, height), borderValue=255)
    reading = scan_reader.read(PageImage(1, skewed, 200), WIDTH_PT, HEIGHT_PT)
    _assert_read(reading)
    line = [w.bbox.bottom for w in reading.words.words if w.text in {"Facture", "14/03/2025"}]
    assert np.ptp(line) * HEIGHT_PT < 3


@pytest.mark.parametrize("degrees", [-16.0, 13.0])
def test_a_page_lying_askew_is_read_whole(
    scan_reader: ScanReader, drawn_page: PageImage, degrees: float
) -> None:
    height, width = drawn_page.pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    askew = cv2.warpAffine(drawn_page.pixels, matrix, (width, height), borderValue=255)
    reading = scan_reader.read(PageImage(1, askew, 200), WIDTH_PT, HEIGHT_PT)
    assert {"FC-2025-0417", "14/03/2025", "313,83"} <= {w.text for w in reading.words.words}
    assert reading.words.width_pt > WIDTH_PT
    assert all(word.size_pt < 14 for word in reading.words.words if len(word.text) > 3)


def test_a_coarse_page_in_the_shade_is_read(
    scan_reader: ScanReader, draw_page: Callable[..., PageImage]
) -> None:
    page = draw_page(150)
    shade = np.linspace(0.45, 1.0, page.pixels.shape[1])
    shaded = (page.pixels * shade).astype(np.uint8)
    _assert_read(scan_reader.read(PageImage(1, shaded, 150), WIDTH_PT, HEIGHT_PT))


@pytest.mark.parametrize("dpi", [300, 400])
def test_a_fine_page_of_unknown_resolution_is_read(
    scan_reader: ScanReader, draw_page: Callable[..., PageImage], dpi: int
) -> None:
    pixels = draw_page(dpi).pixels
    height, width = pixels.shape
    reading = scan_reader.read(PageImage(1, pixels, 72), width, height)
    assert "FC-2025-0417" in {word.text for word in reading.words.words}
    assert all(word.size_pt < height / 20 for word in reading.words.words)


def test_shading_is_evened_out_and_even_paper_left_alone() -> None:
    shade = np.tile(np.linspace(100, 240, 800), (1000, 1)).astype(np.uint8)
    assert np.ptp(even_shading(shade, 200)[100:-100, 100:-100]) < 40
    white = np.full((1000, 800), 250, np.uint8)
    assert even_shading(white, 200) is white


def test_a_blank_page_is_read_as_nothing(scan_reader: ScanReader) -> None:
    blank = PageImage(1, np.full((300, 200), 255, np.uint8), 100)
    assert scan_reader.read(blank, 144, 216).words.words == ()


def test_the_second_reading_is_optional(drawn_page: PageImage) -> None:
    reader = create_reader(Settings(ocr_second_reading=False))
    _assert_read(reader.read(drawn_page, WIDTH_PT, HEIGHT_PT))


def test_the_line_recogniser_reads_a_line_and_survives_specks(drawn_page: PageImage) -> None:
    recogniser = LineRecogniser(PROJECT_ROOT / "models" / "ocr")
    line = drawn_page.pixels[386:425, 130:800]
    found = recogniser.transcribe([line, np.full((1, 1), 255, np.uint8), line])
    assert "FC-2025-0417" in found[0].text
    assert found[0].text == found[2].text
    assert found[1].text == ""
    assert recogniser.transcribe([]) == ()


@pytest.mark.parametrize("turns", [0, 2])
def test_columns_of_figures_are_not_taken_for_lines(scan_reader: ScanReader, turns: int) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=WIDTH_PT, height=HEIGHT_PT)
        for row in range(34):
            figures = (f"{row % 28 + 1:02}/05", f"13:{row + 10}:09", "017 XX XX 10", "0,000")
            for column, text in enumerate(figures):
                page.insert_text((40 + 90 * column, 60 + 14 * row), text, fontsize=9)
        pixmap = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    upright = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width)
    turned = np.rot90(upright, turns).copy()
    reading = scan_reader.read(PageImage(1, turned, 200), WIDTH_PT, HEIGHT_PT)
    words = [word.text for word in reading.words.words]
    assert words.count("0,000") >= 30
