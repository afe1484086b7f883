"""What a document states, and where: the labels of made and of real documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extractor.document import BoundingBox
from extractor.terms import Term

VAT_COLUMNS = ("rate", "base", "amount")
LINE_COLUMNS = ("description", "quantity", "unit_price", "net_amount", "vat_rate")
TABLES: Mapping[str, tuple[str, ...]] = {"vat_breakdown": VAT_COLUMNS, "lines": LINE_COLUMNS}
"""The columns of each table."""


class Place(NamedTuple):
    """One printed occurrence of a value.

    Attributes:
        term: the field, or the column of a table's cell.
        value: in the contract's format; a name as it is printed in that very place.
        page: page number from 1.
        bbox: around the printed value, without its label.
    """

    term: str
    value: str
    page: int
    bbox: BoundingBox


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the VAT breakdown or of the lines: printed cells by column, with their places."""

    values: Mapping[str, str]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """The labels of one document; without places for a real document labelled by eye.

    Attributes:
        file: name of the document's file.
        fields: value of each stated field; a field that is not stated has no key.
        places: every printed occurrence of every field's value.
        vat_breakdown: rows with the columns of `VAT_COLUMNS`.
        lines: rows with the columns of `LINE_COLUMNS`.
        family: the structure program that made it; empty for a real document.
        seed: what it was made from; None for a real document.
        severity: the degradation applied; empty for none.
        derivable: true values that follow from the others but are not printed.
        alternatives: further values that are right for a field that is stated.
        unlabelled: fields and tables that nobody looked for, so that their absence says nothing.
    """

    file: str
    fields: Mapping[Term, str]
    places: tuple[Place, ...] = ()
    vat_breakdown: tuple[TableRow, ...] = ()
    lines: tuple[TableRow, ...] = ()
    family: str = ""
    seed: int | None = None
    severity: str = ""
    derivable: Mapping[str, str] | None = None
    alternatives: Mapping[Term, tuple[str, ...]] | None = None
    unlabelled: frozenset[str] = frozenset()
