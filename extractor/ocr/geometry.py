"""The way from the page as displayed to the page upright, and back."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import BoundingBox

Point: TypeAlias = tuple[float, float]
"""X and y in fractions of a page, origin top-left."""

KEPT_SIZE_DEG = 8.0
"""Up to this skew only empty margins leave a page that keeps its size."""


@dataclass(frozen=True, slots=True)
class Uprighting:
    """What turns a page upright: quarter turns, then a small rotation about the centre.

    Attributes:
        quarter_turns: clockwise, 0 to 3.
        skew_deg: how far the lines descend to the right once the quarter turns are made, degrees.
        aspect: width over height of the page as displayed.
    """

    quarter_turns: int
    skew_deg: float
    aspect: float

    @property
    def growth(self) -> tuple[float, float]:
        """Width and height of the upright page over those of the page before it was deskewed.

        >>> Uprighting(0, 2.0, 0.7).growth
        (1.0, 1.0)
        """
        if abs(self.skew_deg) <= KEPT_SIZE_DEG:
            return 1.0, 1.0
        aspect, angle = self._turned_aspect, math.radians(abs(self.skew_deg))
        return (
            math.cos(angle) + math.sin(angle) / aspect,
            math.cos(angle) + math.sin(angle) * aspect,
        )

    @property
    def _turned_aspect(self) -> float:
        return 1.0 / self.aspect if self.quarter_turns % 2 else self.aspect

    def to_original(self, box: BoundingBox) -> BoundingBox:
        """Map a box of the upright page to the page as displayed.

        Args:
            box: fractions of the upright page.

        Returns:
            The rectangle around the box's turned corners, clipped to the page.

        >>> Uprighting(1, 0.0, 0.7).to_original(BoundingBox(0.75, 0.25, 1, 0.5))
        BoundingBox(left=0.25, top=0.0, right=0.5, bottom=0.25)
        """
        return enclose(self.corners_of(box))

    def corners_of(self, box: BoundingBox) -> tuple[Point, ...]:
        """Corners of a box of the upright page, on the page as displayed, in fractions."""
        return tuple(
            self._unturned(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)
        )

    def _unturned(self, x: float, y: float) -> Point:
        aspect, (wider, higher) = self._turned_aspect, self.growth
        angle = math.radians(self.skew_deg)
        across, down = (x - 0.5) * wider * aspect, (y - 0.5) * higher
        x = (across * math.cos(angle) - down * math.sin(angle)) / aspect + 0.5
        y = across * math.sin(angle) + down * math.cos(angle) + 0.5
        for _ in range(self.quarter_turns):
            x, y = y, 1.0 - x
        return x, y


def enclose(points: Iterable[Point]) -> BoundingBox:
    """The rectangle around points, clipped to the page.

    >>> enclose([(0.25, 0.5), (0.5, 0.75), (0.375, 1.5)])
    BoundingBox(left=0.25, top=0.5, right=0.5, bottom=1.0)
    """
    xs, ys = zip(*points, strict=True)
    return BoundingBox(min(xs), min(ys), max(xs), max(ys)).clipped()


def turn_upright(
    pixels: NDArray[np.uint8], uprighting: Uprighting, scale: float
) -> NDArray[np.uint8]:
    """Turn, deskew and scale a page in one interpolation.

    Args:
        pixels: the page as displayed, shape (height, width).
        uprighting: how it stands.
        scale: factor of enlargement.

    Returns:
        The upright page; what enters at the corners repeats the border, or is plain paper on a
        page that has grown.
    """
    page = np.ascontiguousarray(np.rot90(pixels, -uprighting.quarter_turns))
    height, width = page.shape
    size = round(width * scale), round(height * scale)
    if not uprighting.skew_deg or scale < 1.0:
        # Averaging first: a cubic warp would skip pixels where it shrinks.
        interpolation = cv2.INTER_CUBIC if scale >= 1.0 else cv2.INTER_AREA
        if scale != 1.0:
            page = np.asarray(cv2.resize(page, size, interpolation=interpolation), np.uint8)
        height, width = page.shape
        scale = 1.0
    if not uprighting.skew_deg:
        return np.asarray(page, np.uint8)
    matrix = cv2.getRotationMatrix2D(
        ((width - 1) / 2, (height - 1) / 2), uprighting.skew_deg, scale
    )
    wider, higher = uprighting.growth
    size = round(size[0] * wider), round(size[1] * higher)
    matrix[0, 2] += (size[0] - width) / 2
    matrix[1, 2] += (size[1] - height) / 2
    # Where much enters, a repeated border would draw long strokes.
    grown = wider > 1.0
    warped = cv2.warpAffine(
        page,
        matrix,
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT if grown else cv2.BORDER_REPLICATE,
        borderValue=float(np.median(page[::8, ::8])) if grown else 0.0,
    )
    return np.asarray(warped, np.uint8)
