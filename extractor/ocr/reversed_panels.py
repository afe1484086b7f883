"""Light text on dark panels, turned into dark text on paper before it is read."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_COARSE_DPI = 36.0
"""At this resolution strokes blur into their ground, and a panel is a dark blob."""
_DARK = 0.62
"""A panel is darker than this share of the paper's level."""
_MIN_SIDE_IN = 0.13
_MIN_WIDTH_IN = 0.5
_MIN_FILL = 0.55


def lighten_panels(pixels: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """Dark panels with light text become paper with dark text; the rest is left alone.

    Args:
        pixels: the upright page, uint8 of shape (height, width).
        dpi: its resolution.

    Returns:
        The page itself where there is no panel, else a copy.
    """
    scale = _COARSE_DPI / dpi
    coarse = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(coarse, 90))
    dark = (coarse < _DARK * paper).astype(np.uint8)
    side = max(round(_MIN_SIDE_IN * _COARSE_DPI), 3)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    out = pixels
    for contour in contours:
        hull = cv2.convexHull(contour)
        _, _, width, height = cv2.boundingRect(hull)
        # a panel is as solid as its letters leave it; a photograph is grey, a chart has arms
        if width < _MIN_WIDTH_IN * _COARSE_DPI or height < side:
            continue
        blob = np.zeros_like(solid)
        cv2.fillConvexPoly(blob, hull, 1)
        if solid[blob > 0].mean() < _MIN_FILL:
            continue
        if out is pixels:
            out = pixels.copy()
        _turn(out, np.round((hull + 0.5) / scale).astype(np.int32), paper)
    return out


def _turn(pixels: NDArray[np.uint8], hull: NDArray[np.int32], paper: float) -> None:
    """Swaps ground and letters inside a hull, in place: the ground becomes paper."""
    left, top, width, height = cv2.boundingRect(hull)
    rows = slice(max(top, 0), min(top + height, pixels.shape[0]))
    columns = slice(max(left, 0), min(left + width, pixels.shape[1]))
    region = pixels[rows, columns]
    mask = np.zeros(region.shape, np.uint8)
    cv2.fillConvexPoly(mask, hull - (columns.start, rows.start), 1)
    inside = mask > 0
    ground = float(np.median(region[inside]))
    turned = np.clip(paper + ground - region.astype(np.float32), 0, 255).astype(np.uint8)
    pixels[rows, columns] = np.where(inside, turned, region)
