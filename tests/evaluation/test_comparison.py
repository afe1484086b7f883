from __future__ import annotations

import random

import pytest

from extractor.evaluation import evaluate, prediction_of
from extractor.evaluation.comparison import LEAST_CLUSTERS, compare
from extractor.evaluation.labels import label_of

TRUTH = {"total_net": "10.00", "invoice_number": "F-1"}
N = 120


def evaluation_of(wrong_net: set[int], *, prefill: bool = True):
    labels = {str(n): label_of(TRUTH) for n in range(N)}
    predictions = {
        str(n): prediction_of(
            {
                "fields": {
                    "total_net": {
                        "value": "99.00" if n in wrong_net else "10.00",
                        "confidence": 0.9,
                        "prefill": prefill,
                    },
                    "invoice_number": {"value": "F-1", "confidence": 0.9, "prefill": True},
                }
            }
        )
        for n in range(N)
    }
    return evaluate(labels, predictions)


ALONE = {str(n): f"supplier {n}" for n in range(N)}


def test_a_model_equals_itself() -> None:
    one = evaluation_of({3, 40})
    for measures in compare(one, one, ALONE).fields.values():
        for difference in measures.values():
            assert difference.difference == difference.low == difference.high == 0
            assert not difference.significant
            assert difference.p_value == 1


def test_figures_are_those_of_the_summary_and_the_difference_is_found() -> None:
    comparison = compare(evaluation_of(set(range(30))), evaluation_of({1}), ALONE)
    net = comparison.fields["total_net"]
    assert net["f1"].first == pytest.approx(90 / 120)
    assert net["f1"].second == pytest.approx(119 / 120)
    assert 0 < net["f1"].low < net["f1"].difference < net["f1"].high
    assert net["f1"].significant
    assert net["prefill_error"].high < 0
    assert not comparison.fields["invoice_number"]["f1"].significant
    assert comparison.fields["ALL"]["f1"].difference == pytest.approx(29 / 240)
    assert "due_date" not in comparison.fields


def test_values_that_are_not_prefilled_have_no_prefill_error() -> None:
    comparison = compare(
        evaluation_of({1}, prefill=False), evaluation_of({1}, prefill=False), ALONE
    )
    assert comparison.fields["total_net"]["prefill_error"].second == 0


def test_errors_of_one_supplier_are_weaker_evidence_than_errors_of_many() -> None:
    suppliers = {str(n): f"supplier {n // 10}" for n in range(N)}
    better = evaluation_of(set())
    lumped = compare(evaluation_of(set(range(10))), better, suppliers)
    spread = compare(evaluation_of(set(range(0, 100, 10))), better, suppliers)
    assert lumped.unit == spread.unit == "cluster"
    assert lumped.clusters == 12
    assert lumped.fields["ALL"]["f1"].p_value > spread.fields["ALL"]["f1"].p_value
    assert not lumped.fields["ALL"]["f1"].significant
    assert spread.fields["ALL"]["f1"].significant


def test_with_few_suppliers_documents_are_drawn() -> None:
    few = {str(n): f"supplier {n % (LEAST_CLUSTERS - 1)}" for n in range(N)}
    comparison = compare(evaluation_of({1}), evaluation_of({2}), few)
    assert (comparison.unit, comparison.clusters) == ("document", N)


def test_equal_models_are_seldom_told_apart() -> None:
    """Two models that err at random alike: 5 in 100 comparisons may find a difference."""
    chance = random.Random(1)
    found = 0
    for _ in range(30):
        one, other = ({n for n in range(N) if chance.random() < 0.2} for _ in range(2))
        measures = compare(evaluation_of(one), evaluation_of(other), ALONE).fields["total_net"]
        found += measures["f1"].significant
    assert found <= 5


def test_the_same_seed_gives_the_same_intervals() -> None:
    one, other = evaluation_of({1, 5, 9}), evaluation_of({2})
    assert compare(one, other, ALONE) == compare(one, other, ALONE)
    assert compare(one, other, ALONE) != compare(one, other, ALONE, seed=1)


def test_other_documents_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same documents"):
        compare(evaluation_of(set()), evaluate({}, {}), ALONE)
