"""The figures of an evaluation: by field, over all, rows, documents, calibration."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

from extractor.evaluation.calibration import Calibration, Outcome, calibration
from extractor.evaluation.rows import RowCounts
from extractor.evaluation.scoring import Evaluation, Judgement
from extractor.terms import Term


class FieldFigures(NamedTuple):
    """Figures of one field, or of all together.

    Attributes:
        labels: labelled values.
        precision: share of the predicted values that are right.
        recall: share of the labelled values that are predicted right.
        f1: their harmonic mean.
        prefill_coverage: share of the labelled values that are prefilled and right.
        prefill_error: share of the prefilled values that are wrong.
    """

    labels: int
    precision: float
    recall: float
    f1: float
    prefill_coverage: float
    prefill_error: float


class RowFigures(NamedTuple):
    """Figures of a table's rows; a row is right when all its printed columns are."""

    labels: int
    precision: float
    recall: float
    f1: float


class Summary(NamedTuple):
    """All figures of an evaluation."""

    fields: dict[Term, FieldFigures]
    overall: FieldFigures
    documents: int
    documents_all_required_right: float
    vat_rows: RowFigures
    lines: RowFigures
    calibration: Calibration

    def as_json(self) -> dict[str, Any]:
        """The figures as a JSON object; the overall ones under `ALL`."""
        return {
            "fields": {
                **{term.value: figures._asdict() for term, figures in self.fields.items()},
                "ALL": self.overall._asdict(),
            },
            "documents": self.documents,
            "documents_all_required_right": self.documents_all_required_right,
            "vat_rows": self.vat_rows._asdict(),
            "lines": self.lines._asdict(),
            "calibration": self.calibration._asdict(),
        }


def summarise(evaluation: Evaluation) -> Summary:
    """The figures of an evaluation."""
    judgements = evaluation.judgements
    documents = evaluation.documents
    return Summary(
        fields={
            term: field_figures(j for j in judgements if j.term is term)
            for term in evaluation.terms
        },
        overall=field_figures(judgements),
        documents=len(documents),
        documents_all_required_right=_ratio(
            sum(score.required_right for score in documents), len(documents)
        ),
        vat_rows=row_figures(score.vat_rows for score in documents),
        lines=row_figures(score.lines for score in documents),
        calibration=calibration(outcomes_of(judgements)),
    )


def outcomes_of(judgements: Iterable[Judgement]) -> list[Outcome]:
    """Confidence and rightness of every predicted value."""
    return [
        Outcome(j.predicted.confidence, j.verdict == "right")
        for j in judgements
        if j.predicted is not None
    ]


def field_figures(judgements: Iterable[Judgement]) -> FieldFigures:
    """Figures over some judgements."""
    judged = tuple(judgements)
    labels = sum(j.label is not None for j in judged)
    predicted = sum(j.predicted is not None for j in judged)
    right = sum(j.verdict == "right" for j in judged)
    prefilled = [j for j in judged if j.predicted is not None and j.predicted.prefill]
    prefilled_right = sum(j.verdict == "right" for j in prefilled)
    precision, recall = _ratio(right, predicted), _ratio(right, labels)
    return FieldFigures(
        labels,
        precision,
        recall,
        _f1(precision, recall),
        _ratio(prefilled_right, labels),
        _ratio(len(prefilled) - prefilled_right, len(prefilled)),
    )


def row_figures(counts: Iterable[RowCounts]) -> RowFigures:
    """Figures over the rows of some documents.

    >>> row_figures([RowCounts(labelled=4, predicted=2, right=2)])
    RowFigures(labels=4, precision=1.0, recall=0.5, f1=0.6666666666666666)
    """
    total = reduce(RowCounts.plus, counts, RowCounts())
    precision, recall = _ratio(total.right, total.predicted), _ratio(total.right, total.labelled)
    return RowFigures(total.labelled, precision, recall, _f1(precision, recall))


def _f1(precision: float, recall: float) -> float:
    return _ratio(2 * precision * recall, precision + recall)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
