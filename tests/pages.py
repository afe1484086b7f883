"""Pages set by hand: text at points of an A4 page, as a text layer would give it."""

from __future__ import annotations

from extractor.document import BoundingBox, Page, PageWords, Source, Word
from extractor.layout import lay_out

WIDTH_PT, HEIGHT_PT = 595.0, 842.0
_ADVANCE = 0.5
_SPACE = 0.28


def words_at(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 10.0,
    bold: bool = False,
    source: Source = "text_layer",
    ocr_confidence: float = 1.0,
) -> list[Word]:
    """The words of one run of text whose top-left corner is at (x, y) points."""
    words = []
    for token in text.split(" "):
        width = len(token) * size * _ADVANCE
        box = BoundingBox(
            x / WIDTH_PT, y / HEIGHT_PT, (x + width) / WIDTH_PT, (y + size * 1.2) / HEIGHT_PT
        )
        words.append(Word(token, box, ocr_confidence, source, size, bold))
        x += width + size * _SPACE
    return words


def page_of(*runs: list[Word], number: int = 1) -> Page:
    """A page laid out from runs of words."""
    words = tuple(word for run in runs for word in run)
    source = "ocr" if any(word.source == "ocr" for word in words) else "text_layer"
    return lay_out(PageWords(number, WIDTH_PT, HEIGHT_PT, words, source))
