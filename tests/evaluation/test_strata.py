from __future__ import annotations

from extractor.evaluation import evaluate, prediction_of
from extractor.evaluation.calibration import Outcome, risk_coverage
from extractor.evaluation.labels import label_of
from extractor.evaluation.strata import strata


def result(value: str, source: str = "text_layer"):
    return prediction_of(
        {
            "fields": {"total_net": {"value": value, "confidence": 0.9}},
            "document": {"page_sources": [source]},
        }
    )


def an_evaluation():
    net = {"total_net": "10.00"}
    labels = {
        "native": label_of(net),
        "read": label_of(net),
        "heavy": label_of({"family": "classic", "severity": "heavy", "fields": net}),
    }
    return evaluate(
        labels,
        {"native": result("10.00"), "read": result("10.00", "ocr"), "heavy": result("9", "ocr")},
    )


def test_severities_are_those_of_labels_or_of_the_reading_from_clean_to_bad() -> None:
    assert list(strata(an_evaluation())) == ["native", "scan", "heavy", "ALL"]


def test_figures_are_of_the_severity_and_the_field() -> None:
    parts = strata(an_evaluation())
    assert parts["native"]["total_net"].figures.f1 == 1
    assert parts["heavy"]["total_net"].figures.f1 == 0
    assert parts["heavy"]["total_net"].calibration.ece == 0.9
    assert parts["ALL"]["ALL"].documents == parts["ALL"]["ALL"].values == 3
    assert "due_date" not in parts["ALL"]


def test_a_risk_coverage_curve_is_thinned_but_ends_at_everything() -> None:
    outcomes = [Outcome(1 - n / 1000, n < 900) for n in range(1000)]
    curve = risk_coverage(outcomes, points=20)
    assert len(curve) == 20
    assert curve[-1] == (1.0, 0.1)
    assert [coverage for coverage, _ in curve] == sorted(coverage for coverage, _ in curve)
    assert risk_coverage([]) == ()
