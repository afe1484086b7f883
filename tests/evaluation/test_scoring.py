from __future__ import annotations

import pytest

from extractor.evaluation import evaluate, summarise
from extractor.evaluation.labels import label_of
from extractor.evaluation.predictions import prediction_of, predictions_of
from extractor.evaluation.scoring import score_document
from extractor.terms import Term


def verdicts(label, values):
    fields = {name: {"value": value} for name, value in values.items()}
    score = score_document("a", label_of(label), prediction_of({"fields": fields}))
    return {judgement.term.value: judgement.verdict for judgement in score.judgements}


@pytest.mark.parametrize(
    ("label", "values", "expected"),
    [
        ({"total_net": "10.00"}, {"total_net": "10.00"}, {"total_net": "right"}),
        ({"total_net": "10.00"}, {"total_net": "10.01"}, {"total_net": "wrong"}),
        ({"total_net": "10.00"}, {}, {"total_net": "missed"}),
        ({}, {"total_net": "10.00"}, {"total_net": "spurious"}),
        ({}, {}, {}),
        ({}, {"currency": "EUR"}, {}),
        ({}, {"currency": "USD"}, {"currency": "spurious"}),
        ({"total_net": "1", "_ambiguous": ["total_net"]}, {"total_net": "2"}, {}),
        ({"total_net": "1", "_unlabelled": ["total_net"]}, {}, {}),
        (
            {"due_date": "2025-01-02", "_alt": {"due_date": ["2025-01-03"]}},
            {"due_date": "2025-01-03"},
            {"due_date": "right"},
        ),
        ({"derivable": {"due_date": "2025-01-02"}}, {"due_date": "2025-01-02"}, {}),
        ({"derivable": {"due_date": "2025-01-02"}}, {"due_date": "x"}, {"due_date": "spurious"}),
        (
            {"total_gross": "12"},
            {"total_gross": "12", "amount_due": "12"},
            {"total_gross": "right"},
        ),
    ],
)
def test_verdict(label, values, expected):
    assert verdicts(label, values) == expected


def test_a_label_without_result_is_all_missed_and_its_document_not_right():
    summary = summarise(evaluate({"a": label_of({"total_net": "1"})}, {}))
    assert summary.overall.recall == 0
    assert summary.documents_all_required_right == 0


def test_an_error_document_predicts_nothing():
    found = predictions_of([{"file": "x/a.pdf", "status": "error", "error": {}}])
    assert found["a"].values == {}


def test_an_optional_field_does_not_spoil_a_document():
    labels = {"a": label_of({"supplier_name": "Dupont"})}
    assert summarise(evaluate(labels, {})).documents_all_required_right == 1


def test_only_the_fields_asked_for_count():
    labels = {"a": label_of({"total_net": "1", "due_date": "2025-01-01"})}
    summary = summarise(evaluate(labels, {}, [Term.DUE_DATE]))
    assert summary.overall.labels == 1
