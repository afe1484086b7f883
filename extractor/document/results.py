"""What comes out: fields, rows, findings, and the extraction that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.document.geometry import BoundingBox
from extractor.terms import Term

Severity = Literal["error", "warning"]
FieldSource = Literal["text_layer", "ocr", "xml", "derived"]
DepositFormat = Literal["PDF_NON_SIGNE", "PDF_SIGNE_PADES", "FACTUR_X", "UBL", "CII"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form, filled.

    Attributes:
        term: which field.
        value: in the contract's format.
        raw: as printed; equal to the value where nothing was printed.
        confidence: calibrated probability that `value` is what the document states, 0 to 1.
        prefill: our decision to put the value into the form.
        source: where the value comes from.
        page: page number from 1; None for XML and derived values.
        bbox: place on that page; None for XML and derived values.
    """

    term: Term
    value: str
    raw: str
    confidence: float
    prefill: bool
    source: FieldSource
    page: int | None = None
    bbox: BoundingBox | None = None


@dataclass(frozen=True, slots=True)
class VatRow:
    """One row of the VAT breakdown (BT-119, BT-116, BT-117)."""

    rate: Decimal | None
    base: Decimal | None
    amount: Decimal | None
    confidence: float
    page: int | None = None
    bbox: BoundingBox | None = None


@dataclass(frozen=True, slots=True)
class LineItem:
    """One invoice line."""

    description: str
    quantity: Decimal | None
    unit_price: Decimal | None
    net_amount: Decimal | None
    vat_rate: Decimal | None
    confidence: float
    page: int | None = None
    bbox: BoundingBox | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about the document, for a person to read.

    Attributes:
        code: stable, dotted, such as `totals.inconsistent`.
        severity: an error gets the deposit rejected; a warning deserves a look.
        terms: the fields concerned.
        message: in French, with the values.
        values: what a person may want to take over: of fields that were left without it.
    """

    code: str
    severity: Severity
    terms: tuple[Term, ...]
    message: str
    values: Mapping[Term, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """Facts of the file itself."""

    pages: int
    deposit_format: DepositFormat
    page_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was understood of one document."""

    document: DocumentInfo
    fields: tuple[Field, ...]
    vat_breakdown: tuple[VatRow, ...]
    lines: tuple[LineItem, ...]
    findings: tuple[Finding, ...]
    model_version: str
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def value(self, term: Term) -> str | None:
        """The value of a field, or None if it is blank."""
        return next((f.value for f in self.fields if f.term == term), None)
