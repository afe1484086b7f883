"""Photos of sheets that the tests take themselves."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

PORTRAIT = np.array([(0.16, 0.09), (0.86, 0.12), (0.93, 0.9), (0.1, 0.86)])
"""Corners of a sheet, clockwise from the top left one, in fractions of the photo."""

GROUNDS = {"dark": 45.0, "grey": 120.0, "light": 195.0, "wood": 110.0}


def take_photo(
    page: NDArray[np.uint8],
    corners: NDArray[np.float64],
    ground: str,
    shadow: float = 0.2,
    size: tuple[int, int] = (1500, 2000),
) -> NDArray[np.uint8]:
    """Lay a page on a table and photograph it.

    Args:
        page: grey page, shape (height, width).
        corners: where its corners come to lie, in fractions of the photo.
        ground: one of `GROUNDS`.
        shadow: darkening towards the right edge, 0 to 1.
        size: of the photo, width and height in pixels.
    """
    random = np.random.default_rng(7)
    height, width = page.shape
    outline = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(outline - 0.5, (corners * size - 0.5).astype(np.float32))
    table = np.full(size[::-1], GROUNDS[ground], np.float32)
    if ground == "wood":
        grain = random.normal(0, 1, (120, 6)).astype(np.float32)
        table += 9 * cv2.resize(grain, size, interpolation=cv2.INTER_CUBIC)
    sheet = cv2.warpPerspective(page.astype(np.float32) * 0.93, matrix, size)
    cover = cv2.warpPerspective(np.ones_like(page, np.float32), matrix, size)
    photo = sheet + (1 - cover) * table
    photo *= np.linspace(1.0, 1.0 - shadow, size[0], dtype=np.float32)
    photo = cv2.GaussianBlur(photo, (0, 0), 0.8) + random.normal(0, 4, photo.shape)
    return np.clip(photo, 0, 255).astype(np.uint8)
