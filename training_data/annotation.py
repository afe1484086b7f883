"""What a document states, and where: the labels of made and of real documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from extractor.document import BoundingBox
from extractor.terms import Term

VAT_COLUMNS = ("rate", "base", "amount")
LINE_COLUMNS = ("description", "quantity", "unit_price", "net_amount", "vat_rate")


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


def _place_to_json(place: Place) -> dict[str, Any]:
    return {
        "term": str(place.term),
        "value": place.value,
        "page": place.page,
        "bbox": [round(edge, 5) for edge in place.bbox],
    }


def _place_from_json(data: Mapping[str, Any]) -> Place:
    return Place(data["term"], data["value"], data["page"], BoundingBox(*data["bbox"]))


def _row_to_json(row: TableRow) -> dict[str, Any]:
    out: dict[str, Any] = dict(row.values)
    if row.places:
        out["places"] = [_place_to_json(place) for place in row.places]
    return out


def _row_from_json(data: Mapping[str, Any]) -> TableRow:
    values = {name: str(value) for name, value in data.items() if name != "places"}
    return TableRow(values, tuple(map(_place_from_json, data.get("places", ()))))


def to_json(annotation: Annotation) -> str:
    """The annotation as indented JSON."""
    data: dict[str, Any] = {"file": annotation.file}
    for name in ("family", "seed", "severity", "derivable"):
        if getattr(annotation, name) not in ("", None, {}):
            data[name] = getattr(annotation, name)
    data["fields"] = {str(term): value for term, value in annotation.fields.items()}
    data["vat_breakdown"] = [_row_to_json(row) for row in annotation.vat_breakdown]
    data["lines"] = [_row_to_json(row) for row in annotation.lines]
    data["places"] = [_place_to_json(place) for place in annotation.places]
    return json.dumps(data, ensure_ascii=False, indent=1)


def from_json(text: str, *, file: str = "") -> Annotation:
    """Read an annotation; labels with the fields at the top level are read too.

    Args:
        text: the JSON.
        file: the document's name where the JSON does not tell it.

    Raises:
        ValueError: the JSON is malformed or no object.

    >>> from_json('{"invoice_number": "F-7", "_notes": "x"}').fields
    {<Term.INVOICE_NUMBER: 'invoice_number'>: 'F-7'}
    """
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("an annotation is a JSON object")
    fields = data.get("fields", data)
    return Annotation(
        file=data.get("file", file),
        fields={term: str(fields[term]) for term in Term if fields.get(term) is not None},
        places=tuple(map(_place_from_json, data.get("places", ()))),
        vat_breakdown=tuple(map(_row_from_json, data.get("vat_breakdown", ()))),
        lines=tuple(map(_row_from_json, data.get("lines", ()))),
        family=data.get("family", ""),
        seed=data.get("seed"),
        severity=data.get("severity", ""),
        derivable=data.get("derivable"),
    )


def read_annotation(path: Path) -> Annotation:
    """Read one annotation file.

    Raises:
        ValueError: the file holds no annotation.
    """
    return from_json(path.read_text(encoding="utf-8"), file=path.stem)


def write_annotation(annotation: Annotation, path: Path) -> None:
    """Write one annotation file, UTF-8."""
    path.write_text(to_json(annotation) + "\n", encoding="utf-8")
