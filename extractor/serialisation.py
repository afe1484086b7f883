"""The contract's JSON document of one result, schema version 1."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from extractor.document import BoundingBox, Extraction, Field, Finding, LineItem, VatRow
from extractor.errors import ExtractorError
from extractor.terms import Term

SCHEMA_VERSION = "1"
CENT = Decimal("0.01")

JsonObject = dict[str, Any]


def result_document(extraction: Extraction, *, file: str, sha256: str) -> JsonObject:
    """The result of a document that was read.

    Args:
        extraction: what was understood.
        file: the document's name as the caller knows it.
        sha256: hexadecimal digest of the document's bytes.

    Returns:
        A JSON object in which every field of the contract is present, None where blank.
    """
    fields: dict[str, JsonObject | None] = {term.value: None for term in Term}
    fields.update({field.term.value: _field_object(field) for field in extraction.fields})
    return {
        "schema_version": SCHEMA_VERSION,
        "file": file,
        "sha256": sha256,
        "model_version": extraction.model_version,
        "status": "ok",
        "document": {
            "pages": extraction.document.pages,
            "deposit_format": extraction.document.deposit_format,
            "page_sources": list(extraction.document.page_sources),
        },
        "fields": fields,
        "vat_breakdown": [_vat_object(row) for row in extraction.vat_breakdown],
        "lines": [_line_object(line) for line in extraction.lines],
        "findings": [_finding_object(finding) for finding in extraction.findings],
        "timings_ms": {name: round(ms, 2) for name, ms in extraction.timings_ms.items()},
    }


def error_document(
    error: ExtractorError,
    *,
    file: str,
    sha256: str | None = None,
    model_version: str | None = None,
) -> JsonObject:
    """The result of a document that could not be read.

    Args:
        error: why.
        file: the document's name as the caller knows it.
        sha256: hexadecimal digest of the document's bytes; None if they could not be had.
        model_version: the model that would have read it, where known.

    >>> from extractor.errors import EncryptedPdfError
    >>> error_document(EncryptedPdfError(), file="a.pdf")["error"]["type"]
    'pdf.encrypted'
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "file": file,
        "sha256": sha256,
        "model_version": model_version,
        "status": "error",
        "error": {"type": error.type, "title": error.title, "detail": error.detail},
    }


def amount_text(amount: Decimal) -> str:
    """An amount or rate with exactly two decimals.

    >>> amount_text(Decimal("1234.5"))
    '1234.50'
    """
    return format(amount.quantize(CENT, rounding=ROUND_HALF_UP), "f")


def unit_price_text(price: Decimal) -> str:
    """A price with at least two decimals: unit prices are often printed with three or four.

    >>> unit_price_text(Decimal("0.4325")), unit_price_text(Decimal("12"))
    ('0.4325', '12.00')
    """
    return amount_text(price) if price == price.quantize(CENT) else quantity_text(price)


def quantity_text(quantity: Decimal) -> str:
    """A quantity without trailing zeros or exponent.

    >>> quantity_text(Decimal("1.500")), quantity_text(Decimal("1E+2"))
    ('1.5', '100')
    """
    return format(quantity.normalize(), "f")


def _optional_amount(amount: Decimal | None) -> str | None:
    return None if amount is None else amount_text(amount)


def _place(page: int | None, bbox: BoundingBox | None) -> JsonObject:
    return {"page": page, "bbox": None if bbox is None else [round(edge, 5) for edge in bbox]}


def _field_object(field: Field) -> JsonObject:
    return {
        "value": field.value,
        "raw": field.raw,
        "confidence": round(field.confidence, 4),
        "prefill": field.prefill,
        **_place(field.page, field.bbox),
        "source": field.source,
    }


def _vat_object(row: VatRow) -> JsonObject:
    return {
        "rate": _optional_amount(row.rate),
        "base": _optional_amount(row.base),
        "amount": _optional_amount(row.amount),
        "confidence": round(row.confidence, 4),
        **_place(row.page, row.bbox),
    }


def _line_object(line: LineItem) -> JsonObject:
    return {
        "description": line.description,
        "quantity": None if line.quantity is None else quantity_text(line.quantity),
        "unit_price": None if line.unit_price is None else unit_price_text(line.unit_price),
        "net_amount": _optional_amount(line.net_amount),
        "vat_rate": _optional_amount(line.vat_rate),
        "confidence": round(line.confidence, 4),
        **_place(line.page, line.bbox),
    }


def _finding_object(finding: Finding) -> JsonObject:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "fields": [term.value for term in finding.terms],
        "message": finding.message,
        "values": {term.value: value for term, value in finding.values.items()},
    }
