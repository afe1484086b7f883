"""The values that compete for one field."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.document import Candidate

_FLOOR = 0.01
"""No option is taken to be impossible, none certain."""


class Hypothesis(NamedTuple):
    """One value for a field, over all its occurrences.

    Attributes:
        value: the value; candidates that print the same value are one hypothesis.
        candidate: its most probable occurrence.
        probability: that occurrence's, 0 to 1.
        support: sum of the probabilities of all its occurrences.
    """

    value: str
    candidate: Candidate
    probability: float
    support: float


def rank_hypotheses(
    candidates: Sequence[Candidate], probabilities: NDArray[np.float64], *, limit: int = 8
) -> list[Hypothesis]:
    """The most probable values of one field.

    Args:
        candidates: the document's candidates.
        probabilities: the field's column, shape (n_candidates,).
        limit: how many to keep.

    Returns:
        Hypotheses with a probability above 0.005, best first.
    """
    best: dict[str, Hypothesis] = {}
    for index in np.argsort(-probabilities, kind="stable"):
        probability = float(probabilities[index])
        if probability < 0.005:
            break
        candidate = candidates[index]
        known = best.get(candidate.value)
        if known is None:
            best[candidate.value] = Hypothesis(candidate.value, candidate, probability, probability)
        else:
            best[candidate.value] = known._replace(support=known.support + probability)
    return sorted(best.values(), key=lambda h: (-h.probability, -h.support))[:limit]


def options_of(
    ranked: Sequence[Hypothesis], *, limit: int
) -> list[tuple[Hypothesis | None, float]]:
    """What a field may be in a joint decision: one of its values, or blank.

    Args:
        ranked: the field's hypotheses, best first.
        limit: how many of them to consider.

    Returns:
        Each option with its logarithmic probability, blank (None) first.
    """
    values = ranked[:limit]
    blank = min(max(1.0 - sum(h.probability for h in values), _FLOOR), 1.0 - _FLOOR)
    scored: list[tuple[Hypothesis | None, float]] = [(None, log(blank))]
    scored += [(h, log(max(h.probability, _FLOOR))) for h in values]
    return scored
