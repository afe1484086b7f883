"""How a page stands: on its side or not, head up or down, and how far it is skewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

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
    """

    on_side: bool
    skew_deg: float
    head_up: float


def find_stance(ink: Ink) -> Stance:
    """Tell how a page stands from the projection of its characters.

    Rows of text make a jagged profile only along their own direction; and their lower edge, the
    baseline, is sharper than their upper one, which ascenders blur.

    Args:
        ink: the page's characters.

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
    on_side, centre, clarity = _search(x, y, MAX_SKEW_DEG)
    if clarity < CLEAR or abs(centre) > USUAL_SKEW_DEG:
        # The regular spread would itself make rows at the slope of 1 in 3.
        random = np.random.default_rng(0).random(len(rows), np.float32)
        scattered = rows.astype(np.float32) + random
        wide = _search(x, scattered, WIDE_SKEW_DEG)
        if wide[2] >= CLEAR:
            on_side, centre, _ = wide
            y = scattered
    if on_side:
        x, y = -y, x
    fine = np.arange(centre - COARSE_STEP_DEG, centre + COARSE_STEP_DEG, FINE_STEP_DEG)
    skew = float(fine[int(np.argmax([_energy(x, y, angle) for angle in fine]))])
    return Stance(on_side, round(skew, 2), _head_up(x, y, skew))


def _search(x: Coordinates, y: Coordinates, reach_deg: float) -> tuple[bool, float, float]:
    """Whether the page is on its side, its rough skew, and how clearly so."""
    angles = np.arange(-reach_deg, reach_deg + FINE_STEP_DEG, COARSE_STEP_DEG)
    across = [_energy(x, y, angle) for angle in angles]
    down = [_energy(-y, x, angle) for angle in angles]
    on_side = max(down) > max(across)
    energies = down if on_side else across
    best = int(np.argmax(energies))
    return on_side, float(angles[best]), energies[best] / float(np.median(energies))


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
