"""Which words a page is read by, and the way back to the page as displayed."""

from __future__ import annotations

import pymupdf
import pytest

from extractor.document import BoundingBox, PageWords, Word
from extractor.pdf import TextLayer, open_document
from extractor.pipeline.reading import DocumentReader, _bears_out
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits, Settings


def sideways(turn: int) -> bytes:
    """A page whose text runs sideways, though the page itself is not rotated."""
    source = pymupdf.open()
    page = source.new_page(width=595, height=842)
    for line in range(12):
        text = f"Ligne {line} de la facture : total HT 445,75 euros"
        page.insert_text((60, 80 + 20 * line), text)
    turned = pymupdf.open()
    width, height = (842, 595) if turn % 180 else (595, 842)
    target = turned.new_page(width=width, height=height)
    target.show_pdf_page(target.rect, source, 0, rotate=turn)
    return bytes(turned.tobytes())


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_sideways_text_is_laid_out_upright_and_placed_where_it_stands(turn: int) -> None:
    with open_document(sideways(turn), Limits()) as opened:
        reading = DocumentReader(Settings(), Limits()).read(opened, Stopwatch())
        page = reading.pages[0]
        assert page.source == "text_layer"
        assert (page.width_pt, page.height_pt) == (595, 842)
        first = page.words[0]
        assert first.text == "Ligne"
        assert first.bbox.width * 595 > first.bbox.height * 842
        box = reading.to_page[1](first.bbox)
        shown = opened.pdf[0]
        clip = pymupdf.Rect(
            box.left * shown.rect.width - 2,
            box.top * shown.rect.height - 2,
            box.right * shown.rect.width + 2,
            box.bottom * shown.rect.height + 2,
        )
        assert "Ligne" in shown.get_text("text", clip=clip)


def a_layer(status: str, origin: str) -> TextLayer:
    words = (Word("Facture", BoundingBox(0.1, 0.1, 0.3, 0.12)),)
    page = PageWords(1, 595, 842, words, "text_layer")
    return TextLayer(page, status, "", origin, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "origin", "read", "expected"),
    [
        ("doubtful", "native", "Facture", True),
        ("doubtful", "native", "Lxzgmqk", False),
        ("doubtful", "foreign_ocr", "Facture", False),
        ("rejected", "native", "Facture", False),
    ],
)
def test_a_doubtful_layer_counts_when_ocr_says_the_same(
    status: str, origin: str, read: str, expected: bool
) -> None:
    words = (Word(read, BoundingBox(0.1, 0.1, 0.3, 0.12), 0.9, "ocr"),)
    page = PageWords(1, 595, 842, words, "ocr")
    assert _bears_out(a_layer(status, origin), page, lambda box: box) is expected
