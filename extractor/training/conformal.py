"""Thresholds that bound the share of wrong values among the prefilled: learn, then test.

Angelopoulos, Bates, Candès, Jordan & Lei 2021, "Learn then test: calibrating predictive algorithms
to achieve risk control". A threshold is taken only if the hypothesis that too many of the values
above it are wrong is rejected; candidates are tested in a fixed order, from strict to lenient,
until one is not rejected, which costs nothing for testing many.

Loss: one for a wrong value, averaged over the values that reach the threshold. Guarantee: with
probability at least 1 - `DELTA` over the calibration documents, the expected loss is at most the
target, if values to come are exchangeable with those of calibration, which come from families and
suppliers that the scoring models had not seen. Exact for independent values (binomial tail, Brown,
Cai & DasGupta 2001). Values of one cluster are not independent: their number is divided by the
design effect (Rao & Scott 1992, "A simple method for the analysis of clustered binary data"; Korn &
Graubard 1998), which makes the guarantee approximate. `docs/training.md` says what it does not
cover.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

TARGET_ERROR = 0.005
"""Share of wrong values among the prefilled that thresholds allow on made documents; half of what
the contract allows on real ones, which are stranger."""
DELTA = 0.1
"""Chance that calibration documents mislead into a threshold that allows more."""
FIELD_ERROR = 0.01
"""Share of wrong values among the prefilled that no field may show on its own calibration values,
whatever the fields together do: what the contract allows."""
GRID = tuple(round(1 / (1 + exp(-score / 5)), 5) for score in range(40, 10, -1))
"""Thresholds that are tried, from strict (0.99966) to lenient (0.90), fixed beforehand."""

Floats = NDArray[np.float64]


class Scored(NamedTuple):
    """A value's confidence, whether it was right, and its cluster (family or supplier)."""

    confidence: float
    right: bool
    cluster: str


def choose_threshold(
    scored: Sequence[Scored], *, target: float = TARGET_ERROR, delta: float = DELTA
) -> float | None:
    """The most lenient threshold of `GRID` above which at most `target` of the values are wrong.

    Testing begins at the strictest threshold that half of the values reach: stricter ones keep too
    few values to be of use, or to be tested. Which one that is depends on confidences alone, so the
    order of the tests is fixed before it is known what is right.

    Args:
        scored: values that neither the scoring model nor its calibration was fitted on.
        target: share of wrong values allowed.
        delta: chance allowed of a threshold that breaks the target.

    Returns:
        The threshold; None if the values do not bear one out.
    """
    if not scored:
        return None
    confidence = np.array([s.confidence for s in scored])
    wrong = np.array([not s.right for s in scored], dtype=np.float64)
    _, cluster = np.unique([s.cluster for s in scored], return_inverse=True)
    n_clusters = int(cluster.max()) + 1
    chosen = None
    for threshold in GRID:
        kept = confidence >= threshold
        if kept.sum() * 2 < len(scored) and threshold != GRID[-1]:
            continue
        kept_by = np.bincount(cluster, kept, n_clusters).astype(np.float64)
        wrong_by = np.bincount(cluster, wrong * kept, n_clusters).astype(np.float64)
        if p_value(wrong_by, kept_by, target) > delta:
            break
        chosen = threshold
    return chosen


def least_threshold(
    scored: Sequence[Scored], *, least: float, allowed: float = FIELD_ERROR
) -> float:
    """The most lenient threshold of `GRID` at which the values themselves show few enough errors.

    Nothing is tested: it is a floor beside a threshold that was, for a field whose values are wrong
    more often than those of the others that it shares the threshold with.

    Args:
        scored: as for `choose_threshold`.
        least: from which threshold on.
        allowed: share of wrong values among those that reach it.

    Returns:
        The threshold; 1.0, which no confidence reaches, if none will do.

    >>> poor = [Scored(0.97, False, "a")] + [Scored(0.999, True, "a")] * 50
    >>> least_threshold(poor, least=0.96)
    0.9734
    """
    for threshold in (least, *(t for t in reversed(GRID) if t > least)):
        kept = [s.right for s in scored if s.confidence >= threshold]
        if kept and kept.count(False) <= allowed * len(kept):
            return threshold
    return 1.0


def p_value(wrong: Floats, kept: Floats, target: float) -> float:
    """Of the hypothesis that more than `target` of the values to come are wrong.

    Args:
        wrong: wrong values of each cluster, shape (n_clusters,).
        kept: values of each cluster, shape (n_clusters,).
        target: share of wrong values allowed.

    >>> round(p_value(np.array([0.0, 0.0]), np.array([230.0, 230.0]), 0.005), 3)
    0.1
    """
    if not kept.any():
        return 1.0
    effect = design_effect(wrong, kept)
    n, k = float(kept.sum()) / effect, float(wrong.sum()) / effect
    return 1.0 if k >= n else float(betainc(n - k, k + 1, 1 - target))


def design_effect(wrong: Floats, kept: Floats) -> float:
    """By how much clustering inflates the variance of the share of wrong values; at least 1.

    Args:
        wrong: wrong values of each cluster, shape (n_clusters,).
        kept: values of each cluster, shape (n_clusters,).

    >>> design_effect(np.array([1.0, 1.0, 1.0]), np.array([10.0, 10.0, 10.0]))
    1.0
    >>> round(design_effect(np.array([3.0, 0.0, 0.0]), np.array([10.0, 10.0, 10.0])), 2)
    3.33
    """
    wrong, kept = wrong[kept > 0], kept[kept > 0]
    n, count = float(kept.sum()), len(kept)
    share = float(wrong.sum()) / n if n else 0.0
    if count < 2 or not 0 < share < 1:
        return 1.0
    spread = float(((wrong - share * kept) ** 2).sum()) * count / (count - 1) / n**2
    return max(1.0, spread / (share * (1 - share) / n))
