"""Fitting confidence and thresholds on documents that the scoring models did not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from extractor.classify import TERM_COLUMNS, Group, join_groups
from extractor.decode import Assigned, Calibration, assign_fields
from extractor.decode.calibration import FEATURES, TermCalibration, evidence_features
from extractor.terms import Term
from extractor.training.examples import Example
from extractor.training.labelling import same_value

TARGET_ERROR = 0.005
"""Share of wrong values among the prefilled that thresholds allow on made documents; half of what
the contract allows on real ones, which are stranger."""
_LEAST_THRESHOLD = 0.9
_MOST_THRESHOLD = 0.995
_LEAST_EXAMPLES = 150
_LEAST_WRONG = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value the decoder chose for a labelled document, and whether it was right."""

    assigned: Assigned
    right: bool


def decode_example(
    example: Example, probabilities: Mapping[Group, NDArray[np.float64]]
) -> list[Outcome]:
    """Decodes one document with given probabilities.

    Args:
        example: the labelled document.
        probabilities: for each group, shape (n, 1 + n_fields).
    """
    matrix = join_groups(
        example.candidates,
        {group: (example.chosen[group], probabilities[group]) for group in probabilities},
    )
    outcomes = []
    for assigned in assign_fields(example.candidates, matrix, TERM_COLUMNS):
        truth = example.annotation.fields.get(assigned.term)
        right = truth is not None and same_value(assigned.term, truth, assigned.hypothesis.value)
        outcomes.append(Outcome(assigned, right))
    return outcomes


def fit_calibration(outcomes: Sequence[Outcome]) -> Calibration:
    """A logistic model for each field, and the threshold that bounds its prefill error.

    Fields with few examples share one model of all fields.

    Args:
        outcomes: decoded values of documents held out from the models that scored them.
    """
    pooled = _fit(outcomes)
    terms: dict[Term, TermCalibration] = {}
    for term in TERM_COLUMNS:
        own = [o for o in outcomes if o.assigned.term is term]
        wrong = sum(not o.right for o in own)
        enough = len(own) >= _LEAST_EXAMPLES and _LEAST_WRONG <= wrong < len(own)
        weights, bias = _fit(own) if enough else pooled
        unset = Calibration({term: TermCalibration(weights, bias, 1.0)})
        scored = [(unset.confidence(o.assigned), o.right) for o in own]
        terms[term] = TermCalibration(weights, bias, choose_threshold(scored))
    return Calibration(terms)


def _fit(outcomes: Sequence[Outcome]) -> tuple[tuple[float, ...], float]:
    x = np.array([evidence_features(o.assigned) for o in outcomes]).reshape(-1, len(FEATURES))
    y = np.array([o.right for o in outcomes])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    return tuple(round(float(w), 5) for w in model.coef_[0]), round(float(model.intercept_[0]), 5)


def choose_threshold(scored: Sequence[tuple[float, bool]], target: float = TARGET_ERROR) -> float:
    """The lowest confidence from which on at most `target` of the values are wrong.

    Args:
        scored: confidence and rightness of values.
        target: share of wrong values allowed.

    Returns:
        A threshold between 0.9 and 0.995.

    >>> choose_threshold([(0.99, True)] * 300 + [(0.95, False)] * 10, 0.01)
    0.97
    """
    ranked = sorted(scored, reverse=True)
    wrong = 0
    lowest = _MOST_THRESHOLD
    for count, (confidence, right) in enumerate(ranked, 1):
        wrong += not right
        following = ranked[count][0] if count < len(ranked) else 0.0
        if wrong <= target * count and following < confidence:
            lowest = (confidence + following) / 2
    return round(min(max(lowest, _LEAST_THRESHOLD), _MOST_THRESHOLD), 4)
