from __future__ import annotations

import pytest

from causes import Cause, cause_of, is_found, spot_of, true_places
from extractor.document import BoundingBox, Candidate, Evidence, Field, Kind
from extractor.evaluation.scoring import Judgement
from extractor.terms import Term
from training_data import Annotation, Place

HERE = BoundingBox(0.1, 0.1, 0.3, 0.12)
THERE = BoundingBox(0.6, 0.8, 0.8, 0.82)
TERM = Term.TOTAL_NET


def candidate(value, kind=Kind.AMOUNT, detail=""):
    evidence = Evidence(1, HERE, value, "text_layer", 1.0)
    return Candidate(kind, value, evidence, 1.0, False, 0, 0, 0, detail)


def field(value, bbox):
    return Field(TERM, value, value, 0.9, True, "ocr", 1 if bbox else None, bbox)


def judge(verdict, label="12.00"):
    return Judgement("a", TERM, verdict, label, None)


ANNOTATION = Annotation("a.pdf", {TERM: "12.00"}, (Place(TERM, "12.00", 1, HERE),))


@pytest.mark.parametrize(
    ("verdict", "label", "predicted", "found", "cause"),
    [
        ("wrong", "12.00", field("72.00", HERE), (), Cause.MISREAD),
        ("wrong", "12.00", field("72.00", HERE), ("12.00",), Cause.MISREAD),
        ("wrong", "12.00", field("72.00", THERE), ("12.00", "72.00"), Cause.PASSED_OVER),
        ("wrong", "12.00", field("72.00", None), ("12.00",), Cause.PASSED_OVER),
        ("wrong", "12.00", field("72.00", THERE), ("72.00",), Cause.NOT_FOUND),
        ("missed", "12.00", None, ("12.00",), Cause.PASSED_OVER),
        ("missed", "12.00", None, (), Cause.NOT_FOUND),
        ("spurious", None, field("72.00", THERE), ("72.00",), Cause.INVENTED),
    ],
)
def test_causes(verdict, label, predicted, found, cause):
    candidates = [candidate(value) for value in found]
    assert cause_of(judge(verdict, label), ANNOTATION, predicted, candidates) is cause


def test_the_same_place_on_another_page_is_another_place():
    elsewhere = Annotation("a.pdf", {TERM: "12.00"}, (Place(TERM, "12.00", 2, HERE),))
    assert cause_of(judge("wrong"), elsewhere, field("72.00", HERE), ()) is Cause.NOT_FOUND


def test_a_right_value_has_no_cause():
    with pytest.raises(ValueError, match="right"):
        cause_of(judge("right"), ANNOTATION, None, ())


def test_a_value_is_found_among_candidates_of_its_kind_only():
    assert is_found(TERM, "12.00", [candidate("-12.00")])
    assert not is_found(TERM, "12.00", [candidate("12.00", Kind.REFERENCE)])
    choice = candidate("transfer", Kind.CHOICE, "payment_means")
    assert is_found(Term.PAYMENT_MEANS, "transfer", [choice])
    assert not is_found(Term.DOCUMENT_TYPE, "transfer", [choice])


def test_derived_values_have_no_spot():
    assert spot_of(field("1.00", None)) is None
    assert spot_of(None) is None
    assert spot_of(field("1.00", HERE)) == (1, HERE)


def test_true_places_are_those_of_the_field():
    assert [place.bbox for place in true_places(ANNOTATION, TERM)] == [HERE]
    assert true_places(ANNOTATION, Term.TOTAL_GROSS) == ()
