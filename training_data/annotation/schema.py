"""The JSON Schema of an annotation's file, made from the tables that the reader goes by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractor.terms import TERMS, Term
from training_data.annotation.types import TABLES
from training_data.annotation.values import CHOICES, PATTERNS, value_type

_PAGE = {"type": "integer", "minimum": 1, "description": "page number from 1"}
_BBOX = {
    "type": "array",
    "items": {"type": "number", "minimum": 0, "maximum": 1},
    "minItems": 4,
    "maxItems": 4,
    "description": "left, top, right, bottom as fractions of the page as displayed",
}


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of the files that `write_annotation` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Annotation of an invoice",
        "type": "object",
        "required": ["fields"],
        "properties": {
            "file": {"type": "string", "description": "name of the document's file"},
            "fields": _values(TERMS, "value of each field that the document prints"),
            "places": _places(TERMS, "every printed occurrence of every field's value"),
            **{table: _rows(columns) for table, columns in TABLES.items()},
            "derivable": _values(TERMS, "true values that the document does not print"),
            "family": {"type": "string", "description": "structure of a made document"},
            "seed": {"type": "integer", "description": "what a made document was made from"},
            "severity": {"type": "string", "description": "degradation of a made document"},
            "_alt": _alternatives(),
            "_unlabelled": {
                "type": "array",
                "items": {"enum": [*map(str, TERMS), *TABLES]},
                "description": "fields and tables that nobody looked for",
            },
        },
    }


def _values(names: Iterable[str], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": {str(name): _value(str(name)) for name in names},
        "patternProperties": {"^_": True},
        "additionalProperties": False,
    }


def _alternatives() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "further values of a field that are right too",
        "properties": {str(n): {"type": "array", "items": _value(str(n))} for n in TERMS},
        "additionalProperties": False,
    }


def _value(name: str) -> dict[str, Any]:
    if name in CHOICES:
        return {"enum": list(CHOICES[Term(name)])}
    schema: dict[str, Any] = {"type": "string", "pattern": f"^({PATTERNS[name]})$"}
    if value_type(name) == "date":
        schema["format"] = "date"
    return schema


def _rows(columns: tuple[str, ...]) -> dict[str, Any]:
    row = _values(columns, "printed cells by column")
    row["properties"]["places"] = _places(columns, "where the cells stand")
    return {"type": "array", "items": row}


def _places(names: Iterable[str], description: str) -> dict[str, Any]:
    place = {
        "type": "object",
        "required": ["term", "value", "page", "bbox"],
        "properties": {
            "term": {"enum": list(map(str, names))},
            "value": {"type": "string"},
            "page": _PAGE,
            "bbox": _BBOX,
        },
    }
    return {"type": "array", "description": description, "items": place}
