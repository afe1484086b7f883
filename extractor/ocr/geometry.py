"""The way from the page as displayed to the page upright, and back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import BoundingBox


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
    def upright_aspect(self) -> float:
        """Width over height of the upright page."""
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
        corners = [
            self._unturned(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)
        ]
        xs, ys = zip(*corners, strict=True)
        return BoundingBox(min(xs), min(ys), max(xs), max(ys)).clipped()

    def _unturned(self, x: float, y: float) -> tuple[float, float]:
        aspect = self.upright_aspect
        angle = math.radians(self.skew_deg)
        across, down = (x - 0.5) * aspect, y - 0.5
        x = (across * math.cos(angle) - down * math.sin(angle)) / aspect + 0.5
        y = across * math.sin(angle) + down * math.cos(angle) + 0.5
        for _ in range(self.quarter_turns):
            x, y = y, 1.0 - x
        return x, y


def turn_upright(
    pixels: NDArray[np.uint8], uprighting: Uprighting, scale: float
) -> NDArray[np.uint8]:
    """Turn, deskew and scale a page in one interpolation.

    Args:
        pixels: the page as displayed, shape (height, width).
        uprighting: how it stands.
        scale: factor of enlargement.

    Returns:
        The upright page; what enters at the corners repeats the border.
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
    matrix[0, 2] += (size[0] - width) / 2
    matrix[1, 2] += (size[1] - height) / 2
    warped = cv2.warpAffine(
        page, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, np.uint8)
