"""Paper made even where a photo or a shadow shades it.

Nothing else is prepared, on purpose: thresholds, median filters, and blurring faxes all cost
accuracy on amounts and identifiers.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

PAPER_DPI = 62.0
PAPER_WHITE = 250.0
DARKEST_PAPER = 0.45
"""Share of the page's brightest paper under which a surface is printed, not shaded."""

SHADED_RANGE = 30
"""Grey levels between bright and dark paper from which shading is evened out."""


def even_shading(pixels: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Divide a page by the brightness of its paper, where that varies.

    Args:
        pixels: the page, shape (height, width).
        dpi: its resolution.

    Returns:
        The page, unchanged where its paper is even.
    """
    scale = min(1.0, PAPER_DPI / dpi)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    dark, bright = np.percentile(paper[::4, ::4], (10, 95))
    if bright - dark < SHADED_RANGE:
        return pixels
    paper = np.maximum(paper, np.uint8(bright * DARKEST_PAPER))
    height, width = pixels.shape
    return np.asarray(
        cv2.divide(pixels, cv2.resize(paper, (width, height)), scale=PAPER_WHITE), np.uint8
    )
