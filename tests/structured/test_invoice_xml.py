from collections.abc import Callable
from decimal import Decimal

import pytest

from extractor.document import LineItem, VatRow
from extractor.errors import InvalidXmlError
from extractor.structured import codes, find_invoice_xml, read_invoice_xml
from extractor.terms import Term

Maker = Callable[..., bytes]

EXPECTED = {
    Term.DOCUMENT_TYPE: "invoice",
    Term.INVOICE_NUMBER: "FA-2025-0012",
    Term.ISSUE_DATE: "2025-03-12",
    Term.DUE_DATE: "2025-04-11",
    Term.CURRENCY: "EUR",
    Term.SUPPLIER_NAME: "Papeterie des Écoles",
    Term.SUPPLIER_SIRET: "73282932000074",
    Term.SUPPLIER_SIREN: "732829320",
    Term.SUPPLIER_VAT_NUMBER: "FR44732829320",
    Term.SUPPLIER_IBAN: "FR7630006000011234567890189",
    Term.SUPPLIER_BIC: "BNPAFRPP",
    Term.BUYER_NAME: "Mairie",
    Term.BUYER_SIRET: "11000201100044",
    Term.BUYER_VAT_NUMBER: "FR40303265045",
    Term.SERVICE_CODE: "SERVICE_12",
    Term.ENGAGEMENT_NUMBER: "1400012345",
    Term.CONTRACT_NUMBER: "M-2024-7",
    Term.TOTAL_NET: "100.00",
    Term.TOTAL_VAT: "20.00",
    Term.TOTAL_GROSS: "120.00",
    Term.PREPAID_AMOUNT: "20.00",
    Term.AMOUNT_DUE: "100.00",
    Term.VAT_REGIME: "on_receipts",
    Term.PAYMENT_MEANS: "transfer",
    Term.BILLING_FRAMEWORK: "A1",
    Term.ORIGINAL_INVOICE_NUMBER: "FA-2025-0001",
    Term.DELIVERY_DATE: "2025-03-10",
}
VAT_ROWS = (VatRow(Decimal("20"), Decimal("100"), Decimal("20"), 1.0),)
LINES = (LineItem("Papier A4", Decimal("20"), Decimal("5"), Decimal("100"), Decimal("20"), 1.0),)


def test_cii_gives_every_field(make_cii: Maker) -> None:
    invoice = read_invoice_xml(make_cii())
    assert invoice.syntax == "CII"
    assert invoice.values == EXPECTED
    assert set(invoice.values) == set(Term)
    assert invoice.vat_rows == VAT_ROWS
    assert invoice.lines == LINES


def test_ubl_invoice_says_the_same(make_ubl: Maker) -> None:
    invoice = read_invoice_xml(make_ubl())
    assert invoice.syntax == "UBL"
    assert invoice.values == EXPECTED
    assert invoice.vat_rows == VAT_ROWS
    assert invoice.lines == LINES


def test_ubl_credit_note(make_ubl: Maker) -> None:
    invoice = read_invoice_xml(make_ubl("CreditNote"))
    assert invoice.values == EXPECTED | {Term.DOCUMENT_TYPE: "credit_note"}
    assert invoice.lines == LINES
    untyped = make_ubl("CreditNote").replace(b">381<", b">380<")
    assert read_invoice_xml(untyped).values[Term.DOCUMENT_TYPE] == "credit_note"


@pytest.mark.parametrize(
    ("code", "document_type"),
    [("380", "invoice"), ("751", "invoice"), ("261", "credit_note"), ("220", "other")],
)
def test_document_types(make_cii: Maker, code: str, document_type: str) -> None:
    values = read_invoice_xml(make_cii(type_code=code)).values
    assert values[Term.DOCUMENT_TYPE] == document_type


@pytest.mark.parametrize(
    ("ids", "siret"),
    [
        ("<ram:ID>73282932000074</ram:ID>", "73282932000074"),
        ('<ram:GlobalID schemeID="0009">732 829 320 00074</ram:GlobalID>', "73282932000074"),
        ('<ram:GlobalID schemeID="0088">73282932000074</ram:GlobalID>', None),
        ('<ram:ID schemeID="0009">R12</ram:ID>', None),
        ("", None),
    ],
)
def test_siret_is_told_by_its_scheme(make_cii: Maker, ids: str, siret: str | None) -> None:
    values = read_invoice_xml(make_cii(supplier_ids=ids)).values
    assert values.get(Term.SUPPLIER_SIRET) == siret


def test_process_that_is_no_framework_is_absent(make_cii: Maker) -> None:
    values = read_invoice_xml(make_cii(process="S1", means="1")).values
    assert Term.BILLING_FRAMEWORK not in values
    assert Term.PAYMENT_MEANS not in values


def test_malformed_values_are_absent(make_cii: Maker) -> None:
    xml = make_cii().replace(b"20250312", b"20251312").replace(b">120.00<", b">NaN<")
    xml = xml.replace(b"FR 44 732 829 320", b"non assujetti").replace(b"bnpafrpp", b"-")
    xml = xml.replace(b"FR76 3000 6000 0112 3456 7890 189", b"voir facture")
    values = read_invoice_xml(xml).values
    assert Term.SUPPLIER_VAT_NUMBER not in values
    assert Term.SUPPLIER_IBAN not in values
    assert Term.SUPPLIER_BIC not in values
    assert Term.ISSUE_DATE not in values
    assert Term.TOTAL_GROSS not in values


def test_minimum_profile_has_neither_rows_nor_lines(make_cii: Maker) -> None:
    invoice = read_invoice_xml(make_cii(tax=""))
    assert invoice.vat_rows == ()
    assert Term.VAT_REGIME not in invoice.values


@pytest.mark.parametrize(
    ("categories", "reasons", "due_dates", "regime"),
    [
        ("S", (), ("5",), "on_debits"),
        ("S", (), ("3",), "on_debits"),
        ("S", (), ("29",), None),
        ("S", (), ("TVA_DEBITS",), "on_debits"),
        ("S", (), ("TVA ENCAISSEMENT",), "on_receipts"),
        ("S E", ("art. 261 du CGI",), (), None),
        ("E", ("TVA non applicable, art. 293 B du CGI",), (), "franchise"),
        ("O", ("VATEX-FR-FRANCHISE",), (), "franchise"),
        ("O", (), (), None),
        ("E", ("art. 261 du CGI",), ("5",), "exempt"),
        ("K", (), (), "exempt"),
        ("AE", (), (), "reverse_charge"),
        ("E", ("Autoliquidation",), (), "reverse_charge"),
        ("", (), (), None),
    ],
)
def test_vat_regimes(
    categories: str, reasons: tuple[str, ...], due_dates: tuple[str, ...], regime: str | None
) -> None:
    assert codes.vat_regime(frozenset(categories.split()), reasons, due_dates) == regime


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"not xml",
        b"<a>",
        b"<notes/>",
        b"<?xml version='1.0' encoding='no-such'?><a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<a>" * 5000 + b"</a>" * 5000,
        "<a/>".encode("utf-16")[:5],
        b"\x00" * 20,
    ],
)
def test_what_is_no_invoice_is_refused(xml: bytes) -> None:
    with pytest.raises(InvalidXmlError):
        read_invoice_xml(xml)


def test_a_document_type_declaration_is_refused(make_ubl: Maker) -> None:
    entity = b"<!DOCTYPE Invoice [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    xml = make_ubl().replace(b"<Invoice", entity + b"<Invoice", 1).replace(b"Mairie", b"&x;")
    with pytest.raises(InvalidXmlError):
        read_invoice_xml(xml)


def test_other_encodings_and_a_byte_order_mark_are_read(make_cii: Maker) -> None:
    text = make_cii().decode()
    for xml in (
        b"\xef\xbb\xbf" + text.encode(),
        b"\n" + text.encode(),
        text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        text.replace("UTF-8", "UTF-16").encode("utf-16"),
    ):
        assert read_invoice_xml(xml).values == EXPECTED


def test_the_embedded_invoice_is_found_by_name_then_by_root(
    make_cii: Maker, make_ubl: Maker
) -> None:
    cii, ubl = make_cii(), make_ubl()
    assert find_invoice_xml({}) is None
    assert find_invoice_xml({"bon.pdf": b"%PDF", "notes.xml": b"<notes/>", "x.xml": b""}) is None
    assert find_invoice_xml({"a.xml": ubl, "Factur-X.xml": cii}) == cii
    assert find_invoice_xml({"factur-x.xml": b"<notes/>", "facture.XML": ubl}) == ubl
    assert find_invoice_xml({"xrechnung.xml": ubl, "ZUGFeRD-invoice.xml": cii}) == cii
