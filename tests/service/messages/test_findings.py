"""What is found in a document, said in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from extractor.decode import check_rules
from extractor.document import Field, Finding, VatRow
from extractor.pipeline.extractor import _read_embedded
from extractor.pipeline.hybrid import Printed, with_xml
from extractor.structured import read_invoice_xml
from extractor.terms import Term
from service.messages import translate
from tests.pipeline.hybrid import invoice_xml
from tests.service.messages.french import ROOT

SIRET = "73282932000074"
FAULTS: tuple[dict[Term, str], ...] = (
    {Term.DOCUMENT_TYPE: "other"},
    {Term.TOTAL_NET: "1000.00", Term.TOTAL_VAT: "20.00", Term.TOTAL_GROSS: "21.00"},
    {Term.TOTAL_GROSS: "10.00", Term.AMOUNT_DUE: "1200.00"},
    {Term.ISSUE_DATE: "2025-03-12", Term.DUE_DATE: "2025-03-01"},
    {Term.BUYER_SIRET: "11000201100044"},
    {Term.BUYER_SIRET: "11000201100044", Term.SERVICE_CODE: "D1"},
    {Term.BUYER_SIRET: "11000201100044", Term.ENGAGEMENT_NUMBER: "1402345678"},
    {Term.SUPPLIER_SIRET: SIRET, Term.BUYER_SIRET: SIRET},
    {Term.SUPPLIER_SIRET: SIRET, Term.SUPPLIER_VAT_NUMBER: "FR40303265045"},
    {Term.SUPPLIER_SIRET: "73282932000075"},
    {Term.BUYER_SIRET: "73282932000075"},
    {Term.SUPPLIER_VAT_NUMBER: "FR00732829320"},
    {Term.SUPPLIER_IBAN: "FR7630006000011234567890188"},
    {Term.INVOICE_NUMBER: "F" * 21},
)


def fields(values: dict[Term, str]) -> list[Field]:
    return [Field(term, value, value, 0.9, True, "text_layer", 1) for term, value in values.items()]


def findings() -> Iterator[Finding]:
    for values in FAULTS:
        yield from check_rules(fields(values), ())
    rows = (VatRow(Decimal(20), Decimal(100), Decimal(20), 0.9),)
    yield from check_rules(fields({Term.TOTAL_VAT: "30.00"}), rows)
    page = fields({Term.INVOICE_NUMBER: "AUTRE-1"})
    yield from with_xml(page, read_invoice_xml(invoice_xml()), Printed(frozenset(), ""))[1]
    for xml in (b"<broken", b"<html/>"):
        yield from _read_embedded(xml)[1]


def test_every_finding_that_the_code_knows_is_tried() -> None:
    code = "\n".join(
        path.read_text("utf-8")
        for folder in ("decode", "pipeline")
        for path in (ROOT / "extractor" / folder).rglob("*.py")
    )
    known = set(re.findall(r'"([a-z_]+\.(?!json)[a-z_]+)"', code))
    assert len(known) > 10
    assert known == {finding.code for finding in findings()}


@pytest.mark.parametrize("message", sorted({finding.message for finding in findings()}))
def test_a_finding_is_said_in_english(message: str) -> None:
    english = translate(message, "en")
    assert english != message
    assert translate(message, "fr") == message
    french = r"\b(le|la|les|du|est|numéro|de|clé|avec|pas|page du|SIRET du|service et)\b|«|[éèàç]"
    assert not re.search(french, re.sub("“.*?”", "", english))


def test_amounts_are_written_as_the_language_does() -> None:
    message = next(f.message for f in findings() if f.code == "totals.inconsistent")
    assert translate(message, "en") == "Net + VAT ≠ total: 1,000.00 + 20.00 ≠ 21.00"


def test_what_is_told_inside_a_finding_is_english_too() -> None:
    message = next(f.message for f in findings() if f.code == "state.reference_missing")
    assert translate(message, "en") == (
        "The State requires the service code and the commitment number"
    )
