"""How far apart words stand, in sizes of their type."""

from __future__ import annotations

from extractor.document.words import Word

_TIGHT = 0.62
"""Digits closer than this many type sizes may be of one number; a monospaced space is 0.6."""
_DIGIT_HEIGHT = 0.72
"""Of a digit in type sizes: the size of a word read by OCR is the height of its ink."""


def are_tight(word: Word, following: Word, width_pt: float) -> bool:
    """Whether two words stand as close as the thousands and the hundreds of one number.

    Args:
        word: the left one.
        following: the one beside it.
        width_pt: width of the page in points.
    """
    gap_pt = (following.bbox.left - word.bbox.right) * width_pt
    return gap_pt < _TIGHT * max(_type_size_pt(word), _type_size_pt(following))


def _type_size_pt(word: Word) -> float:
    return word.size_pt / _DIGIT_HEIGHT if word.source == "ocr" else word.size_pt
