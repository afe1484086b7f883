"""Whatever the bytes: an invoice or an `InvalidXmlError`."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import InvalidXmlError
from extractor.structured import find_invoice_xml, read_invoice_xml
from extractor.structured.values import read_value
from extractor.terms import Term

SEED = (
    b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:c='
    b'"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
    b"<c:ID>FA-1</c:ID><c:IssueDate>2025-03-12</c:IssueDate></Invoice>"
)


@settings(max_examples=200, deadline=None)
@given(start=st.integers(0, len(SEED)), length=st.integers(0, 20), noise=st.binary(max_size=20))
def test_damaged_xml_is_read_or_refused(start: int, length: int, noise: bytes) -> None:
    xml = SEED[:start] + noise + SEED[start + length :]
    find_invoice_xml({"a.xml": xml})
    with suppress(InvalidXmlError):
        read_invoice_xml(xml)


@settings(max_examples=200, deadline=None)
@given(
    term=st.sampled_from(
        [
            term
            for term in Term
            if term
            not in (Term.SUPPLIER_SIRET, Term.SUPPLIER_SIREN, Term.BUYER_SIRET, Term.VAT_REGIME)
        ]
    ),
    text=st.text(max_size=40) | st.decimals().map(str) | st.dates().map(str),
)
def test_a_value_is_read_from_any_text_or_is_absent(term: Term, text: str) -> None:
    value = read_value(term, text)
    assert value is None or value == value.strip() != ""
