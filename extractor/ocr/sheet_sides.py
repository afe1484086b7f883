"""The sides of a sheet in a photo: placed exactly, and proved by what lies beyond them."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Corners: TypeAlias = NDArray[np.float64]
"""Shape (4, 2), x and y, clockwise."""

SAMPLES = 48
REACH_PX = 7
"""How far from the rough side the exact one is sought."""

STEP_PX = 3
"""Distance over which the brightness must fall, from the paper to the ground."""

MIN_FALL = 7.0
MIN_SUPPORT = 0.55
"""Share of a side along which the brightness must fall, and fall on one line."""

ON_LINE_PX = 1.5
BORDER_PX = 4.0


class _Side(NamedTuple):
    point: NDArray[np.float64]
    direction: NDArray[np.float64]


def fit_sides(surface: NDArray[np.uint8], rough: Corners) -> Corners | None:
    """Place the sides of a quadrilateral where paper gives way to a darker ground.

    One side may be the image's border, where the photo cuts the sheet off: it is then taken to be
    parallel to the opposite side.

    Args:
        surface: the photo, without its type, shape (height, width).
        rough: its corners to a few pixels.

    Returns:
        The exact corners; None where a side is not the edge of a sheet.
    """
    sides: list[_Side | None] = []
    for index in range(4):
        start, end = rough[index], rough[(index + 1) % 4]
        side = _fit(surface, start, end)
        if side is None and not _on_border(surface, start, end):
            return None
        sides.append(side)
    if sides.count(None) > 1:
        return None
    if None in sides:
        cut = sides.index(None)
        sides[cut] = _parallel(sides[(cut + 2) % 4], rough[cut], rough[(cut + 1) % 4])
    corners = [_crossing(sides[index - 1], sides[index]) for index in range(4)]
    if any(corner is None for corner in corners):
        return None
    return np.array(corners, np.float64)


def falls_across(
    surface: NDArray[np.uint8],
    origins: NDArray[np.float64],
    outwards: NDArray[np.float64],
    reach: int,
) -> NDArray[np.float64]:
    """Measure how much darker it gets across a line.

    Args:
        surface: grey image, shape (height, width).
        origins: points of the line, x and y in pixels, shape (n, 2).
        outwards: unit vector across the line.
        reach: how far from each point to look, pixels either way.

    Returns:
        Fall of brightness at each point and each offset from `-reach` to `reach`, grey levels,
        shape (n, 2 * reach + 1).
    """
    offsets = np.arange(-reach - STEP_PX, reach + STEP_PX + 1, dtype=np.float64)
    points = (origins[:, None, :] + offsets[None, :, None] * outwards).astype(np.float32)
    profile = cv2.remap(
        surface,
        points[..., 0],
        points[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float64)
    # Over several distances, so that the fall is greatest at the edge itself and there alone.
    width = 2 * reach + 1
    falls = sum(
        profile[:, STEP_PX - step :][:, :width] - profile[:, STEP_PX + step :][:, :width]
        for step in range(1, STEP_PX + 1)
    )
    return np.asarray(falls, np.float64) / STEP_PX


def _fit(
    surface: NDArray[np.uint8], start: NDArray[np.float64], end: NDArray[np.float64]
) -> _Side | None:
    along = end - start
    length = float(np.hypot(*along))
    if length < 4 * REACH_PX:
        return None
    along /= length
    outwards = np.array([along[1], -along[0]])
    origins = start + np.linspace(0.05, 0.95, SAMPLES)[:, None] * length * along
    falls = falls_across(surface, origins, outwards, REACH_PX)
    steepest = falls.argmax(axis=1)
    real = falls.max(axis=1) >= MIN_FALL
    if real.mean() < MIN_SUPPORT:
        return None
    found = (origins + (steepest - REACH_PX)[:, None] * outwards)[real].astype(np.float32)
    vx, vy, x, y = cv2.fitLine(found, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().astype(np.float64)
    off = np.abs((found[:, 0] - x) * vy - (found[:, 1] - y) * vx)
    if (off <= ON_LINE_PX).sum() < MIN_SUPPORT * SAMPLES:
        return None
    return _Side(np.array([x, y]), np.array([vx, vy]))


def _on_border(
    surface: NDArray[np.uint8], start: NDArray[np.float64], end: NDArray[np.float64]
) -> bool:
    height, width = surface.shape
    gaps = ((p[0], p[1], width - 1 - p[0], height - 1 - p[1]) for p in (start, end))
    return any(max(pair) <= BORDER_PX for pair in zip(*gaps, strict=True))


def _parallel(
    opposite: _Side | None, start: NDArray[np.float64], end: NDArray[np.float64]
) -> _Side | None:
    if opposite is None:
        return None
    x, y = opposite.direction
    normal = np.array([-y, x])
    farthest = max(start, end, key=lambda p: abs(float(normal @ (p - opposite.point))))
    return _Side(farthest, opposite.direction)


def _crossing(one: _Side | None, other: _Side | None) -> NDArray[np.float64] | None:
    if one is None or other is None:
        return None
    matrix = np.column_stack([one.direction, -other.direction])
    if abs(float(np.linalg.det(matrix))) < 0.1:
        return None
    steps = np.linalg.solve(matrix, other.point - one.point)
    return np.asarray(one.point + steps[0] * one.direction, np.float64)
