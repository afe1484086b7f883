"""A sheet of paper on a table: where its corners are in a photo."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.sheet_extent import extend_sides
from extractor.ocr.sheet_sides import Corners, fit_sides

Grey: TypeAlias = NDArray[np.uint8]

LONG_SIDE_PX = 400
"""Enough to see a sheet; its sides are then placed to a fraction of a pixel."""

TYPE_PX = 9
"""Dark strokes narrower than this are closed: type and rules would cut the sheet to pieces."""

AREA_SHARE = (0.2, 0.98)
ANGLES_DEG = (50.0, 130.0)
MAX_ELONGATION = 5.0
"""Longest side over shortest: a till receipt."""

MIN_FILL = 0.85
"""Share of the quadrilateral that the surface found must cover."""

FITS = 2
"""The first one brings a side cut from a rough outline near enough for the second."""

SQUARE_DEG = 1.2
LEVEL_DEG = 4.0
"""A right-angled, level rectangle is a panel of a scanned page or a page scanned with its lid
open; a hand never holds a telephone so."""


def find_sheet(pixels: Grey) -> Corners | None:
    """Find the sheet that a photo shows on some darker ground.

    Args:
        pixels: the page as displayed, shape (height, width).

    Returns:
        The sheet's corners clockwise from its top left one, in fractions of the image (a little
        outside it where a corner is cut off); None where the image is the page, as in a scan.
    """
    longest = max(pixels.shape)
    scale = min(1.0, LONG_SIDE_PX / longest)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((TYPE_PX, TYPE_PX), np.uint8))
    surface: Grey = np.asarray(cv2.GaussianBlur(closed, (3, 3), 0), np.uint8)
    height, width = surface.shape
    for outline in sorted(_outlines(surface), key=cv2.contourArea, reverse=True):
        corners = _as_sheet(surface, outline)
        if corners is not None:
            return np.asarray((_from_top_left(corners) + 0.5) / (width, height), np.float64)
    return None


def _outlines(surface: Grey) -> list[NDArray[np.int32]]:
    """Outlines of the large even surfaces: by brightness, then by the edges around them."""
    least = AREA_SHARE[0] * MIN_FILL * surface.size
    _, bright = cv2.threshold(surface, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    edges = cv2.dilate(cv2.Canny(surface, 15, 45), np.ones((3, 3), np.uint8))
    found: list[NDArray[np.int32]] = []
    for mask in (bright, cv2.bitwise_not(edges)):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        found += (np.asarray(c, np.int32) for c in contours if cv2.contourArea(c) >= least)
    return found


def _as_sheet(surface: Grey, outline: NDArray[np.int32]) -> Corners | None:
    hull = cv2.convexHull(outline)
    if len(hull) < 4:
        return None
    quad = np.asarray(cv2.approxPolyN(hull, 4, ensure_convex=True), np.float64).reshape(-1, 2)
    if len(quad) != 4 or cv2.contourArea(outline) < MIN_FILL * _area(quad):
        return None
    fitted: Corners | None = quad if _signed_area(quad) > 0 else quad[::-1]
    for _ in range(FITS):
        if fitted is None:
            return None
        fitted = fit_sides(surface, fitted)
    if fitted is None:
        return None
    fitted = extend_sides(surface, fitted)
    if not AREA_SHARE[0] * surface.size <= _area(fitted):
        return None
    if _area(fitted) > AREA_SHARE[1] * surface.size or not _is_plausible(fitted):
        return None
    return fitted


def _is_plausible(corners: Corners) -> bool:
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(*sides.T)
    headings = np.degrees(np.arctan2(sides[:, 1], sides[:, 0]))
    angles = 180.0 - (np.roll(headings, -1) - headings) % 360.0
    low, high = ANGLES_DEG
    if angles.min() < low or angles.max() > high or lengths.max() > MAX_ELONGATION * lengths.min():
        return False
    is_square = np.abs(angles - 90.0).max() < SQUARE_DEG
    tilt = np.abs((headings + 45.0) % 90.0 - 45.0)
    return not (is_square and tilt.max() < LEVEL_DEG)


def _signed_area(corners: Corners) -> float:
    """Positive for corners that run clockwise as seen."""
    x, y = corners.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _area(corners: Corners) -> float:
    return abs(_signed_area(corners))


def _from_top_left(corners: Corners) -> Corners:
    return np.roll(corners, -int(np.argmin(corners.sum(axis=1))), axis=0)
