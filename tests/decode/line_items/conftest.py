"""Sheets for the tests of invoice lines: words set by column, as a printer would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from extractor.decode.line_items import find_line_items
from extractor.document import BoundingBox, Document, LineItem, PageWords, Word
from extractor.layout import lay_out
from extractor.lexicon import load_lexicon

WIDTH_PT, HEIGHT_PT, SIZE_PT, LEADING_PT = 595.0, 842.0, 9.0, 14.0
Sheet = Sequence[Sequence[str]]
FindLines = Callable[..., tuple[LineItem, ...]]


def _width(text: str) -> float:
    return 0.5 * SIZE_PT * len(text)


def _set_words(text: str, stop: str, top: float, *, size: float, bold: bool) -> list[Word]:
    """The words of a cell at a stop: `l40` starts at 40 points, `r300` ends, `c200` is centred."""
    x = float(stop[1:])
    full = _width(text) * size / SIZE_PT
    x -= {"l": 0.0, "r": full, "c": full / 2}[stop[0]]
    words = []
    for part in text.split(" "):
        wide = _width(part) * size / SIZE_PT
        box = BoundingBox(
            x / WIDTH_PT, top / HEIGHT_PT, (x + wide) / WIDTH_PT, (top + size) / HEIGHT_PT
        )
        if part:
            words.append(Word(part, box, size_pt=size, bold=bold))
        x += wide + 0.25 * size
    return words


def _set_page(number: int, stops: Sequence[str], sheet: Sheet) -> PageWords:
    words: list[Word] = []
    top = 200.0
    for row in sheet:
        if not row:
            top += LEADING_PT
            continue
        if row[0] == "~":  # a continuation: smaller and nearer
            words += _set_words(row[1], stops[int(row[2])], top - 3, size=7.5, bold=False)
            top += 8
            continue
        for text, stop in zip(row, stops, strict=False):
            if text:
                words += _set_words(text, stop, top, size=SIZE_PT, bold=False)
        top += LEADING_PT
    return PageWords(number, WIDTH_PT, HEIGHT_PT, tuple(words), "text_layer")


@pytest.fixture
def find_lines() -> FindLines:
    """Lay out sheets of cells at tab stops, one a page, and find their lines."""

    def find(
        stops: Sequence[str], *sheets: Sheet, total_net: str | None = None
    ) -> tuple[LineItem, ...]:
        pages = tuple(lay_out(_set_page(n, stops, s)) for n, s in enumerate(sheets, 1))
        lexicon = load_lexicon()
        labels = [mention for page in pages for mention in lexicon.find(page).labels]
        total = Decimal(total_net) if total_net is not None else None
        return find_line_items(Document(pages), labels, total)

    return find
