"""What an invoice in XML says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.document import LineItem, VatRow
from extractor.terms import Term

Syntax = Literal["CII", "UBL"]


@dataclass(frozen=True, slots=True)
class StructuredInvoice:
    """An invoice that needs no reading.

    Attributes:
        syntax: which of the two European syntaxes.
        values: the fields that the XML states, in the contract's formats.
        vat_rows: the VAT breakdown (BG-23).
        lines: the invoice lines (BG-25).
    """

    syntax: Syntax
    values: Mapping[Term, str]
    vat_rows: tuple[VatRow, ...]
    lines: tuple[LineItem, ...]
