"""What gets a deposit rejected."""

from __future__ import annotations

from decimal import Decimal

from extractor.decode import check_rules
from extractor.document import Field, VatRow
from extractor.terms import Term


def codes(values: dict[Term, str], rows: tuple[VatRow, ...] = ()) -> list[str]:
    fields = [Field(term, value, value, 0.9, True, "text_layer") for term, value in values.items()]
    return [finding.code for finding in check_rules(fields, rows)]


def test_consistent_totals_raise_nothing() -> None:
    totals = {Term.TOTAL_NET: "100.00", Term.TOTAL_VAT: "20.00", Term.TOTAL_GROSS: "120.00"}
    rows = (VatRow(Decimal(20), Decimal(100), Decimal(20), 0.9),)
    assert codes(totals, rows) == []


def test_totals_that_do_not_add_up() -> None:
    totals = {Term.TOTAL_NET: "100.00", Term.TOTAL_VAT: "20.00", Term.TOTAL_GROSS: "121.00"}
    assert codes(totals) == ["totals.inconsistent"]


def test_the_state_wants_a_service_and_an_engagement() -> None:
    assert codes({Term.BUYER_SIRET: "11000201100044"}) == ["state.reference_missing"]


def test_due_before_issue() -> None:
    assert codes({Term.ISSUE_DATE: "2025-03-12", Term.DUE_DATE: "2025-03-01"}) == [
        "dates.inconsistent"
    ]


def test_a_wrong_key_is_told() -> None:
    assert codes({Term.SUPPLIER_SIRET: "73282932000075"}) == ["supplier_siret.invalid"]


def test_a_number_too_long_for_the_portal() -> None:
    assert codes({Term.INVOICE_NUMBER: "F" * 21}) == ["invoice_number.too_long"]


def test_vat_rows_that_miss_the_total() -> None:
    rows = (VatRow(Decimal(20), Decimal(100), Decimal(20), 0.9),)
    assert codes({Term.TOTAL_VAT: "30.00"}, rows) == ["vat.inconsistent"]


def test_a_row_that_is_given_back_is_taken_off_the_others() -> None:
    rows = (
        VatRow(Decimal(20), Decimal(200), Decimal(40), 0.9),
        VatRow(Decimal(10), Decimal(-100), Decimal(-10), 0.9),
    )
    assert codes({Term.TOTAL_VAT: "30.00"}, rows) == []
    assert codes({Term.TOTAL_VAT: "-30.00"}, rows) == []
