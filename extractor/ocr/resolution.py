"""How fine a page image really is, and how fine the engine wants it."""

from __future__ import annotations

from extractor.document import PageImage

READING_DPI = (250.0, 300.0)
"""Under the first accuracy falls, over the second only the cost rises."""

MAX_ENLARGEMENT = 2.5
LARGEST_PAGE_IN = 17.0
"""Just over A3. A larger "page" is a photo or scan whose file gives no true resolution."""

A4_HEIGHT_IN = 11.7


def effective_dpi(image: PageImage) -> float:
    """Estimate the resolution at which the paper was taken.

    Args:
        image: the page as displayed.

    Returns:
        Its `dpi`, or what makes it an A4 sheet where that would give a poster.

    >>> import numpy as np
    >>> effective_dpi(PageImage(1, np.zeros((2340, 1654), np.uint8), 72))
    200.0
    """
    longest = int(max(image.pixels.shape))
    if longest / image.dpi <= LARGEST_PAGE_IN:
        return image.dpi
    return longest / A4_HEIGHT_IN


def reading_scale(dpi: float) -> float:
    """Factor by which to enlarge a page before it is read.

    Args:
        dpi: its resolution.

    >>> reading_scale(200), reading_scale(280), reading_scale(600), reading_scale(50)
    (1.25, 1.0, 0.5, 2.5)
    """
    least, most = READING_DPI
    return min(min(max(dpi, least), most) / dpi, MAX_ENLARGEMENT)
