"""Factur-X: the XML has its word, and the page contradicts it aloud."""

from __future__ import annotations

import pytest

from extractor.document import Extraction, Field
from extractor.errors import InvalidXmlError
from extractor.pipeline import Extractor
from extractor.serialisation import result_document
from extractor.terms import Term
from tests.pipeline.hybrid import invoice_xml, with_attachment


def field(extraction: Extraction, term: Term) -> Field:
    return next(field for field in extraction.fields if field.term is term)


def findings(extraction: Extraction) -> list[tuple[str, tuple[Term, ...]]]:
    return [(f.code, f.terms) for f in extraction.findings if f.code.startswith("xml.")]


@pytest.fixture(scope="module")
def agreeing(extractor: Extractor) -> Extraction:
    return extractor.extract(with_attachment(invoice_xml()))


def test_values_come_from_the_xml(agreeing: Extraction) -> None:
    assert agreeing.document.deposit_format == "FACTUR_X"
    for term, value in (
        (Term.INVOICE_NUMBER, "FA-2025-0147"),
        (Term.ISSUE_DATE, "2025-03-14"),
        (Term.SUPPLIER_SIRET, "90412735400010"),
        (Term.SUPPLIER_NAME, "ATELIER DES TROIS RIVES SARL"),
        (Term.TOTAL_GROSS, "2062.80"),
    ):
        stated = field(agreeing, term)
        assert (stated.value, stated.source, stated.prefill) == (value, "xml", True)
        assert stated.page is None and stated.bbox is None
    assert findings(agreeing) == []
    assert [row.confidence for row in agreeing.vat_breakdown] != []


def test_what_the_xml_leaves_out_is_read_from_the_page(agreeing: Extraction) -> None:
    iban = field(agreeing, Term.SUPPLIER_IBAN)
    assert (iban.value, iban.source) == ("FR7619999045120003817264539", "text_layer")


def test_a_contradicted_total_is_told_and_not_prefilled(extractor: Extractor) -> None:
    extraction = extractor.extract(with_attachment(invoice_xml(gross="9999.00", payable="9999.00")))
    gross = field(extraction, Term.TOTAL_GROSS)
    assert (gross.value, gross.source, gross.prefill) == ("9999.00", "xml", False)
    assert ("xml.contradicted", (Term.TOTAL_GROSS,)) in findings(extraction)
    assert "totals.inconsistent" in [finding.code for finding in extraction.findings]
    (message,) = (f.message for f in extraction.findings if f.terms == (Term.TOTAL_GROSS,))
    assert "9999.00" in message and "2062.80" in message


def test_a_contradicted_number_is_told(extractor: Extractor) -> None:
    extraction = extractor.extract(with_attachment(invoice_xml(number="FA-2025-9999")))
    assert ("xml.contradicted", (Term.INVOICE_NUMBER,)) in findings(extraction)


def test_a_value_that_the_page_does_not_print_is_told(extractor: Extractor) -> None:
    extraction = extractor.extract(with_attachment(invoice_xml(contract="M-2031-77")))
    assert extraction.value(Term.CONTRACT_NUMBER) is None
    assert findings(extraction) == [("xml.not_printed", (Term.CONTRACT_NUMBER,))]
    (finding,) = (f for f in extraction.findings if f.code == "xml.not_printed")
    assert finding.values == {Term.CONTRACT_NUMBER: "M-2031-77"}
    stated = result_document(extraction, file="a.pdf", sha256="")
    assert stated["fields"]["contract_number"] is None
    assert [f["values"] for f in stated["findings"] if f["values"]] == [
        {"contract_number": "M-2031-77"}
    ]


def test_the_bare_xml(extractor: Extractor) -> None:
    extraction = extractor.extract(invoice_xml())
    assert (extraction.document.deposit_format, extraction.document.pages) == ("CII", 0)
    assert extraction.value(Term.TOTAL_NET) == "1719.00"
    assert field(extraction, Term.SUPPLIER_SIREN).value == "904127354"
    assert all(f.source in ("xml", "derived") for f in extraction.fields)
    assert findings(extraction) == []


def test_an_xml_credit_by_sign_is_a_credit_note(extractor: Extractor) -> None:
    negative = {"net": "-1719.00", "tax": "-343.80", "gross": "-2062.80", "payable": "-2062.80"}
    extraction = extractor.extract(invoice_xml(**negative))
    assert extraction.value(Term.DOCUMENT_TYPE) == "credit_note"
    assert extraction.value(Term.TOTAL_GROSS) == "-2062.80"
    assert extraction.findings == ()


def test_an_attachment_that_is_no_invoice_changes_nothing(extractor: Extractor) -> None:
    extraction = extractor.extract(with_attachment(b"<notes/>", "notes.xml"))
    assert extraction.document.deposit_format == "PDF_NON_SIGNE"
    assert field(extraction, Term.TOTAL_GROSS).source == "text_layer"


def test_bare_xml_cut_short_is_a_typed_error(extractor: Extractor) -> None:
    with pytest.raises(InvalidXmlError):
        extractor.extract(invoice_xml()[:-200])


def test_embedded_xml_cut_short_leaves_the_page_and_a_finding(extractor: Extractor) -> None:
    extraction = extractor.extract(with_attachment(invoice_xml()[:-200]))
    assert ("xml.invalid", ()) in findings(extraction)
    assert extraction.document.deposit_format == "PDF_NON_SIGNE"
    assert extraction.fields
