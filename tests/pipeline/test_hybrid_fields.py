"""What the XML says against what was read from the page."""

from __future__ import annotations

from extractor.document import Field
from extractor.pipeline.hybrid import Printed, with_xml
from extractor.structured import StructuredInvoice, read_invoice_xml
from extractor.terms import Term
from tests.pipeline.hybrid import invoice_xml


def printed(term: Term, value: str, confidence: float = 0.9, *, prefill: bool = True) -> Field:
    return Field(term, value, value, confidence, prefill, "text_layer", 1)


def stated(**changes: str) -> StructuredInvoice:
    return read_invoice_xml(invoice_xml(**changes))


def test_without_a_page_there_is_nothing_to_contradict() -> None:
    fields, findings = with_xml((), stated(), None)
    assert findings == ()
    assert all(field.prefill and field.source == "xml" for field in fields)


def test_a_page_that_was_misread_perhaps_does_not_accuse_the_xml() -> None:
    page = (printed(Term.TOTAL_GROSS, "2002.80", 0.5),)
    fields, findings = with_xml(page, stated(), Printed(frozenset({"2002.80"}), ""))
    gross = next(field for field in fields if field.term is Term.TOTAL_GROSS)
    assert (gross.value, gross.prefill) == ("2062.80", False)
    assert not [f for f in findings if f.code == "xml.contradicted"]


def test_names_spelt_otherwise_and_amounts_of_other_sign_agree() -> None:
    page = (
        printed(Term.SUPPLIER_NAME, "Atelier des Trois Rives"),
        printed(Term.TOTAL_GROSS, "-2062.80"),
    )
    _, findings = with_xml(page, stated(), Printed(frozenset(), ""))
    assert not [f for f in findings if f.code == "xml.contradicted"]


def test_a_value_printed_somewhere_is_not_missing() -> None:
    seen = Printed(frozenset({"fa-2025-0147"}), "atelierdestroisrivessarl\n")
    _, findings = with_xml((), stated(), seen)
    missing = {f.terms[0] for f in findings if f.code == "xml.not_printed"}
    assert Term.INVOICE_NUMBER not in missing
    assert Term.TOTAL_GROSS in missing
    assert Term.DOCUMENT_TYPE not in missing
    assert Term.SUPPLIER_NAME not in missing


def test_what_the_xml_says_of_one_party_is_not_the_others() -> None:
    page = (printed(Term.BUYER_SIRET, "90412735400010"),)
    fields, _ = with_xml(page, stated(buyer_siret=""), Printed(frozenset(), ""))
    assert Term.BUYER_SIRET not in {field.term for field in fields}
