"""What a form was filled with, and what was submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extractor.terms import Term


@dataclass(frozen=True, slots=True)
class FilledValue:
    """A value that was read.

    Attributes:
        value: in the contract's format.
        prefill: whether it was put into the form, or only suggested.
        confidence: probability that it is right.
    """

    value: str
    prefill: bool
    confidence: float


class VatRow(NamedTuple):
    """A row of the VAT breakdown as it was submitted; None where a cell was blank."""

    rate: str | None
    base: str | None
    amount: str | None


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that a person sent.

    Attributes:
        sha256: of the document.
        model_version: that read it.
        filled: by field, what was read; None or no key where nothing was.
        submitted: by field of the form, what it said in the end; None where it was blank.
        duration_ms: that the person took; None if nobody measured.
        vat_breakdown: the rows that were submitted; None if the form has none.
    """

    sha256: str
    model_version: str
    filled: Mapping[Term, FilledValue | None]
    submitted: Mapping[Term, str | None]
    duration_ms: int | None = None
    vat_breakdown: tuple[VatRow, ...] | None = None
