"""A photographed sheet made flat, and the way back to the photo."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import PageImage
from extractor.ocr.resolution import reading_scale
from extractor.ocr.sheet_sides import Corners

UNIT_SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)

FOCAL_SHARE = 0.75
"""Focal length over the photo's long side: a telephone's main camera, 26 mm on 36 × 24."""

A4_PT = (595.28, 841.89)
A4_TOLERANCE = 0.12
RECEIPT_RATIO = 1.9
"""Sheets longer than this are rolls of paper, whose width is known instead: 80 mm."""

RECEIPT_WIDTH_PT = 226.77


@dataclass(frozen=True, slots=True)
class Flattening:
    """How a sheet lies in a photo.

    Attributes:
        matrix: homography from fractions of the sheet to fractions of the photo, row by row.
        width_pt: width of the sheet, points.
        height_pt: height of the sheet, points.
    """

    matrix: tuple[float, ...]
    width_pt: float
    height_pt: float

    def to_photo(self, x: float, y: float) -> tuple[float, float]:
        """Map a point of the sheet to the photo, both in fractions, origin top-left.

        >>> Flattening((0.5, 0, 0.25, 0, 0.5, 0.25, 0, 0, 1), 595.0, 842.0).to_photo(1, 0.5)
        (0.75, 0.5)
        """
        a, b, c, d, e, f, g, h, i = self.matrix
        depth = g * x + h * y + i
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth

    def corners(self) -> Corners:
        """The sheet's corners in fractions of the photo, clockwise from its top left one."""
        return np.array([self.to_photo(x, y) for x, y in UNIT_SQUARE.tolist()], np.float64)


def find_flattening(corners: Corners, width: int, height: int) -> Flattening:
    """Tell how large a sheet is, and how it lies.

    Args:
        corners: its corners in the photo, clockwise from the top left one, in fractions.
        width: of the photo, pixels.
        height: of the photo, pixels.
    """
    matrix = np.asarray(
        cv2.getPerspectiveTransform(UNIT_SQUARE, corners.astype(np.float32)), np.float64
    )
    return Flattening(
        tuple(float(cell) for cell in matrix.ravel()), *_paper_size(matrix, width, height)
    )


def sheet_dpi(image: PageImage, flattening: Flattening) -> float:
    """Resolution of the sheet in a photo, dots an inch of its paper."""
    height, width = image.pixels.shape
    area = cv2.contourArea((flattening.corners() * (width, height)).astype(np.float32))
    return 72.0 * float(np.sqrt(area / (flattening.width_pt * flattening.height_pt)))


def flatten(image: PageImage, flattening: Flattening) -> PageImage:
    """Cut the sheet out of a photo, flat, as finely as the engine wants it.

    Args:
        image: the photo.
        flattening: how the sheet lies in it.

    Returns:
        The sheet alone, with its own resolution.
    """
    pixels = image.pixels
    height, width = pixels.shape
    places = flattening.corners() * (width, height)
    dpi = sheet_dpi(image, flattening)
    scale = reading_scale(dpi)
    if scale < 1.0:
        # Averaging first: a cubic warp would skip pixels where it shrinks.
        pixels = np.asarray(
            cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
        places *= np.array(pixels.shape[::-1]) / (width, height)
    dpi *= scale
    size = round(flattening.width_pt * dpi / 72), round(flattening.height_pt * dpi / 72)
    matrix = cv2.getPerspectiveTransform(
        (places - 0.5).astype(np.float32), UNIT_SQUARE * np.array(size, np.float32) - 0.5
    )
    flat = cv2.warpPerspective(
        pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return PageImage(image.number, np.asarray(flat, np.uint8), dpi)


def _paper_size(matrix: NDArray[np.float64], width: int, height: int) -> tuple[float, float]:
    """Width and height in points.

    Source: Z. Zhang, L.-W. He, "Whiteboard scanning and image enhancement", Digital Signal
    Processing 17, 2007, section 3, with the focal length taken as known.
    """
    focal = FOCAL_SHARE * max(width, height)
    to_rays = np.array(
        [
            [width / focal, 0, -width / focal / 2],
            [0, height / focal, -height / focal / 2],
            [0, 0, 1],
        ]
    )
    across, down = np.linalg.norm(to_rays @ matrix, axis=0)[:2]
    long, short = max(across, down), min(across, down)
    ratio = long / short
    small, large = A4_PT
    if abs(ratio / (large / small) - 1.0) > A4_TOLERANCE:
        if ratio > RECEIPT_RATIO:
            small, large = RECEIPT_WIDTH_PT, RECEIPT_WIDTH_PT * ratio
        else:
            small = large / ratio
    return (small, large) if across < down else (large, small)
