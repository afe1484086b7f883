"""The JSON of corrections, for the API's OpenAPI description."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from extractor.terms import Term
from service.api.schemas import Confidence, Schema
from service.corrections import FieldOutcome, FilledValue, Submission, VatRow

REQUEST_EXAMPLE: dict[str, Any] = {
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "model_version": "2026.11.5",
    "filled": {
        "invoice_number": {"value": "FA-2025-0147", "prefill": True, "confidence": 0.996},
        "total_gross": {"value": "2062.80", "prefill": True, "confidence": 0.991},
        "engagement_number": {"value": "4500012345", "prefill": False, "confidence": 0.62},
        "contract_number": None,
    },
    "submitted": {
        "invoice_number": "FA-2025-0147",
        "total_gross": "2062.08",
        "engagement_number": "4500012345",
        "contract_number": None,
    },
    "vat_breakdown": [{"rate": "20.00", "base": "1719.00", "amount": "343.80"}],
    "file": "facture.pdf",
    "duration_ms": 41200,
}
ANSWER_EXAMPLE: dict[str, Any] = {
    "outcomes": {
        "invoice_number": "accepted",
        "total_gross": "changed",
        "engagement_number": "suggestion_accepted",
        "contract_number": "blank",
    },
    "accepted_share": 0.5,
    "kept": True,
    "kept_until": "2026-04-01T09:30:00.120000Z",
}
_MAX_ROWS = 50
_WEEK_MS = 7 * 24 * 3600 * 1000


def _encodable(text: str) -> str:
    # JSON can name halves of characters, which no file takes, and NUL, which PostgreSQL does not.
    if "\0" in text:
        raise ValueError("no text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("no text") from error
    return text


def _number(value: object) -> object:
    # 41200.0 is a whole number in JSON; `true` and "41200" are none.
    if type(value) not in (int, float):
        raise ValueError("no number")
    return value


Duration = Annotated[int, Field(ge=0, le=_WEEK_MS), BeforeValidator(_number)]
Value = Annotated[str, Field(max_length=1000), AfterValidator(_encodable)]


class Filled(Schema):
    """A value that was read."""

    value: Value
    prefill: Annotated[
        bool, Field(strict=True, description="it was put into the form, not only suggested")
    ]
    confidence: Annotated[Confidence, Field(strict=True)]


class SubmittedVatRow(Schema):
    """A row of the VAT breakdown as the form said it in the end; null where a cell was blank."""

    rate: Value | None = None
    base: Value | None = None
    amount: Value | None = None


class CorrectionRequest(Schema):
    """A form that a person sent, and what it had been filled with."""

    model_config = ConfigDict(json_schema_extra={"examples": [REQUEST_EXAMPLE]})

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="of the document")]
    model_version: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_encodable)]
    filled: Annotated[
        dict[Term, Filled | None],
        Field(description="by field, what was read; null or no key where nothing was"),
    ]
    submitted: Annotated[
        dict[Term, Value | None],
        Field(description="by field of the form, what it said in the end; null where blank"),
    ]
    vat_breakdown: Annotated[
        list[SubmittedVatRow] | None,
        Field(
            max_length=_MAX_ROWS,
            description="the form's rows in the end, in order; null or no key if it has none",
        ),
    ] = None
    file: Annotated[str | None, Field(max_length=300, description="the document's name")] = None
    duration_ms: Annotated[Duration | None, Field(description="that the person took")] = None

    def submission(self) -> Submission:
        """The same, as the service goes on with it."""
        filled = {
            term: None if f is None else FilledValue(f.value, f.prefill, f.confidence)
            for term, f in self.filled.items()
        }
        rows = self.vat_breakdown
        return Submission(
            self.sha256,
            self.model_version,
            filled,
            self.submitted,
            self.duration_ms,
            None if rows is None else tuple(VatRow(r.rate, r.base, r.amount) for r in rows),
        )


class CorrectionAnswer(Schema):
    """What became of the values that were read."""

    model_config = ConfigDict(json_schema_extra={"examples": [ANSWER_EXAMPLE]})

    outcomes: Annotated[dict[Term, FieldOutcome], Field(description="by field of the form")]
    accepted_share: Annotated[
        float | None, Field(ge=0, le=1, description="of the prefilled values; null without any")
    ]
    kept: Annotated[bool, Field(description="the tenant lets us keep it, to learn from")]
    kept_until: Annotated[datetime | None, Field(description="null if it is not kept")]
