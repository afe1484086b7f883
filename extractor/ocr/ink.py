"""Where the characters of a page are, seen from far: enough to tell how the page stands."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

ANALYSIS_DPI = 100.0
"""Characters of 6 points still have an x-height of four pixels; finer only costs time."""

PAPER_PX = 41
"""Side of the square that stands for the paper around a pixel: larger than any character."""

MIN_CONTRAST = 25
CHARACTER_PT = (2.5, 30.0)
"""Heights and widths that count as a character's: no dust, no rules, no pictures."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The characters of a page at `ANALYSIS_DPI`, or less for a page of no known size.

    Attributes:
        mask: true where there is ink of characters, shape (height, width).
        boxes: left, top, width, height of each connected piece, pixels, shape (n, 4).
        scale: pixels here for one pixel of the page.
    """

    mask: NDArray[np.bool_]
    boxes: NDArray[np.int32]
    scale: float


def find_ink(pixels: NDArray[np.uint8], dpi: float) -> Ink:
    """Find the characters of a page, whatever its shading.

    Args:
        pixels: grey page, shape (height, width).
        dpi: its resolution.
    """
    scale = min(1.0, ANALYSIS_DPI / dpi)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # The blur stands for the paper, so that shadows and dark tables cancel out.
    paper = cv2.blur(small, (PAPER_PX, PAPER_PX))
    ink = (cv2.subtract(paper, small) > MIN_CONTRAST).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least, most = (points * dpi * scale / 72.0 for points in CHARACTER_PT)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    longest = np.maximum(wide, high)
    is_character = (longest >= least) & (longest <= most)
    is_character[0] = False
    return Ink(is_character[labels], stats[is_character, :4].astype(np.int32), scale)
