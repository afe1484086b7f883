"""A sheet that goes on beyond its white part, under a dark letterhead or footer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.ocr.sheet_sides import Corners, falls_across

FARTHEST = 0.4
"""How far a side may be moved out, as a share of the sides that go on."""

SKIPPED_PX = 5
LEAST_PX = 18
MIN_STEP = 5.0
"""Grey levels between printed paper and the ground, either of which may be the darker."""

WINDOW_PX = 8
WINDOW_SUPPORT = 0.6
SAMPLES = 48
EDGE_PX = 4
EDGE_SUPPORT = 0.7


def extend_sides(surface: NDArray[np.uint8], corners: Corners) -> Corners:
    """Move a side outwards where both its neighbours run on beyond it.

    Args:
        surface: the photo, without its type, shape (height, width).
        corners: the white part of the sheet, clockwise.

    Returns:
        The whole sheet: the same corners where no side was moved.
    """
    extended = corners.copy()
    for index in range(4):
        start, end = corners[index], corners[(index + 1) % 4]
        before, after = corners[index - 1], corners[(index + 2) % 4]
        reaches = (_reach(surface, before, start), _reach(surface, after, end))
        if min(reaches) < LEAST_PX:
            continue
        start = start + reaches[0] * _unit(start - before)
        end = end + reaches[1] * _unit(end - after)
        if _is_edge(surface, start, end):
            extended[index], extended[(index + 1) % 4] = start, end
    return extended


def _reach(
    surface: NDArray[np.uint8], start: NDArray[np.float64], end: NDArray[np.float64]
) -> float:
    """How far an edge runs on beyond its end, in pixels."""
    along = _unit(end - start)
    steps = np.arange(SKIPPED_PX, FARTHEST * float(np.hypot(*(end - start))))
    height, width = surface.shape
    origins = end + steps[:, None] * along
    inside = ((origins >= 0) & (origins <= (width - 1, height - 1))).all(axis=1)
    origins = origins[inside]
    if len(origins) < WINDOW_PX:
        return 0.0
    falls = falls_across(surface, origins, np.array([along[1], -along[0]]), 2)
    # Printed paper is darker than the ground all along, or brighter; a chequered ground is both.
    return max(_run(falls.max(axis=1) >= MIN_STEP), _run(falls.min(axis=1) <= -MIN_STEP))


def _run(is_edge: NDArray[np.bool_]) -> float:
    support = np.convolve(is_edge, np.ones(WINDOW_PX) / WINDOW_PX, mode="valid")
    weak = np.flatnonzero(support < WINDOW_SUPPORT)
    if not len(weak):
        return float(SKIPPED_PX + len(is_edge))
    return float(SKIPPED_PX + weak[0] + WINDOW_PX // 2) if weak[0] else 0.0


def _is_edge(
    surface: NDArray[np.uint8], start: NDArray[np.float64], end: NDArray[np.float64]
) -> bool:
    along = _unit(end - start)
    origins = start + np.linspace(0.05, 0.95, SAMPLES)[:, None] * (end - start)
    falls = falls_across(surface, origins, np.array([along[1], -along[0]]), EDGE_PX)
    steps = max((falls.max(axis=1) >= MIN_STEP).mean(), (falls.min(axis=1) <= -MIN_STEP).mean())
    return bool(steps >= EDGE_SUPPORT)


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(vector / np.hypot(*vector), np.float64)
