"""Documents scored one by one: which values are right, wrong, missed or invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.evaluation.fields import REQUIRED, SCORED
from extractor.evaluation.implied import implied_value
from extractor.evaluation.labels import Label
from extractor.evaluation.matching import same_value
from extractor.evaluation.predictions import NOTHING, PredictedValue, Prediction
from extractor.evaluation.rows import RowCounts, count_lines, count_vat_rows
from extractor.terms import Term

# `spurious`: a value for a field that the document does not state.
Verdict = Literal["right", "wrong", "missed", "spurious"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one field of one document."""

    document: str
    term: Term
    verdict: Verdict
    label: str | None
    predicted: PredictedValue | None


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document's judgements and rows, and its stratum (`severity_of`)."""

    document: str
    judgements: tuple[Judgement, ...]
    vat_rows: RowCounts
    lines: RowCounts
    severity: str

    @property
    def required_right(self) -> bool:
        """Whether no required field is wrong, missed or invented."""
        return all(j.verdict == "right" or j.term not in REQUIRED for j in self.judgements)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All documents' scores, over the fields that were asked for."""

    terms: tuple[Term, ...]
    documents: tuple[DocumentScore, ...]

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, document by document."""
        return tuple(j for score in self.documents for j in score.judgements)


def evaluate(
    labels: Mapping[str, Label],
    predictions: Mapping[str, Prediction],
    terms: Iterable[Term] = SCORED,
) -> Evaluation:
    """Score predictions against labels; a labelled document without prediction is all missed.

    Args:
        labels: by document name.
        predictions: by document name.
        terms: the fields that count.
    """
    chosen = tuple(terms)
    return Evaluation(
        chosen,
        tuple(
            score_document(name, label, predictions.get(name, NOTHING), chosen)
            for name, label in labels.items()
        ),
    )


def score_document(
    name: str, label: Label, prediction: Prediction, terms: Iterable[Term] = SCORED
) -> DocumentScore:
    """Score one document.

    >>> from extractor.evaluation.labels import label_of
    >>> from extractor.evaluation.predictions import prediction_of
    >>> score = score_document("a", label_of({"issue_date": "2025-03-12"}),
    ...     prediction_of({"fields": {"issue_date": {"value": "2025-12-03"}}}))
    >>> [(j.term.value, j.verdict) for j in score.judgements]
    [('issue_date', 'wrong')]
    """
    judgements = (
        _judge(name, term, label, prediction.get(term))
        for term in terms
        if term.value not in label.uncounted
    )
    vat_rows, lines = label.vat_breakdown, label.lines
    return DocumentScore(
        name,
        tuple(judgement for judgement in judgements if judgement is not None),
        RowCounts() if vat_rows is None else count_vat_rows(vat_rows, prediction.vat_breakdown),
        RowCounts() if lines is None else count_lines(lines, prediction.lines),
        severity_of(label, prediction),
    )


def severity_of(label: Label, prediction: Prediction) -> str:
    """How badly a document is degraded: as its label tells, else by how it was read.

    A made document whose label tells of no degradation is native, whatever was read by OCR on it.

    >>> severity_of(Label({}, {}, {}, frozenset(), None, None), Prediction({}, scanned=True))
    'scan'
    """
    if label.severity:
        return label.severity
    return "scan" if prediction.scanned and not label.family else "native"


def _judge(
    name: str, term: Term, label: Label, predicted: PredictedValue | None
) -> Judgement | None:
    """A judgement, or None where there is nothing to judge."""
    truth = label.value(term)
    if predicted is None:
        return None if truth is None else Judgement(name, term, "missed", truth, None)
    if truth is None:
        implied = implied_value(term, label)
        if implied is not None and same_value(term, implied, predicted.value):
            return None
        return Judgement(name, term, "spurious", None, predicted)
    right = any(same_value(term, value, predicted.value) for value in label.accepts(term))
    return Judgement(name, term, "right" if right else "wrong", truth, predicted)
