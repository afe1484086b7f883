"""Totals decided together."""

from __future__ import annotations

import pytest

from extractor.decode.hypotheses import Hypothesis
from extractor.decode.totals import choose_totals
from extractor.document import BoundingBox, Candidate, Evidence, Kind
from extractor.terms import Term


def guess(value: str, probability: float) -> Hypothesis:
    evidence = Evidence(1, BoundingBox(0, 0, 0.1, 0.1), value, "text_layer", 1.0)
    candidate = Candidate(Kind.AMOUNT, value, evidence, 1.0, False, 0, 0, 0)
    return Hypothesis(value, candidate, probability, probability)


def chosen(ranked: dict[Term, list[Hypothesis]]) -> dict[Term, str]:
    return {term: h.value for term, h in choose_totals(ranked).chosen.items()}


def test_a_sum_that_holds_beats_a_slightly_likelier_value() -> None:
    ranked = {
        Term.TOTAL_NET: [guess("100.00", 0.9)],
        Term.TOTAL_VAT: [guess("25.00", 0.5), guess("20.00", 0.45)],
        Term.TOTAL_GROSS: [guess("120.00", 0.9)],
    }
    assert chosen(ranked)[Term.TOTAL_VAT] == "20.00"
    assert choose_totals(ranked).adds_up is True


def test_a_sum_that_fails_is_told_and_never_corrected() -> None:
    ranked = {
        Term.TOTAL_NET: [guess("100.00", 0.99)],
        Term.TOTAL_VAT: [guess("20.00", 0.99)],
        Term.TOTAL_GROSS: [guess("121.00", 0.99)],
    }
    choice = choose_totals(ranked)
    assert choice.adds_up is not True
    assert {h.value for h in choice.chosen.values()} <= {"100.00", "20.00", "121.00"}


def test_what_was_paid_explains_what_is_due() -> None:
    ranked = {
        Term.TOTAL_GROSS: [guess("120.00", 0.9)],
        Term.PREPAID_AMOUNT: [guess("50.00", 0.6)],
        Term.AMOUNT_DUE: [guess("120.00", 0.3), guess("70.00", 0.4)],
    }
    assert chosen(ranked)[Term.AMOUNT_DUE] == "70.00"
    assert choose_totals(ranked).due_explained is True


@pytest.mark.parametrize(
    ("prepaid", "due", "holds"),
    [
        ("50.00", "70.00", True),
        (None, "120.00", None),
        (None, "300.00", False),
        (None, "9.00", None),
    ],
)
def test_what_is_due_speaks_for_a_gross_without_tax_or_against_it(prepaid, due, holds) -> None:
    ranked = {
        Term.TOTAL_NET: [guess("120.00", 0.9)],
        Term.TOTAL_VAT: [guess("0.00", 0.9)],
        Term.TOTAL_GROSS: [guess("120.00", 0.9)],
        Term.PREPAID_AMOUNT: [guess(prepaid, 0.99)] if prepaid else [],
        Term.AMOUNT_DUE: [guess(due, 0.99)],
    }
    assert choose_totals(ranked).gross_holds is holds


def test_a_sum_speaks_for_the_gross_whatever_is_due() -> None:
    ranked = {
        Term.TOTAL_NET: [guess("100.00", 0.9)],
        Term.TOTAL_VAT: [guess("20.00", 0.9)],
        Term.TOTAL_GROSS: [guess("120.00", 0.9)],
        Term.AMOUNT_DUE: [guess("300.00", 0.99)],
    }
    assert choose_totals(ranked).gross_holds is True


def test_nothing_likely_leaves_blanks() -> None:
    assert chosen({Term.TOTAL_NET: [guess("1.00", 0.02)]}) == {}


def test_an_amount_printed_twice_is_no_proof_that_there_is_no_tax() -> None:
    ranked = {
        Term.TOTAL_NET: [guess("453.50", 0.96), guess("478.70", 0.12)],
        Term.TOTAL_VAT: [guess("0.00", 0.99), guess("25.20", 0.02)],
        Term.TOTAL_GROSS: [guess("478.70", 0.92)],
    }
    assert chosen(ranked) == {
        Term.TOTAL_NET: "453.50",
        Term.TOTAL_VAT: "25.20",
        Term.TOTAL_GROSS: "478.70",
    }


def test_another_combination_that_adds_up_as_well_is_a_rival() -> None:
    alone = {
        Term.TOTAL_NET: [guess("100.00", 0.9)],
        Term.TOTAL_VAT: [guess("20.00", 0.9)],
        Term.TOTAL_GROSS: [guess("120.00", 0.9)],
    }
    assert choose_totals(alone).rival == 0
    cumulated = {
        Term.TOTAL_NET: [guess("100.00", 0.5), guess("400.00", 0.4)],
        Term.TOTAL_VAT: [guess("20.00", 0.5), guess("80.00", 0.4)],
        Term.TOTAL_GROSS: [guess("120.00", 0.5), guess("480.00", 0.4)],
    }
    assert 0.3 < choose_totals(cumulated).rival < 0.7
    unlikely = {
        **alone,
        Term.TOTAL_GROSS: [guess("120.00", 0.9), guess("480.00", 0.05)],
    }
    assert 0 < choose_totals(unlikely).rival < 0.05
    assert choose_totals({}).rival == 0
