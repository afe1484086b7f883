"""Whether confidences can be trusted.

Sources: expected calibration error over equal-mass bins, Nixon et al. 2019, "Measuring
calibration in deep learning"; Brier 1950, "Verification of forecasts expressed in terms of
probability"; risk-coverage curve, Geifman & El-Yaniv 2017, "Selective classification for deep
neural networks".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

BINS = 10
TOLERATED_RISK = 0.01


class Outcome(NamedTuple):
    """A value's confidence, and whether it is right."""

    confidence: float
    right: bool


class Calibration(NamedTuple):
    """Figures of a set of outcomes; None where there is no outcome.

    Attributes:
        ece: expected calibration error over ten equal-mass bins.
        brier: mean squared distance of confidence to what came out.
        aurc: area under the risk-coverage curve.
        coverage_at_99: share of values that can be kept with at most 1 % of them wrong.
    """

    ece: float | None
    brier: float | None
    aurc: float | None
    coverage_at_99: float | None


def calibration(outcomes: Sequence[Outcome]) -> Calibration:
    """Measure confidences against what came out.

    >>> calibration([Outcome(1.0, True), Outcome(0.0, False)])
    Calibration(ece=0.0, brier=0.0, aurc=0.25, coverage_at_99=0.5)
    """
    if not outcomes:
        return Calibration(None, None, None, None)
    # Stable: ties keep the order of the documents, so that figures can be reproduced.
    ranked = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    count = len(ranked)
    wrong, risk_sum, coverage = 0, 0.0, 0.0
    for rank, outcome in enumerate(ranked, 1):
        wrong += not outcome.right
        risk_sum += wrong / rank
        if wrong / rank <= TOLERATED_RISK:
            coverage = rank / count
    brier = sum((confidence - right) ** 2 for confidence, right in ranked) / count
    return Calibration(_ece(ranked), brier, risk_sum / count, coverage)


def reliability(outcomes: Sequence[Outcome]) -> tuple[tuple[float, float, int], ...]:
    """Mean confidence, share of right values and size of each equal-mass bin, surest first."""
    ranked = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    return tuple(_bin_figures(part) for part in _equal_mass_bins(ranked))


def risk_coverage(
    outcomes: Sequence[Outcome], *, points: int = 100
) -> tuple[tuple[float, float], ...]:
    """The risk-coverage curve: share of values kept, and share of wrong ones among them.

    Args:
        outcomes: values with their confidence.
        points: at most so many points, evenly spaced in coverage.

    >>> risk_coverage([Outcome(0.9, True), Outcome(0.8, False)])
    ((0.5, 0.0), (1.0, 0.5))
    """
    ranked = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    count = len(ranked)
    kept = sorted({-(-step * count // points) for step in range(1, points + 1)} - {0})
    wrong_before = [0]
    for outcome in ranked:
        wrong_before.append(wrong_before[-1] + (not outcome.right))
    return tuple((rank / count, wrong_before[rank] / rank) for rank in kept)


def _ece(ranked: Sequence[Outcome]) -> float:
    parts = (_bin_figures(part) for part in _equal_mass_bins(ranked))
    return sum(abs(stated - actual) * size / len(ranked) for stated, actual, size in parts)


def _bin_figures(part: Sequence[Outcome]) -> tuple[float, float, int]:
    size = len(part)
    stated = sum(outcome.confidence for outcome in part) / size
    return stated, sum(outcome.right for outcome in part) / size, size


def _equal_mass_bins(ranked: Sequence[Outcome]) -> list[Sequence[Outcome]]:
    count = len(ranked)
    parts = (ranked[b * count // BINS : (b + 1) * count // BINS] for b in range(BINS))
    return [part for part in parts if part]
