"""What follows from other fields, and how the XML is set against the page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Field, VatRow
from extractor.pipeline.fields import with_derived
from extractor.terms import Term

CENTS = st.integers(-10_000_000, 10_000_000).map(lambda cents: f"{Decimal(cents) / 100:.2f}")


def printed(term: Term, value: str, confidence: float = 0.9, *, prefill: bool = True) -> Field:
    return Field(term, value, value, confidence, prefill, "text_layer", 1)


def derived(**values: str) -> dict[str, str]:
    """What is added to the given fields."""
    fields = [printed(Term(name), value) for name, value in values.items()]
    return {f.term.value: f.value for f in with_derived(fields) if f.source == "derived"}


@pytest.mark.parametrize(
    ("given_values", "expected"),
    [
        ({"supplier_siret": "73282932000074"}, {"supplier_siren": "732829320"}),
        ({"supplier_vat_number": "FR44732829320"}, {"supplier_siren": "732829320"}),
        ({"supplier_vat_number": "DE136695976"}, {}),
        ({"supplier_siret": "73282932000074", "supplier_siren": "732829320"}, {}),
        ({"total_net": "100.00", "total_gross": "120.00", "amount_due": "120.00"},
         {"total_vat": "20.00"}),
        ({"total_net": "120.00", "total_gross": "100.00", "amount_due": "100.00"}, {}),
        ({"total_net": "-100.00", "total_gross": "-120.00", "amount_due": "-120.00"},
         {"total_vat": "-20.00"}),
        ({"total_vat": "20.00", "total_gross": "120.00", "amount_due": "120.00"},
         {"total_net": "100.00"}),
        ({"total_net": "100.00", "total_vat": "20.00"},
         {"total_gross": "120.00", "amount_due": "120.00"}),
        ({"total_gross": "120.00"}, {"amount_due": "120.00"}),
        ({"total_gross": "120.00", "prepaid_amount": "50.00"}, {}),
        ({"vat_regime": "franchise", "amount_due": "80.00"},
         {"total_net": "80.00", "total_vat": "0.00", "total_gross": "80.00"}),
        ({"vat_regime": "on_debits", "amount_due": "80.00"}, {}),
        ({"total_net": "100.00"}, {}),
        ({}, {}),
    ],
    ids=str,
)  # fmt: skip
def test_what_follows(given_values: dict[str, str], expected: dict[str, str]) -> None:
    assert derived(**given_values) == expected


def row(rate: str, base: str, amount: str) -> VatRow:
    return VatRow(Decimal(rate), Decimal(base), Decimal(amount), 0.9)


@pytest.mark.parametrize(
    ("gross", "rows", "is_sure"),
    [
        ("120.00", (), True),
        ("105.50", (), True),
        ("115.00", (), False),
        ("115.00", (row("20", "60", "12"), row("10", "30", "3")), True),
        ("120.00", (row("20", "50", "10"), row("10", "50", "5")), False),
        ("204.00", (row("20", "100", "20"),), False),
        ("-120.00", (), False),
    ],
)  # fmt: skip
def test_a_tax_that_nothing_bears_out_is_only_suggested(gross, rows, is_sure) -> None:
    fields = [printed(Term.TOTAL_NET, "100.00"), printed(Term.TOTAL_GROSS, gross)]
    tax = next(f for f in with_derived(fields, rows) if f.term is Term.TOTAL_VAT)
    assert tax.value == f"{Decimal(gross) - 100:.2f}"
    assert tax.prefill is is_sure
    assert (tax.confidence > 0.8) is is_sure


@pytest.mark.parametrize(("tax", "is_sure"), [("20.00", True), ("7.30", False)])
def test_a_net_or_a_gross_that_nothing_bears_out_is_only_suggested(tax, is_sure) -> None:
    for term, value in ((Term.TOTAL_NET, "100.00"), (Term.TOTAL_GROSS, "120.00")):
        other = Term.TOTAL_GROSS if term is Term.TOTAL_NET else Term.TOTAL_NET
        fields = with_derived([printed(term, value), printed(Term.TOTAL_VAT, tax)])
        assert next(f for f in fields if f.term is other).prefill is is_sure


def test_a_derived_value_is_no_surer_than_its_sources() -> None:
    fields = with_derived(
        [printed(Term.TOTAL_NET, "100.00", 0.99), printed(Term.TOTAL_VAT, "20.00", 0.5)]
    )
    gross = next(field for field in fields if field.term is Term.TOTAL_GROSS)
    assert gross.confidence < 0.5
    assert (gross.page, gross.bbox) == (None, None)


def test_a_derived_value_is_prefilled_only_if_all_its_sources_are() -> None:
    sources = (
        printed(Term.TOTAL_NET, "100.00"),
        printed(Term.TOTAL_VAT, "20.00", prefill=False),
    )
    by_term = {field.term: field for field in with_derived(sources)}
    assert not by_term[Term.TOTAL_GROSS].prefill
    assert not by_term[Term.AMOUNT_DUE].prefill


@given(st.dictionaries(st.sampled_from([t for t in Term if "total" in t or "amount" in t]), CENTS))
def test_printed_values_are_never_changed(values: dict[Term, str]) -> None:
    fields = with_derived([printed(term, value) for term, value in values.items()])
    assert {f.term: f.value for f in fields if f.source != "derived"} == values
    assert [f.term for f in fields] == [t for t in Term if t in {f.term for f in fields}]
