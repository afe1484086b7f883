"""What an engine reads where nothing is written: rules, frames, leaders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from extractor.document import BoundingBox, PageWords, Word

RULE_CHARACTERS = "|¦_~\\[]{}"
"""Read where a table's rules or a frame stand; at either end of a word they are never text."""

LEADER = re.compile(r"(?:[.·•_]{3,}|…+[.·…]*)+")
"""Dots or strokes that lead the eye from a label to its value."""

MIN_CONFIDENCE = 0.15
MAX_HEIGHTS = 3.0
"""One or two characters this many times as high as the page's median word are a rule."""


def clean_words(page: PageWords) -> PageWords:
    """Split words at dotted leaders, cut rules off their ends, and drop what is no text.

    Args:
        page: the words as the engine read them.

    Returns:
        The same page with the words that are left.
    """
    parts = [part for word in page.words for part in _parts(word)]
    if not parts:
        return replace(page, words=())
    tallest = MAX_HEIGHTS * median(part.bbox.height for part in parts)
    return replace(page, words=tuple(part for part in parts if _is_text(part, tallest)))


def _parts(word: Word) -> Iterator[Word]:
    start = 0
    for leader in LEADER.finditer(word.text):
        yield from _trimmed(word, start, leader.start())
        start = leader.end()
    yield from _trimmed(word, start, len(word.text))


def _trimmed(word: Word, start: int, end: int) -> Iterator[Word]:
    piece = word.text[start:end]
    start += len(piece) - len(piece.lstrip(RULE_CHARACTERS))
    text = piece.strip(RULE_CHARACTERS)
    if not text:
        return
    if len(text) == len(word.text):
        yield word
    else:
        yield word._replace(text=text, bbox=_slice(word, start, start + len(text)))


def _slice(word: Word, start: int, end: int) -> BoundingBox:
    """The box of some characters, as if all were equally wide."""
    box, length = word.bbox, len(word.text)
    return box._replace(
        left=box.left + box.width * start / length, right=box.left + box.width * end / length
    )


def _is_text(word: Word, tallest: float) -> bool:
    if not any(character.isalnum() for character in word.text):
        return word.ocr_confidence >= MIN_CONFIDENCE
    return len(word.text) > 2 or word.bbox.height <= tallest
