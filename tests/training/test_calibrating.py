"""Thresholds and confidence fitted on held-out outcomes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.decode import Assigned, Calibration
from extractor.decode.hypotheses import Hypothesis
from extractor.document import BoundingBox, Candidate, Evidence, Kind
from extractor.terms import Term
from extractor.training.calibrating import Outcome, choose_threshold, fit_calibration

PERCENT = st.integers(0, 100).map(lambda percent: percent / 100)
SCORED = st.lists(st.tuples(PERCENT, st.booleans()), max_size=80)


def outcome(probability: float, right: bool, term: Term = Term.TOTAL_NET) -> Outcome:
    evidence = Evidence(1, BoundingBox(0, 0, 0.1, 0.1), "1,00", "text_layer", 1.0)
    candidate = Candidate(Kind.AMOUNT, "1.00", evidence, 1.0, False, 0, 0, 0)
    hypothesis = Hypothesis("1.00", candidate, probability, probability)
    return Outcome(Assigned(term, hypothesis, 1 - probability, 0), right)


@given(SCORED)
def test_a_threshold_is_within_its_bounds(scored: list[tuple[float, bool]]) -> None:
    assert 0.9 <= choose_threshold(scored) <= 0.995


@given(SCORED, st.sampled_from((0.005, 0.01, 0.05)))
def test_from_the_threshold_on_few_are_wrong(
    scored: list[tuple[float, bool]], target: float
) -> None:
    threshold = choose_threshold(scored, target)
    taken = [right for confidence, right in scored if confidence >= threshold]
    if threshold < 0.995:
        assert taken.count(False) <= target * len(taken)


def test_all_right_takes_the_least_threshold_and_all_wrong_the_most() -> None:
    assert choose_threshold([(0.95, True)] * 50) == 0.9
    assert choose_threshold([(0.99, False)] * 50) == 0.995
    assert choose_threshold([]) == 0.995


def test_values_of_equal_confidence_stand_or_fall_together() -> None:
    assert choose_threshold([(0.95, True)] * 99 + [(0.95, False)] * 9, 0.01) == 0.995


def test_confidence_is_the_share_of_the_right() -> None:
    rng = np.random.default_rng(0)
    probabilities = rng.choice([0.6, 0.8, 0.98], 3000)
    # overconfident on purpose: right less often than the classifier believes
    chances = {0.6: 0.3, 0.8: 0.55, 0.98: 0.9}
    drawn = [(float(p), bool(rng.random() < chances[float(p)])) for p in probabilities]
    calibration = fit_calibration([outcome(p, right) for p, right in drawn])
    for probability in chances:
        rights = [right for p, right in drawn if p == probability]
        got = calibration.confidence(outcome(probability, True).assigned)
        assert abs(got - np.mean(rights)) < 0.06


def test_a_field_with_few_examples_shares_the_model_of_all() -> None:
    many = [outcome(p, r) for p, r in [(0.9, True)] * 180 + [(0.4, False)] * 20]
    calibration = fit_calibration([*many, outcome(0.9, True, Term.DUE_DATE)])
    few, unseen = calibration.terms[Term.DUE_DATE], calibration.terms[Term.DELIVERY_DATE]
    assert few.weights == unseen.weights
    assert few.weights != calibration.terms[Term.TOTAL_NET].weights
    assert unseen.threshold == 0.995


def test_a_calibration_survives_its_json_to_the_byte() -> None:
    calibration = fit_calibration([outcome(0.9, True), outcome(0.4, False)])
    again = Calibration.from_json(calibration.to_json())
    assert again == calibration
    assert again.to_json() == calibration.to_json()
