"""Ink on a page that no word of the text layer accounts for, told cheaply from few pixels."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import BoundingBox
from extractor.pdf.opened import OpenedDocument
from extractor.pdf.raster import rasterise

_PROBE_DPI = 72.0
# At 72 dpi type of 5 to 30 points is this high and wide, in pixels.
_GLYPH_HEIGHT = (3, 26)
_GLYPH_WIDTH = (1, 40)
_MAX_GLYPH_FILL = 0.95
# A photograph is mostly mid-tones; print is ink and paper.
_MAX_MIDTONE_SHARE = 0.55
_MIN_CONTRAST = 40


def count_glyphs(
    document: OpenedDocument,
    number: int,
    part: BoundingBox,
    covered: Iterable[BoundingBox] = (),
) -> int:
    """Counts what has the size and contrast of letters in a part of a page.

    Args:
        document: the opened document.
        number: page number from 1.
        part: where to look, in fractions of the displayed page.
        covered: places to leave out, such as those of known words.

    Returns:
        The number of separate blots; letters that touch count as one.

    Raises:
        InputError: the page cannot be drawn.
    """
    pixels = rasterise(document, number, dpi=_PROBE_DPI, clip=part).pixels
    if pixels.size == 0:
        return 0
    pixels = pixels.copy()
    height, width = pixels.shape
    for box in covered:
        left = int((box.left - part.left) / part.width * width) - 1
        right = int((box.right - part.left) / part.width * width) + 2
        top = int((box.top - part.top) / part.height * height) - 1
        bottom = int((box.bottom - part.top) / part.height * height) + 2
        if right > 0 and bottom > 0 and left < width and top < height:
            pixels[max(top, 0) : bottom, max(left, 0) : right] = 255
    return _count_blots(pixels)


def _count_blots(pixels: NDArray[np.uint8]) -> int:
    dark, light = (float(level) for level in np.percentile(pixels, (0.5, 95)))
    if light - dark < _MIN_CONTRAST:
        return 0
    span = light - dark
    midtones = np.count_nonzero((pixels > dark + 0.25 * span) & (pixels < dark + 0.8 * span))
    if midtones > _MAX_MIDTONE_SHARE * pixels.size:
        return 0
    ink = (pixels < dark + 0.62 * span).astype(np.uint8)
    if np.count_nonzero(ink) * 2 > ink.size:
        # Light letters on a dark ground.
        ink = 1 - ink
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    widths, heights = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    fill = stats[1:, cv2.CC_STAT_AREA] / np.maximum(widths * heights, 1)
    glyphs = (
        (heights >= _GLYPH_HEIGHT[0])
        & (heights <= _GLYPH_HEIGHT[1])
        & (widths >= _GLYPH_WIDTH[0])
        & (widths <= _GLYPH_WIDTH[1])
        & ((fill < _MAX_GLYPH_FILL) | (widths <= 3))
    )
    return int(np.count_nonzero(glyphs))
