"""What became of each field, by meaning rather than by letters."""

from __future__ import annotations

import pytest

from extractor.terms import Term
from service.corrections import FieldOutcome, FilledValue, Submission, accepted_share, compare
from service.corrections.meaning import same_meaning


@pytest.mark.parametrize(
    ("term", "one", "other"),
    [
        (Term.TOTAL_NET, "1234.50", "1 234,5 €"),
        (Term.TOTAL_NET, "1234.50", "1234.5"),
        (Term.TOTAL_NET, "1234.50", "1 234,50 EUR"),
        (Term.SUPPLIER_SIRET, "90412735400017", "904 127 354 00017"),
        (Term.SUPPLIER_IBAN, "FR7630006000011234567890189", "fr76 3000 6000 0112 3456 7890 189"),
        (Term.INVOICE_NUMBER, "FA-2025 12", "fa-202512"),
        (Term.ISSUE_DATE, "2025-03-31", "31/03/2025"),
        (Term.SUPPLIER_NAME, "Dupont et Fils", "  Dupont  et Fils "),
        (Term.VAT_REGIME, "on_debits", "ON_DEBITS"),
    ],
)
def test_the_same(term, one, other):
    assert same_meaning(term, one, other)
    assert same_meaning(term, other, one)


@pytest.mark.parametrize(
    ("term", "one", "other"),
    [
        (Term.TOTAL_NET, "1234.50", "-1234.50"),
        (Term.TOTAL_NET, "1234.50", "1234.05"),
        (Term.TOTAL_NET, "1234.50", "NaN"),
        (Term.TOTAL_NET, "NaN", "Infinity"),
        (Term.SUPPLIER_SIRET, "90412735400017", "90412735400025"),
        (Term.INVOICE_NUMBER, "FA-12", "FA12"),
        (Term.ISSUE_DATE, "2025-03-04", "04/03/2026"),
        (Term.ISSUE_DATE, "2025-02-31", "2025-02-30"),
        (Term.SUPPLIER_NAME, "Dupont et Fils", "DUPONT ET FILS"),
    ],
)
def test_not_the_same(term, one, other):
    assert not same_meaning(term, one, other)


@pytest.mark.parametrize(
    ("filled", "submitted", "outcome"),
    [
        (("12.00", True), "12", "accepted"),
        (("12.00", True), "13.00", "changed"),
        (("12.00", True), None, "cleared"),
        (("12.00", True), "  ", "cleared"),
        (("12.00", False), "12,00", "suggestion_accepted"),
        (("12.00", False), "13.00", "suggestion_changed"),
        (("12.00", False), None, "blank"),
        (None, "12.00", "by_hand"),
        (None, None, "blank"),
        (None, "", "blank"),
    ],
)
def test_outcomes(filled, submitted, outcome):
    value = None if filled is None else FilledValue(*filled, 0.9)
    term = Term.TOTAL_NET
    submission = Submission("0" * 64, "v", {term: value}, {term: submitted})
    assert compare(submission) == {term: outcome}


def test_only_fields_that_the_form_has_are_compared():
    filled = {Term.TOTAL_NET: FilledValue("12.00", True, 0.9)}
    submission = Submission("0" * 64, "v", filled, {Term.DUE_DATE: None})
    assert compare(submission) == {Term.DUE_DATE: FieldOutcome.BLANK}


def test_the_share_is_of_what_was_prefilled():
    assert accepted_share([FieldOutcome.SUGGESTION_ACCEPTED, FieldOutcome.BY_HAND]) is None
    assert accepted_share([*[FieldOutcome.ACCEPTED] * 3, FieldOutcome.CHANGED]) == 0.75
    assert accepted_share({FieldOutcome.ACCEPTED: 1, FieldOutcome.CLEARED: 3}) == 0.25
