"""Reading again what the engine was unsure of, and weighing the two readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractor.document import PageImage, PageWords, Word
from extractor.ocr.line_recogniser import Transcription

UNSURE = {True: 0.90, False: 0.60}
"""Confidence under which a word is read again: with digits, without."""

MIN_LETTERS = 4
"""Shorter words without digits decide nothing."""

SURE_SECOND = 0.90
OVERRULED = 0.80
"""Under this confidence of the engine, a second reader over `SURE_SECOND` is right more often."""

AGREED_DOUBT = 0.15
"""Share of the engine's doubt that is left when both readers agree."""

OVERRULED_TRUST = 0.70
KEPT_TRUST = 0.50
PADDING_PX = 2


class WordReader(Protocol):
    """Reads crops of single words; raises `OcrError`."""

    def transcribe(self, crops: Sequence[NDArray[np.uint8]]) -> tuple[Transcription, ...]:
        """Read grey crops of shape (height, width), one transcription each, in their order."""
        ...


def read_again(page: PageWords, image: PageImage, reader: WordReader) -> PageWords:
    """Read the unsure words of a page a second time.

    Args:
        page: the words of the engine, boxes in fractions of the image.
        image: the image that the engine read.
        reader: the second reader.

    Returns:
        The page with the unsure words' texts and confidences reconciled.

    Raises:
        OcrError: the second reader failed.
    """
    unsure = [index for index, word in enumerate(page.words) if is_unsure(word)]
    crops = [_crop(image.pixels, page.words[index]) for index in unsure]
    words = list(page.words)
    for index, second in zip(unsure, reader.transcribe(crops), strict=True):
        words[index] = reconcile(words[index], second)
    return replace(page, words=tuple(words))


def is_unsure(word: Word) -> bool:
    """Tell whether a second reading of a word is worth its time.

    >>> from extractor.document import BoundingBox
    >>> is_unsure(Word("1234,56", BoundingBox(0, 0, 1, 1), 0.85, "ocr"))
    True
    >>> is_unsure(Word("Total", BoundingBox(0, 0, 1, 1), 0.85, "ocr"))
    False
    """
    has_digit = any(character.isdigit() for character in word.text)
    if word.ocr_confidence >= UNSURE[has_digit]:
        return False
    return has_digit or sum(character.isalpha() for character in word.text) >= MIN_LETTERS


def reconcile(word: Word, second: Transcription) -> Word:
    """Weigh two readings of one word.

    Args:
        word: the engine's reading.
        second: the second reader's.

    Returns:
        The likelier text; confidence raised where both agree, low where they do not.

    >>> from extractor.document import BoundingBox
    >>> word = Word("1O0,00", BoundingBox(0, 0, 1, 1), 0.5, "ocr")
    >>> reconcile(word, Transcription("100,00", 0.99)).text
    '100,00'
    >>> reconcile(word, Transcription("1O0,00", 0.99)).ocr_confidence
    0.925
    """
    confidence = word.ocr_confidence
    if _comparable(second.text) == _comparable(word.text):
        return word._replace(ocr_confidence=round(1.0 - (1.0 - confidence) * AGREED_DOUBT, 4))
    if second.text and second.confidence > SURE_SECOND and confidence < OVERRULED:
        return word._replace(
            text=second.text, ocr_confidence=round(second.confidence * OVERRULED_TRUST, 4)
        )
    return word._replace(ocr_confidence=round(confidence * KEPT_TRUST, 4))


def _comparable(text: str) -> str:
    return text.replace("’", "'").replace(" ", "").strip(".,;:'*")


def _crop(pixels: NDArray[np.uint8], word: Word) -> NDArray[np.uint8]:
    height, width = pixels.shape
    box = word.bbox
    top = min(max(0, round(box.top * height) - PADDING_PX), height - 1)
    left = min(max(0, round(box.left * width) - PADDING_PX), width - 1)
    bottom = max(round(box.bottom * height) + PADDING_PX, top + 1)
    right = max(round(box.right * width) + PADDING_PX, left + 1)
    return pixels[top:bottom, left:right]
