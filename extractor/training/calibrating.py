"""Fitting confidence and thresholds on documents that the scoring models did not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractor.classify import TERM_COLUMNS
from extractor.decode import Calibration
from extractor.decode.calibration import FEATURES, TermCalibration, evidence_features
from extractor.terms import Term
from extractor.training.conformal import (
    TARGET_ERROR,
    Scored,
    choose_threshold,
    least_threshold,
)
from extractor.training.held_out import Outcome
from extractor.training.splits import assign_folds

UNTESTED_THRESHOLD = 0.995
"""Taken where the values, too few or too often wrong, bear no threshold out."""
_LEAST_EXAMPLES = 150
_LEAST_WRONG = 8
_FOLDS = 5
_UNSET = 1.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A calibration, and how its thresholds came about.

    Attributes:
        calibration: what the model ships.
        borne_out: for each field, whose values bear its threshold out: its own (`field`), those of
            all fields together (`all`), those of all, but raised since its own were wrong too often
            above it (`raised`), or nobody's (`none`).
    """

    calibration: Calibration
    borne_out: dict[Term, str] = field(default_factory=dict)


def fit_calibration(
    outcomes: Sequence[Outcome], *, target: float = TARGET_ERROR, seed: int = 0
) -> Fitted:
    """A logistic model for each field, and the threshold that bounds its prefill error.

    Fields with few examples share one model of all fields. Thresholds are chosen on confidences of
    models fitted without the value's cluster: one for all fields, a more lenient one for a field
    whose own values bear it out, and a stricter one for a field whose own values show more errors
    than the contract allows. A field with few values has no say in the shared threshold, so that
    without the last a rare and difficult one would be wrong unnoticed.

    Args:
        outcomes: decoded values of documents held out from the models that scored them.
        target: share of wrong values allowed among the prefilled.
        seed: of the split into clusters that are held out.
    """
    models = _fit_terms(outcomes)
    scored = _held_out_confidences(outcomes, seed=seed)
    shared = choose_threshold([s for own in scored.values() for s in own], target=target)
    terms, borne_out = {}, {}
    for term, model in models.items():
        threshold = UNTESTED_THRESHOLD if shared is None else shared
        borne_out[term] = "none" if shared is None else "all"
        own = choose_threshold(scored[term], target=target)
        if own is not None and own < threshold:
            threshold, borne_out[term] = own, "field"
        elif shared is not None and scored[term]:
            floor = least_threshold(scored[term], least=shared)
            if floor > threshold:
                threshold, borne_out[term] = floor, "raised"
        terms[term] = replace(model, threshold=threshold)
    return Fitted(Calibration(terms), borne_out)


def _fit_terms(outcomes: Sequence[Outcome]) -> dict[Term, TermCalibration]:
    pooled = _fit(outcomes)
    models = {}
    for term in TERM_COLUMNS:
        own = [o for o in outcomes if o.assigned.term is term]
        wrong = sum(not o.right for o in own)
        enough = len(own) >= _LEAST_EXAMPLES and _LEAST_WRONG <= wrong < len(own)
        models[term] = _fit(own) if enough else pooled
    return models


def _held_out_confidences(outcomes: Sequence[Outcome], *, seed: int) -> dict[Term, list[Scored]]:
    """Confidence of each value by models fitted on other clusters, by field."""
    clusters = [outcome.cluster for outcome in outcomes]
    n_folds = min(_FOLDS, len(set(clusters)))
    scored: dict[Term, list[Scored]] = {term: [] for term in TERM_COLUMNS}
    if n_folds < 2:
        return scored
    folds = assign_folds(clusters, n_folds, seed=seed)
    for fold in range(n_folds):
        seen = [o for o, f in zip(outcomes, folds, strict=True) if f != fold]
        calibration = Calibration(_fit_terms(seen))
        for outcome, its_fold in zip(outcomes, folds, strict=True):
            if its_fold == fold:
                confidence = calibration.confidence(outcome.assigned)
                scored[outcome.assigned.term].append(
                    Scored(confidence, outcome.right, outcome.cluster)
                )
    return scored


def _fit(outcomes: Sequence[Outcome]) -> TermCalibration:
    x = np.array([evidence_features(o.assigned) for o in outcomes]).reshape(-1, len(FEATURES))
    y = np.array([o.right for o in outcomes])
    if y.all() or not y.any():
        # nothing to tell apart: the share of the right, were one more seen of each kind (Laplace)
        share = (y.sum() + 1) / (len(y) + 2)
        bias = float(np.log(share / (1 - share)))
        return TermCalibration((0.0,) * len(FEATURES), round(bias, 5), _UNSET)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    weights = tuple(round(float(w), 5) for w in model.coef_[0])
    return TermCalibration(weights, round(float(model.intercept_[0]), 5), _UNSET)
