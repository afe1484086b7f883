"""One trial: models fitted on some documents, scored on families that they did not see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import process_time
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.base import ClassifierMixin
from threadpoolctl import threadpool_limits

from extractor.classify import GROUPS, Group
from extractor.evaluation import Prediction, evaluate, summarise
from extractor.evaluation.predictions import PredictedValue
from extractor.terms import Term
from extractor.training.ensembles import stack
from extractor.training.examples import Example
from extractor.training.held_out import hold_out

Columns = Mapping[Group, NDArray[np.int64]]
"""For each group, which columns of its matrix a model may see."""
MakeModel = Callable[[], ClassifierMixin]


class Figures(NamedTuple):
    """What a trial came to.

    Attributes:
        f1: over all fields of the held-out documents, every chosen value counted as given.
        native: the same over the documents that were not degraded.
        scanned: the same over the degraded ones.
        by_term: F1 of each field.
        fit_s: CPU seconds of fitting.
        predict_ms: CPU milliseconds of scoring a document.
    """

    f1: float
    native: float
    scanned: float
    by_term: Mapping[Term, float]
    fit_s: float
    predict_ms: float


def run_trial(
    train: Sequence[Example],
    test: Sequence[Example],
    make_model: MakeModel,
    *,
    columns: Columns | None = None,
    seed: int = 0,
) -> Figures:
    """Fits a model a group and scores the held-out documents.

    Args:
        train: what to learn from.
        test: documents of other families.
        make_model: an unfitted scikit-learn classifier.
        columns: what each group's model may see; all for None.
        seed: of the thinning of negatives.
    """
    models: dict[Group, ClassifierMixin] = {}
    with threadpool_limits(limits=1):
        start = process_time()
        for group in Group:
            x, y, weight = stack(train, group, seed=seed)
            models[group] = make_model()
            models[group].fit(_seen(x, group, columns), y, sample_weight=weight)
        fitted = process_time()
        scored = [
            {g: _predict(models[g], g, _seen(e.features[g], g, columns)) for g in Group}
            for e in test
        ]
        done = process_time()
    labels, predictions, native = {}, {}, set[str]()
    for position, (example, probabilities) in enumerate(zip(test, scored, strict=True)):
        name = f"{position}/{example.name}"
        held = hold_out(example, name, example.annotation.family, probabilities)
        labels[name] = example.label
        predictions[name] = Prediction(
            {a.term.value: PredictedValue(a.hypothesis.value, 1.0, True) for a in held.assigned}
        )
        if not example.annotation.severity:
            native.add(name)
    whole = summarise(evaluate(labels, predictions))
    of_native, of_scanned = (
        summarise(evaluate({n: labels[n] for n in names}, predictions)).overall.f1
        for names in (native, labels.keys() - native)
    )
    return Figures(
        whole.overall.f1,
        of_native,
        of_scanned,
        {term: figures.f1 for term, figures in whole.fields.items()},
        fitted - start,
        1000 * (done - fitted) / len(test),
    )


def _seen(x: NDArray[np.float32], group: Group, columns: Columns | None) -> NDArray[np.float32]:
    return x if columns is None else x[:, columns[group]]


def _predict(model: ClassifierMixin, group: Group, x: NDArray[np.float32]) -> NDArray[np.float64]:
    out = np.zeros((len(x), len(GROUPS[group]) + 1))
    if len(x):
        out[:, model.classes_] = model.predict_proba(x)
    return out
