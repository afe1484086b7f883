"""Where the page says what a value means."""

from __future__ import annotations

from typing import NamedTuple

from extractor.document.geometry import BoundingBox


class LabelMention(NamedTuple):
    """A phrase of the lexicon found on a page.

    Attributes:
        concept: the lexicon's concept, such as `total_gross` or `order_date`.
        page: page number from 1.
        bbox: the phrase's place.
        text: the phrase as printed.
        quality: 1 for an exact match, less where letters had to be forgiven.
        line: index of the line within the page's lines (`Page.lines`).
        first_word: index of the phrase's first word within that line.
        last_word: index of its last word within that line.
    """

    concept: str
    page: int
    bbox: BoundingBox
    text: str
    quality: float
    line: int
    first_word: int
    last_word: int
