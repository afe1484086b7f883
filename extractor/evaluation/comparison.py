"""Two models on the same documents: is the difference more than chance?

Paired bootstrap (Efron & Tibshirani 1993, chapters 16 and 23), by clusters: families of made
documents and suppliers of real ones are drawn again as a whole (Field & Welsh 2007, "Bootstrapping
clustered data"), and both models are scored on the same draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.evaluation.scoring import DocumentScore, Evaluation, Judgement

MEASURES = ("f1", "precision", "recall", "prefill_coverage", "prefill_error")
DRAWS = 4000
LEVEL = 0.95
LEAST_CLUSTERS = 10
"""With fewer, a draw of whole clusters says little, and documents are drawn instead."""

Floats = NDArray[np.float64]


class Difference(NamedTuple):
    """What the second model gains over the first in one measure.

    Attributes:
        first: the first model's figure.
        second: the second model's.
        difference: second minus first.
        low: lower end of the 95 % interval of the difference.
        high: its upper end.
        p_value: two-sided, of there being no difference.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float
    p_value: float

    @property
    def significant(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.p_value < 1 - LEVEL


class Comparison(NamedTuple):
    """All differences.

    Attributes:
        fields: by field and measure; `ALL` is the micro average.
        documents: how many documents were compared.
        clusters: how many units the bootstrap drew from.
        unit: what they are, `cluster` or `document`.
    """

    fields: dict[str, dict[str, Difference]]
    documents: int
    clusters: int
    unit: str

    def as_json(self) -> dict[str, Any]:
        """The comparison as a JSON object."""
        return {
            "fields": {
                name: {
                    measure: {**d._asdict(), "significant": d.significant}
                    for measure, d in measures.items()
                }
                for name, measures in self.fields.items()
            },
            "documents": self.documents,
            "clusters": self.clusters,
            "unit": self.unit,
            "level": LEVEL,
            "draws": DRAWS,
        }


def compare(
    first: Evaluation, second: Evaluation, clusters: Mapping[str, str], *, seed: int = 0
) -> Comparison:
    """Compare two evaluations of the same documents, field by field.

    Args:
        first: the model to compare with.
        second: the model in question.
        clusters: cluster of each document, as `cluster_documents` tells.
        seed: of the bootstrap.

    Raises:
        ValueError: the evaluations are not of the same documents.
    """
    names = [score.document for score in first.documents]
    if names != [score.document for score in second.documents] or not names:
        raise ValueError("the evaluations are not of the same documents")
    units = [clusters[name] for name in names]
    unit = "cluster"
    if len(set(units)) < LEAST_CLUSTERS:
        units, unit = names, "document"
    drawn = _draws(len(set(units)), seed)
    fields: dict[str, dict[str, Difference]] = {}
    for term in (*first.terms, None):
        counts = [
            _sum_by(units, [_counts(score, term) for score in evaluation.documents])
            for evaluation in (first, second)
        ]
        if any(count.any() for count in counts):
            fields["ALL" if term is None else term.value] = _differences(counts, drawn)
    return Comparison(fields, len(names), len(set(units)), unit)


def _draws(n_units: int, seed: int) -> Floats:
    """How often each draw takes each unit, shape (DRAWS, n_units)."""
    rng = np.random.default_rng(seed)
    shares = np.full(n_units, 1 / n_units)
    return rng.multinomial(n_units, shares, size=DRAWS).astype(np.float64)


def _counts(score: DocumentScore, term: str | None) -> tuple[int, ...]:
    """Of one document: values labelled, predicted, right, prefilled, prefilled and wrong."""
    judged = [j for j in score.judgements if term is None or j.term == term]
    prefilled = [j for j in judged if j.predicted is not None and j.predicted.prefill]
    return (
        sum(j.label is not None for j in judged),
        sum(j.predicted is not None for j in judged),
        sum(_right(j) for j in judged),
        len(prefilled),
        sum(not _right(j) for j in prefilled),
    )


def _right(judgement: Judgement) -> bool:
    return judgement.verdict == "right"


def _sum_by(units: Sequence[str], counts: Sequence[tuple[int, ...]]) -> Floats:
    """Counts added up by unit, shape (n_units, 5)."""
    index = {unit: position for position, unit in enumerate(dict.fromkeys(units))}
    out = np.zeros((len(index), 5))
    np.add.at(out, [index[unit] for unit in units], np.array(counts, dtype=np.float64))
    return out


def _differences(counts: Sequence[Floats], drawn: Floats) -> dict[str, Difference]:
    whole = [_measures(count.sum(axis=0, keepdims=True)) for count in counts]
    again = [_measures(drawn @ count) for count in counts]
    out = {}
    for name in MEASURES:
        first, second = (float(measures[name][0]) for measures in whole)
        spread = again[1][name] - again[0][name]
        tail = (1 - LEVEL) / 2
        low, high = (float(edge) for edge in np.quantile(spread, [tail, 1 - tail]))
        below, above = ((1 + int(side.sum())) / (1 + DRAWS) for side in (spread <= 0, spread >= 0))
        p_value = min(1.0, 2 * min(below, above))
        out[name] = Difference(first, second, second - first, low, high, p_value)
    return out


def _measures(counts: Floats) -> dict[str, Floats]:
    """Each measure of every row of counts; 0 where there is nothing to measure."""
    labelled, predicted, right, prefilled, prefilled_wrong = counts.T
    return {
        # the harmonic mean of precision and recall, in counts
        "f1": _ratio(2 * right, labelled + predicted),
        "precision": _ratio(right, predicted),
        "recall": _ratio(right, labelled),
        "prefill_coverage": _ratio(prefilled - prefilled_wrong, labelled),
        "prefill_error": _ratio(prefilled_wrong, prefilled),
    }


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
