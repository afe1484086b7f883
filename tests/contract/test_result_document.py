"""The result's JSON, name by name, as other programs were written against it."""

from __future__ import annotations

import json

import pytest

from extractor import errors
from extractor.document import Extraction
from extractor.serialisation import error_document, result_document
from extractor.terms import Term
from service.api.schemas import ResultDocument

CONTRACT_FIELDS = [
    "document_type",
    "invoice_number",
    "issue_date",
    "due_date",
    "currency",
    "supplier_name",
    "supplier_siret",
    "supplier_siren",
    "supplier_vat_number",
    "supplier_iban",
    "supplier_bic",
    "buyer_name",
    "buyer_siret",
    "buyer_vat_number",
    "service_code",
    "engagement_number",
    "contract_number",
    "total_net",
    "total_vat",
    "total_gross",
    "prepaid_amount",
    "amount_due",
    "vat_regime",
    "payment_means",
    "billing_framework",
    "original_invoice_number",
    "delivery_date",
]

CONTRACT_ERRORS = [
    "document.empty",
    "document.unsupported",
    "document.too_large",
    "pdf.encrypted",
    "pdf.corrupt",
    "pdf.no_pages",
    "pdf.too_many_pages",
    "xml.invalid",
    "archive.invalid",
    "processing.timeout",
    "processing.memory",
]


@pytest.fixture
def document(extraction: Extraction) -> dict[str, object]:
    return result_document(extraction, file="facture.pdf", sha256="0" * 64)


def test_every_field_of_the_contract_is_there_in_its_order(document):
    assert list(document["fields"]) == CONTRACT_FIELDS == [term.value for term in Term]
    assert document["fields"]["due_date"] is None


def test_the_whole_document(document):
    box = [0.61, 0.12, 0.74, 0.135]
    filled = {name: cell for name, cell in document.pop("fields").items() if cell}
    assert filled == {
        "invoice_number": {
            "value": "FA-12",
            "raw": "FA-12",
            "confidence": 0.9877,
            "prefill": True,
            "page": 1,
            "bbox": box,
            "source": "text_layer",
        },
        "supplier_siren": {
            "value": "904127354",
            "raw": "904127354",
            "confidence": 0.9,
            "prefill": True,
            "page": None,
            "bbox": None,
            "source": "derived",
        },
    }
    nowhere = {"page": None, "bbox": None}
    assert document == {
        "schema_version": "1",
        "file": "facture.pdf",
        "sha256": "0" * 64,
        "model_version": "test-1",
        "status": "ok",
        "document": {
            "pages": 1,
            "deposit_format": "PDF_NON_SIGNE",
            "page_sources": ["text_layer"],
        },
        "vat_breakdown": [
            {
                "rate": "20.00",
                "base": "100.00",
                "amount": "20.00",
                "confidence": 0.97,
                "page": 1,
                "bbox": box,
            },
            {"rate": "5.50", "base": None, "amount": None, "confidence": 0.2, **nowhere},
        ],
        "lines": [
            {
                "description": "Vis inox",
                "quantity": "100",
                "unit_price": "0.4325",
                "net_amount": "43.25",
                "vat_rate": None,
                "confidence": 0.8,
                "page": 1,
                "bbox": box,
            }
        ],
        "findings": [
            {
                "code": "totals.inconsistent",
                "severity": "error",
                "fields": ["total_net", "total_gross"],
                "message": "HT + TVA ≠ TTC : 100,00 + 20,00 ≠ 121,00",
                "values": {},
            }
        ],
        "timings_ms": {"total": 12.35, "words": 3.0},
    }


def test_it_is_json_and_what_the_api_describes(document):
    text = json.dumps(document, allow_nan=False)
    assert ResultDocument.model_validate_json(text).model_dump(mode="json") == document


def test_an_error_is_never_an_empty_success():
    document = error_document(errors.EncryptedPdfError(), file="a.pdf", sha256="0" * 64)
    assert document["status"] == "error"
    assert "fields" not in document
    assert set(document["error"]) == {"type", "title", "detail"}


def test_every_error_type_of_the_contract_has_its_exception():
    def below(kind: type[errors.ExtractorError]) -> set[type[errors.ExtractorError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    types = {kind.type for kind in below(errors.ExtractorError)}
    assert types.issuperset(CONTRACT_ERRORS)
