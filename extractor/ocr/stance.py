"""How a page stands: on its side or not, head up or down, and how far it is skewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractor.ocr.ink import Ink

MAX_SKEW_DEG = 7.0
WIDE_SKEW_DEG = 21.0
"""A sheet lying askew; looked for only where nothing nearer makes lines, as it costs thrice."""

CLEAR = 3.2
"""Energy of the best angle over the median one's: above it on straight pages, below on others."""

USUAL_SKEW_DEG = 4.0
"""More than a scanner does by itself: worth a second look."""

COARSE_STEP_DEG = 0.5
FINE_STEP_DEG = 0.1
COLUMNS = 6
"""Bands in which head up or down is judged: lines of different cells seldom share a baseline."""

MIN_INK_PX = 200

Coordinates: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stance:
    """How a page stands.

    Attributes:
        on_side: whether its lines run up or down rather than across.
        skew_deg: descent of the lines to the right, once a page on its side has been turned one
            quarter clockwise; degrees.
        head_up: how surely it stands on its feet, once so turned: −1 upside down, 1 upright.
        doubt: how much speaks for the other axis: 0 nothing, 1 as much.
    """

    on_side: bool
    skew_deg: float
    head_up: float
    doubt: float = 0.0


def find_stance(ink: Ink, *, on_side: bool | None = None) -> Stance:
    """Tell how a page stands from the projection of its characters.

    Rows of text make a jagged profile only along their own direction; and their lower edge, the
    baseline, is sharper than their upper one, which ascenders blur.

    Args:
        ink: the page's characters.
        on_side: whether it is on its side; None to find out.

    Returns:
        The stance; upright and straight for a page with next to no ink.

    Source: W. Postl, "Detection of linear oblique structures and skew scan in digitized
    documents", ICPR 1986, for the profile's energy.
    """
    rows, columns = np.nonzero(ink.mask)
    if len(rows) < MIN_INK_PX:
        return Stance(False, 0.0, 1.0)
    # Spreading each pixel over its square keeps the angle 0 from looking sharper than it is.
    spread = (rows * 7 + columns * 13) % 16 / 16.0
    x, y = columns.astype(np.float32), (rows + spread).astype(np.float32)
    found = _search(x, y, MAX_SKEW_DEG, on_side)
    if found.clarity < CLEAR or abs(found.skew_deg) > USUAL_SKEW_DEG:
        # The regular spread would itself make rows at the slope of 1 in 3.
        random = np.random.default_rng(0).random(len(rows), np.float32)
        scattered = rows.astype(np.float32) + random
        wide = _search(x, scattered, WIDE_SKEW_DEG, on_side)
        if wide.clarity >= CLEAR:
            found, y = wide, scattered
    if found.on_side:
        x, y = -y, x
    near = (found.skew_deg - COARSE_STEP_DEG, found.skew_deg + COARSE_STEP_DEG)
    fine = np.arange(*near, FINE_STEP_DEG)
    skew = float(fine[int(np.argmax([_energy(x, y, angle) for angle in fine]))])
    return Stance(found.on_side, round(skew, 2), _head_up(x, y, skew), found.doubt)


class _Found(NamedTuple):
    """The rough stance, and how clear it is."""

    on_side: bool
    skew_deg: float
    clarity: float
    doubt: float


def _search(x: Coordinates, y: Coordinates, reach_deg: float, on_side: bool | None) -> _Found:
    angles = np.arange(-reach_deg, reach_deg + FINE_STEP_DEG, COARSE_STEP_DEG)
    across = [_energy(x, y, angle) for angle in angles]
    down = [_energy(-y, x, angle) for angle in angles]
    if on_side is None:
        on_side = max(down) > max(across)
    energies, others = (down, across) if on_side else (across, down)
    best = int(np.argmax(energies))
    clarity = energies[best] / float(np.median(energies))
    return _Found(on_side, float(angles[best]), clarity, max(others) / energies[best])


def _sheared(x: Coordinates, y: Coordinates, angle_deg: float) -> NDArray[np.intp]:
    rows = y - x * np.float32(np.tan(np.radians(angle_deg)))
    return np.asarray(rows - rows.min(), np.intp)


def _energy(x: Coordinates, y: Coordinates, angle_deg: float) -> float:
    steps = np.diff(np.bincount(_sheared(x, y, angle_deg)))
    return float(np.dot(steps, steps))


def _head_up(x: Coordinates, y: Coordinates, skew_deg: float) -> float:
    rows = _sheared(x, y, skew_deg)
    height = int(rows.max()) + 2
    share = (x - x.min()) / (np.ptp(x) + 1.0)
    cells = (share * COLUMNS).astype(np.intp) * height + rows
    profile = np.bincount(cells, minlength=COLUMNS * height).reshape(COLUMNS, height)
    cubes = np.diff(profile.astype(np.float64), axis=1) ** 3
    return float(-cubes.sum() / np.abs(cubes).sum())
