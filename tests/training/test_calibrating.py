"""Confidence and thresholds fitted on held-out outcomes."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.decode import Assigned, Calibration
from extractor.decode.hypotheses import Hypothesis
from extractor.document import BoundingBox, Candidate, Evidence, Kind
from extractor.terms import Term
from extractor.training.calibrating import UNTESTED_THRESHOLD, fit_calibration
from extractor.training.held_out import Outcome


def outcome(
    probability: float, right: bool, term: Term = Term.TOTAL_NET, cluster: int = 0
) -> Outcome:
    evidence = Evidence(1, BoundingBox(0, 0, 0.1, 0.1), "1,00", "text_layer", 1.0)
    candidate = Candidate(Kind.AMOUNT, "1.00", evidence, 1.0, False, 0, 0, 0)
    hypothesis = Hypothesis("1.00", candidate, probability, probability)
    return Outcome(Assigned(term, hypothesis, 1 - probability, 0), right, str(cluster))


def spread(outcomes: list[Outcome], n_clusters: int = 12) -> list[Outcome]:
    """The same outcomes, dealt out to clusters."""
    return [Outcome(o.assigned, o.right, str(n % n_clusters)) for n, o in enumerate(outcomes)]


def test_confidence_is_the_share_of_the_right() -> None:
    rng = np.random.default_rng(0)
    probabilities = rng.choice([0.6, 0.8, 0.98], 3000)
    # overconfident on purpose: right less often than the classifier believes
    chances = {0.6: 0.3, 0.8: 0.55, 0.98: 0.9}
    drawn = [(float(p), bool(rng.random() < chances[float(p)])) for p in probabilities]
    fitted = fit_calibration(spread([outcome(p, right) for p, right in drawn]))
    for probability in chances:
        rights = [right for p, right in drawn if p == probability]
        got = fitted.calibration.confidence(outcome(probability, True).assigned)
        assert abs(got - np.mean(rights)) < 0.06


def test_a_field_with_few_examples_shares_the_model_of_all() -> None:
    many = [outcome(p, r) for p, r in [(0.9, True)] * 180 + [(0.4, False)] * 20]
    terms = fit_calibration(spread([*many, outcome(0.9, True, Term.DUE_DATE)])).calibration.terms
    few, unseen = terms[Term.DUE_DATE], terms[Term.DELIVERY_DATE]
    assert few.weights == unseen.weights
    assert few.weights != terms[Term.TOTAL_NET].weights


def test_with_too_little_to_test_thresholds_promise_nothing() -> None:
    fitted = fit_calibration(spread([outcome(0.9, True)] * 80 + [outcome(0.4, False)] * 20))
    assert {c.threshold for c in fitted.calibration.terms.values()} == {UNTESTED_THRESHOLD}
    assert set(fitted.borne_out.values()) == {"none"}


def test_fields_share_a_threshold_unless_their_own_values_allow_a_more_lenient_one() -> None:
    rng = np.random.default_rng(1)
    sure = [outcome(0.99, True) for _ in range(3000)]
    mixed = [
        outcome(p, bool(rng.random() < 1 - (1 - p) * 2), Term.DUE_DATE)
        for p in rng.choice([0.93, 0.96, 0.9985], 3000)
    ]
    fitted = fit_calibration(spread(sure + mixed), target=0.01)
    terms = fitted.calibration.terms
    assert fitted.borne_out[Term.TOTAL_NET] == "field"
    assert fitted.borne_out[Term.DUE_DATE] == fitted.borne_out[Term.INVOICE_NUMBER] == "all"
    assert terms[Term.TOTAL_NET].threshold < terms[Term.DUE_DATE].threshold
    assert terms[Term.DUE_DATE].threshold == terms[Term.INVOICE_NUMBER].threshold


def test_a_field_that_errs_above_the_shared_threshold_gets_a_stricter_one() -> None:
    sure = spread([outcome(0.99, True) for _ in range(6000)])
    # few, and as sure as the others are, but one in ten is wrong: the shared test cannot see it
    rare = spread([outcome(0.99, n % 10 != 0, Term.ORIGINAL_INVOICE_NUMBER) for n in range(100)])
    fitted = fit_calibration([*sure, *rare])
    terms = fitted.calibration.terms
    assert fitted.borne_out[Term.TOTAL_NET] in ("all", "field")
    assert fitted.borne_out[Term.ORIGINAL_INVOICE_NUMBER] == "raised"
    raised = terms[Term.ORIGINAL_INVOICE_NUMBER].threshold
    assert raised > terms[Term.DELIVERY_DATE].threshold
    assert fitted.calibration.confidence(rare[0].assigned) < raised


def test_thresholds_are_chosen_on_confidences_of_other_clusters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[set[str]] = []
    from extractor.training import calibrating

    fit = calibrating._fit_terms

    def spy(outcomes: list[Outcome]):
        seen.append({o.cluster for o in outcomes})
        return fit(outcomes)

    monkeypatch.setattr(calibrating, "_fit_terms", spy)
    fit_calibration(spread([outcome(0.9, True)] * 50 + [outcome(0.4, False)] * 10, 10))
    everything, *without = seen
    assert len(everything) == 10
    assert [len(clusters) for clusters in without] == [8] * 5
    assert set.intersection(*without) == set()


def test_all_right_is_not_taken_for_certainty() -> None:
    calibration = fit_calibration(spread([outcome(0.9, True)] * 98)).calibration
    assert calibration.confidence(outcome(0.9, True).assigned) == pytest.approx(0.99, abs=1e-4)


def test_a_calibration_survives_its_json_to_the_byte() -> None:
    calibration = fit_calibration(spread([outcome(0.9, True), outcome(0.4, False)])).calibration
    again = Calibration.from_json(calibration.to_json())
    assert again == calibration
    assert again.to_json() == calibration.to_json()
