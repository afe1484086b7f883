"""All fields of a document, assigned together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.decode import Assigned, assign_fields
from extractor.document import BoundingBox, Candidate, Evidence, Kind
from extractor.terms import Term

COLUMNS = {term: column for column, term in enumerate(Term)}


class Guess(NamedTuple):
    """A candidate and what the classifier thinks of it."""

    kind: Kind
    value: str
    probabilities: dict[Term, float]
    line: int = 0
    words: tuple[int, int] = (0, 0)


def assign(*guesses: Guess) -> dict[Term, Assigned]:
    """What each field gets."""
    candidates, matrix = [], np.zeros((len(guesses), len(COLUMNS) + 1))
    for index, guess in enumerate(guesses):
        evidence = Evidence(1, BoundingBox(0, 0, 0.1, 0.1), guess.value, "text_layer", 1.0)
        candidates.append(
            Candidate(guess.kind, guess.value, evidence, 1.0, False, guess.line, *guess.words)
        )
        for term, probability in guess.probabilities.items():
            matrix[index, COLUMNS[term]] = probability
    return {assigned.term: assigned for assigned in assign_fields(candidates, matrix, COLUMNS)}


def values(*guesses: Guess) -> dict[Term, str]:
    return {term: a.hypothesis.value for term, a in assign(*guesses).items()}


def reference(value: str, line: int, words: tuple[int, int] = (0, 0), **p: float) -> Guess:
    return Guess(
        Kind.REFERENCE, value, {Term(name): chance for name, chance in p.items()}, line, words
    )


def a_date(value: str, line: int, **p: float) -> Guess:
    return Guess(Kind.DATE, value, {Term(name): chance for name, chance in p.items()}, line)


@pytest.mark.parametrize(
    ("kind", "probability", "has_number"),
    [("invoice", 0.9, True), ("other", 0.9, False), ("other", 0.4, True)],
)
def test_what_is_no_invoice_has_no_invoice_number(kind, probability, has_number) -> None:
    found = values(
        Guess(Kind.CHOICE, kind, {Term.DOCUMENT_TYPE: probability}),
        reference("DEV-12", 2, invoice_number=0.99),
    )
    assert (Term.INVOICE_NUMBER in found) is has_number


def test_a_reference_serves_one_field() -> None:
    found = values(
        reference("BC-77", 1, invoice_number=0.5, engagement_number=0.6),
        reference("FA-12", 2, invoice_number=0.4),
    )
    assert found == {Term.ENGAGEMENT_NUMBER: "BC-77", Term.INVOICE_NUMBER: "FA-12"}


def test_a_reference_printed_twice_serves_one_field_still() -> None:
    found = values(
        reference("FA 12", 1, invoice_number=0.7), reference("FA12", 9, contract_number=0.6)
    )
    assert found == {Term.INVOICE_NUMBER: "FA 12"}


def test_words_of_one_reference_are_not_cut_out_for_another() -> None:
    found = values(
        reference("CMD 25/335", 1, (2, 3), engagement_number=0.8),
        reference("25/335", 1, (3, 3), contract_number=0.5),
    )
    assert found == {Term.ENGAGEMENT_NUMBER: "CMD 25/335"}


def test_the_same_name_is_not_both_parties() -> None:
    found = values(
        Guess(Kind.NAME, "Mairie", {Term.SUPPLIER_NAME: 0.5, Term.BUYER_NAME: 0.9}, 1),
        Guess(Kind.NAME, "Dupont", {Term.SUPPLIER_NAME: 0.4}, 2),
    )
    assert found == {Term.BUYER_NAME: "Mairie", Term.SUPPLIER_NAME: "Dupont"}


def test_a_due_date_does_not_precede_the_date_of_issue() -> None:
    found = values(
        a_date("2025-03-12", 1, issue_date=0.9),
        a_date("2025-03-01", 2, due_date=0.6),
        a_date("2025-04-11", 3, due_date=0.4),
    )
    assert found == {Term.ISSUE_DATE: "2025-03-12", Term.DUE_DATE: "2025-04-11"}


def test_only_earlier_dates_leave_the_due_date_blank_unless_it_is_clear() -> None:
    issue = a_date("2025-03-12", 1, issue_date=0.9)
    assert Term.DUE_DATE not in values(issue, a_date("2025-03-01", 2, due_date=0.6))
    # printed like that: the value stands, and a finding tells of it
    clear = values(issue, a_date("2025-03-01", 2, due_date=0.95))
    assert clear[Term.DUE_DATE] == "2025-03-01"


def test_one_date_may_be_both_issue_and_due() -> None:
    found = values(a_date("2025-03-12", 1, issue_date=0.6, due_date=0.4))
    assert found == {Term.ISSUE_DATE: "2025-03-12", Term.DUE_DATE: "2025-03-12"}


def test_the_unlikely_is_left_blank() -> None:
    assert values(a_date("2025-03-12", 1, issue_date=0.1)) == {}


def test_arithmetic_speaks_for_or_against() -> None:
    def totals(gross: str) -> dict[Term, Assigned]:
        parts = (
            (Term.TOTAL_NET, "100.00"),
            (Term.TOTAL_VAT, "20.00"),
            (Term.TOTAL_GROSS, gross),
        )
        return assign(*(Guess(Kind.AMOUNT, v, {t: 0.99}, i) for i, (t, v) in enumerate(parts)))

    assert {a.agreement for a in totals("120.00").values()} == {1}
    assert 1 not in {a.agreement for a in totals("121.00").values()}


def test_occurrences_of_one_value_support_each_other_and_do_not_compete() -> None:
    found = assign(
        a_date("2025-03-12", 1, issue_date=0.5),
        a_date("2025-03-12", 5, issue_date=0.4),
        a_date("2025-01-01", 7, issue_date=0.2),
    )[Term.ISSUE_DATE]
    assert found.hypothesis.support == pytest.approx(0.9)
    assert found.runner_up == pytest.approx(0.2)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.integers(0, 2**32 - 1))
def test_any_probabilities_give_at_most_one_value_a_field(rows: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    guesses = [
        Guess(
            Kind.REFERENCE,
            f"{rng.integers(9)}.00",
            dict(zip(Term, rng.dirichlet(np.ones(len(Term)) / 9).tolist(), strict=True)),
            index,
        )
        for index in range(rows)
    ]
    found = assign(*guesses)
    printed = {guess.value for guess in guesses}
    assert all(a.hypothesis.value in printed for a in found.values())
    assert all(a.hypothesis.probability >= 0.15 for a in found.values())
    assert list(found) == [term for term in Term if term in found]


def test_a_document_without_candidates() -> None:
    assert values() == {}
