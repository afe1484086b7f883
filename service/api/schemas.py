"""The JSON of the API, for its OpenAPI description."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.terms import Term


class Schema(BaseModel):
    """What all have in common: nothing that is not described."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=())


BoundingBox = Annotated[
    tuple[float, float, float, float],
    Field(description="left, top, right, bottom as fractions of the page, origin top-left"),
]
Confidence = Annotated[
    float, Field(ge=0, le=1, description="calibrated probability that the value is right")
]
Amount = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$")]
Number = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


class FieldValue(Schema):
    """A field of the form, filled."""

    value: str
    raw: str
    confidence: Confidence
    prefill: Annotated[bool, Field(description="sure enough to be put into the form")]
    page: int | None
    bbox: BoundingBox | None
    source: Literal["text_layer", "ocr", "xml", "derived"]


Fields = Annotated[
    dict[Term, FieldValue | None],
    Field(min_length=len(Term), description="every field of the form; null where blank"),
]


class VatRow(Schema):
    """A row of the VAT breakdown."""

    rate: Amount | None
    base: Amount | None
    amount: Amount | None
    confidence: Confidence
    page: int | None
    bbox: BoundingBox | None


class Line(Schema):
    """An invoice line."""

    description: str
    quantity: Number | None
    unit_price: Number | None
    net_amount: Amount | None
    vat_rate: Amount | None
    confidence: Confidence
    page: int | None
    bbox: BoundingBox | None


class Finding(Schema):
    """A doubt about the document."""

    code: str
    severity: Literal["error", "warning"]
    fields: list[Term]
    message: str
    values: dict[Term, str]


class DocumentFacts(Schema):
    """Facts of the file itself."""

    pages: int
    deposit_format: Literal["PDF_NON_SIGNE", "PDF_SIGNE_PADES", "FACTUR_X", "UBL", "CII"]
    page_sources: list[str]


class ResultDocument(Schema):
    """The result of a document that was read."""

    schema_version: Literal["1"]
    file: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    model_version: str
    status: Literal["ok"]
    document: DocumentFacts
    fields: Fields
    vat_breakdown: list[VatRow]
    lines: list[Line]
    findings: list[Finding]
    timings_ms: dict[str, float]


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: Annotated[str, Field(description="name of the error; `about:blank` for HTTP's own")]
    title: str
    status: int
    detail: str


class Health(Schema):
    """Whether the service lives, or is ready."""

    status: Literal["ok"]


class ModelCard(Schema):
    """The model in use."""

    model_version: str
    manifest: dict[str, object]
    card: Annotated[str, Field(description="the model's card, Markdown")]
