"""Thresholds that bound the share of wrong values, and whether they keep their word."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.training.conformal import (
    GRID,
    Scored,
    choose_threshold,
    design_effect,
    p_value,
)

TARGET, DELTA = 0.02, 0.1
REPEATS = 120


def error_at(confidence: np.ndarray) -> np.ndarray:
    """How often a value of this confidence is wrong in the simulations: overconfident below."""
    return np.where(confidence > 0.94, 0.2 * (1 - confidence), 3 * (1 - confidence))


def draw(rng: np.random.Generator, n_clusters: int, size: int, spread: float) -> list[Scored]:
    """Values of clusters that err more or less often than others, by a factor of mean 1."""
    out = []
    for cluster in range(n_clusters):
        factor = rng.gamma(1 / spread, spread) if spread else 1.0
        confidence = rng.uniform(0.9, 1.0, size)
        wrong = rng.random(size) < np.minimum(factor * error_at(confidence), 1)
        out += [
            Scored(float(c), not w, str(cluster)) for c, w in zip(confidence, wrong, strict=True)
        ]
    return out


def true_error(threshold: float) -> float:
    return float(error_at(np.linspace(threshold, 1.0, 4000)).mean())


@pytest.mark.parametrize(("clusters", "size", "spread"), [(1000, 1, 0.0), (40, 40, 0.5)])
def test_the_bound_is_broken_no_more_often_than_it_allows(
    clusters: int, size: int, spread: float
) -> None:
    """Of 120 draws of calibration values, about 12 may mislead; 19 is two deviations more."""
    rng = np.random.default_rng(3)
    found = [
        choose_threshold(draw(rng, clusters, size, spread), target=TARGET, delta=DELTA)
        for _ in range(REPEATS)
    ]
    chosen = [threshold for threshold in found if threshold is not None]
    broken = sum(true_error(threshold) > TARGET for threshold in chosen)
    assert broken <= 19
    # and the bound is of use: it is mostly had, not far from the most lenient that keeps it
    assert len(chosen) > 0.7 * REPEATS
    lenient = min(t for t in GRID if true_error(t) <= TARGET)
    assert np.median(chosen) - lenient < 0.02


def test_taking_clusters_for_independent_breaks_the_bound_more_often() -> None:
    rng = np.random.default_rng(4)
    draws = [draw(rng, 20, 150, 1.5) for _ in range(REPEATS)]
    apart = [[s._replace(cluster=str(n)) for n, s in enumerate(scored)] for scored in draws]
    clustered, independent = (
        sum(
            (t := choose_threshold(scored, target=TARGET, delta=DELTA)) is not None
            and true_error(t) > TARGET
            for scored in sets
        )
        for sets in (draws, apart)
    )
    assert clustered < independent


def test_too_few_values_bear_nothing_out() -> None:
    perfect = [Scored(0.99, True, str(n)) for n in range(100)]
    assert choose_threshold(perfect, target=0.005) is None
    assert choose_threshold(perfect * 5, target=0.005) == GRID[-1]
    assert choose_threshold([]) is None


def test_wrong_values_at_the_top_bear_nothing_out() -> None:
    scored = [Scored(0.9999, n % 10 > 0, str(n)) for n in range(2000)]
    assert choose_threshold(scored, target=0.005) is None


def test_the_threshold_stops_where_errors_begin() -> None:
    good = [Scored(0.99, True, str(n)) for n in range(2000)]
    bad = [Scored(0.93, n % 4 > 0, str(n)) for n in range(1000)]
    threshold = choose_threshold(good + bad, target=0.005)
    assert threshold is not None
    assert 0.93 < threshold <= 0.99


def test_the_grid_goes_from_strict_to_lenient() -> None:
    assert list(GRID) == sorted(GRID, reverse=True)
    assert 0.9 <= GRID[-1] < 0.91
    assert GRID[0] > 0.999


def test_the_p_value_of_independent_values_is_the_binomial_tail() -> None:
    # P(Bin(300, 0.01) <= 1) = 0.99^300 + 300 * 0.01 * 0.99^299
    expected = 0.99**300 + 3 * 0.99**299
    wrong, kept = np.zeros(300), np.ones(300)
    wrong[0] = 1
    assert p_value(wrong, kept, 0.01) == pytest.approx(expected, rel=0.01)


def test_errors_that_come_in_one_cluster_weigh_less_as_evidence() -> None:
    kept = np.full(20, 50.0)
    spread, lumped = np.zeros(20), np.zeros(20)
    spread[:4] = 1
    lumped[0] = 4
    assert design_effect(lumped, kept) > design_effect(spread, kept)
    assert p_value(lumped, kept, 0.01) > p_value(spread, kept, 0.01)
