"""A hybrid invoice labels itself."""

from __future__ import annotations

import pytest

from extractor.errors import InvalidXmlError
from extractor.labelling import Contents, ContentsReader, complete, draft_from_xml
from extractor.terms import Term
from tests.pipeline.hybrid import invoice_xml, with_attachment


def test_its_values_are_found_on_the_page(hybrid: Contents) -> None:
    draft = draft_from_xml(hybrid, "facture.pdf")
    assert draft is not None
    annotation = complete(draft, hybrid).annotation
    assert annotation.fields[Term.SUPPLIER_SIRET] == "90412735400010"
    assert annotation.fields[Term.TOTAL_NET] == "1719.00"
    assert annotation.fields[Term.ISSUE_DATE] == "2025-03-14"
    placed = {place.term for place in annotation.places}
    assert {"supplier_siret", "buyer_siret", "total_net", "total_vat", "total_gross"} <= placed
    assert annotation.fields[Term.DOCUMENT_TYPE] == "invoice"


def test_what_the_page_does_not_print_is_derivable(hybrid: Contents) -> None:
    draft = draft_from_xml(hybrid, "facture.pdf")
    assert draft is not None
    annotation = complete(draft, hybrid).annotation
    assert annotation.derivable == {"amount_due": "1000.00"}
    assert Term.AMOUNT_DUE not in annotation.fields


def test_what_the_xml_does_not_say_is_unlabelled(hybrid: Contents) -> None:
    draft = draft_from_xml(hybrid, "facture.pdf")
    assert draft is not None
    assert {"service_code", "supplier_iban", "lines"} <= draft.unlabelled
    assert not {"total_net", "amount_due"} & draft.unlabelled


def test_a_document_without_xml_has_no_draft(contents: Contents) -> None:
    assert draft_from_xml(contents, "facture.pdf") is None


def test_a_negative_invoice_is_a_credit_note(contents_reader: ContentsReader) -> None:
    data = with_attachment(invoice_xml(gross="-2062.80"))
    draft = draft_from_xml(contents_reader.read(data), "avoir.pdf")
    assert draft is not None
    values = {region.name: region.text for region in draft.known}
    assert values["document_type"] == "credit_note"


def test_a_damaged_xml_is_told(contents_reader: ContentsReader) -> None:
    broken = invoice_xml().replace(b"</rsm:CrossIndustryInvoice>", b"")
    contents = contents_reader.read(with_attachment(broken))
    with pytest.raises(InvalidXmlError):
        draft_from_xml(contents, "facture.pdf")
