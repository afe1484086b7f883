"""What an export says of a document: values without boxes, boxes without values, as they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.document import BoundingBox
from extractor.terms import Term
from training_data.annotation import TABLES, Annotation, TableRow


class ExchangeError(ValueError):
    """A file that is not in the format it should be in; says which and what, in French."""


class Region(NamedTuple):
    """A value that somebody marked or typed.

    Attributes:
        name: a field, or a column of a table.
        text: as typed; empty if only the box was drawn.
        page: page number from 1; None without a box.
        bbox: on the page as displayed; None if only the value was typed.
        row: what tells a table's rows apart, such as their number; empty if nothing does.
    """

    name: str
    text: str = ""
    page: int | None = None
    bbox: BoundingBox | None = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an export says of one document.

    Attributes:
        file: name of the document's file.
        regions: what is printed, says a person.
        known: what is true but perhaps not printed, such as the values of an XML.
        derivable: what is true and surely not printed.
        alternatives: further values that are right, by field.
        unlabelled: fields and tables that nobody looked for.
        family: as in `Annotation`.
        seed: as in `Annotation`.
        severity: as in `Annotation`.
        skipped: what the export says beside that and we have no place for, with how often.
    """

    file: str
    regions: tuple[Region, ...] = ()
    known: tuple[Region, ...] = ()
    derivable: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unlabelled: frozenset[str] = frozenset()
    family: str = ""
    seed: int | None = None
    severity: str = ""
    skipped: Counter[str] = field(default_factory=Counter)


def draft_of(annotation: Annotation) -> Draft:
    """An annotation as a draft, from which completing makes the same annotation again."""
    return Draft(
        annotation.file,
        tuple(_regions(annotation)),
        derivable=tuple((annotation.derivable or {}).items()),
        alternatives=tuple((str(t), v) for t, v in (annotation.alternatives or {}).items()),
        unlabelled=annotation.unlabelled,
        family=annotation.family,
        seed=annotation.seed,
        severity=annotation.severity,
    )


def _regions(annotation: Annotation) -> Iterator[Region]:
    first: dict[str, str] = {}
    for place in annotation.places:
        first.setdefault(place.term, place.value)
    for term, value in annotation.fields.items():
        # The first place of a field says its value; where there is none, or it is printed
        # differently there, the value is told apart.
        if first.get(term) != value:
            yield Region(term.value, value)
    for place in annotation.places:
        if place.term in annotation.fields:
            yield Region(str(Term(place.term)), place.value, place.page, place.bbox)
    for table in TABLES:
        rows: tuple[TableRow, ...] = getattr(annotation, table)
        for number, row in enumerate(rows, 1):
            yield from _cells(row, str(number))


def _cells(row: TableRow, number: str) -> Iterator[Region]:
    placed = {place.term: place.value for place in reversed(row.places)}
    for column, value in row.values.items():
        if placed.get(column) != value:
            yield Region(column, value, row=number)
    for place in row.places:
        yield Region(place.term, place.value, place.page, place.bbox, number)
