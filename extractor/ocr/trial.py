"""Which way up: asked of the engine itself, on one strip, when the page's profile will not say."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import PageImage
from extractor.ocr.engine import OcrEngine

STRIP_SHARE = 0.04
"""Height of the strip as a share of the page: three or four lines of text."""

STRIP_DPI = 140.0
TRUSTED = 0.5
ENOUGH = 12.0
"""Characters, weighed by how sure they are, that make sense of a strip."""

PLAIN_SHARE = 0.7
"""From this share of sure characters there is no need to read the other way."""


def choose_strip(ink_by_row: NDArray[np.intp]) -> tuple[float, float]:
    """Choose the rows that hold most ink.

    Args:
        ink_by_row: pixels of ink in each row of the page, shape (height,).

    Returns:
        Top and bottom, fractions of the page.

    >>> choose_strip(np.array([0] * 50 + [9] * 6 + [0] * 44))
    (0.5, 0.54)
    """
    height = len(ink_by_row)
    strip = max(1, round(height * STRIP_SHARE))
    sums = np.convolve(ink_by_row, np.ones(strip, np.intp), mode="valid")
    top = int(np.argmax(sums))
    return top / height, (top + strip) / height


def is_upside_down(engine: OcrEngine, strip: PageImage) -> bool:
    """Read a strip both ways and tell whether it makes more sense turned over.

    Raises:
        OcrError: the engine failed.
    """
    strip = _scaled(strip)
    as_it_is, share = _sense(engine, strip)
    if share >= PLAIN_SHARE:
        return False
    turned = np.ascontiguousarray(np.rot90(strip.pixels, 2))
    turned_over, _ = _sense(engine, PageImage(strip.number, turned, strip.dpi))
    return turned_over > as_it_is


def makes_more_sense(
    engine: OcrEngine, strips: Sequence[PageImage], others: Sequence[PageImage]
) -> bool:
    """Tell whether the best of some strips has more sure characters than the best of others.

    It must have enough of them: where no strip makes sense, none makes more.

    Raises:
        OcrError: the engine failed.
    """
    best_other = 0.0
    for strip in others:
        sure, share = _sense(engine, _scaled(strip))
        if share >= PLAIN_SHARE and sure >= ENOUGH:
            return False  # and no need to look further
        best_other = max(best_other, sure)
    best = max(_sense(engine, _scaled(strip))[0] for strip in strips)
    return best >= ENOUGH and best > best_other


def _scaled(strip: PageImage) -> PageImage:
    scale = STRIP_DPI / strip.dpi
    if scale >= 1.0:
        return strip
    small = cv2.resize(strip.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return PageImage(strip.number, np.asarray(small, np.uint8), STRIP_DPI)


def _sense(engine: OcrEngine, image: PageImage) -> tuple[float, float]:
    """Count the letters and digits that the engine is sure of, and their share of all it read."""
    sure = total = 0.0
    for word in engine.recognise(image).words:
        count = sum(character.isalnum() for character in word.text)
        total += count
        if word.ocr_confidence > TRUSTED:
            sure += word.ocr_confidence**2 * count
    return sure, sure / total if total else 0.0
