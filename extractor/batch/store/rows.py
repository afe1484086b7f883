"""A result document taken apart into the rows of the tables, and put together again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extractor.serialisation import SCHEMA_VERSION as RESULT_VERSION
from extractor.serialisation import JsonObject
from extractor.terms import Term

Rows = dict[str, list[JsonObject]]

_EDGES = ("left", "top", "right", "bottom")
_NOWHERE = dict.fromkeys(_EDGES)


def rows_of(result: JsonObject, *, attempts: int, cpu_ms: float | None) -> Rows:
    """The rows of one document, by table.

    Args:
        result: the contract's result document, of a document that was read or could not be.
        attempts: how often it was begun.
        cpu_ms: processor time that it took; None if not known.
    """
    name = result["file"]
    return {
        "documents": [_document(result) | {"attempts": attempts, "cpu_ms": cpu_ms}],
        "fields": [
            {"document": name, "field": term, **_placed(field)}
            for term, field in result.get("fields", {}).items()
            if field is not None
        ],
        "vat_rows": _numbered(name, result.get("vat_breakdown", ())),
        "lines": _numbered(name, result.get("lines", ())),
    }


def _document(result: JsonObject) -> JsonObject:
    error: Mapping[str, Any] = result.get("error", {})
    document: Mapping[str, Any] = result.get("document", {})
    timings: Mapping[str, float] = result.get("timings_ms", {})
    return {
        "document": result["file"],
        "sha256": result["sha256"],
        "status": result["status"],
        "error_type": error.get("type"),
        "error_title": error.get("title"),
        "error_detail": error.get("detail"),
        "model_version": result["model_version"],
        "deposit_format": document.get("deposit_format"),
        "pages": document.get("pages"),
        "page_sources": document.get("page_sources"),
        "findings": [
            finding | {"values": list(finding["values"].items())}
            for finding in result.get("findings", ())
        ],
        "total_ms": timings.get("total"),
        "timings_ms": [(name, ms) for name, ms in timings.items() if name != "total"],
    }


def _numbered(name: str, rows: Iterable[JsonObject]) -> list[JsonObject]:
    return [{"document": name, "row": n, **_placed(row)} for n, row in enumerate(rows, 1)]


def _placed(row: JsonObject) -> JsonObject:
    """A field or row with the edges of its box as columns."""
    bbox = row.get("bbox")
    return {**row, **(_NOWHERE if bbox is None else dict(zip(_EDGES, bbox, strict=True)))}


def result_of_rows(rows: Rows) -> JsonObject:
    """The result document that rows were made of.

    Args:
        rows: of one document, by table, as they are read from Parquet.
    """
    (document,) = rows["documents"]
    result = {
        "schema_version": RESULT_VERSION,
        "file": document["document"],
        "sha256": document["sha256"],
        "model_version": document["model_version"],
        "status": document["status"],
    }
    if document["status"] == "error":
        names = ("type", "title", "detail")
        return {**result, "error": {name: document[f"error_{name}"] for name in names}}
    fields: dict[str, JsonObject | None] = {term.value: None for term in Term}
    fields.update({row["field"]: _together(row, "field") for row in rows.get("fields", ())})
    return {
        **result,
        "document": {name: document[name] for name in ("pages", "deposit_format", "page_sources")},
        "fields": fields,
        "vat_breakdown": [_together(row, "row") for row in rows.get("vat_rows", ())],
        "lines": [_together(row, "row") for row in rows.get("lines", ())],
        "findings": [
            {**finding, "values": dict(finding["values"])} for finding in document["findings"]
        ],
        "timings_ms": {"total": document["total_ms"], **dict(document["timings_ms"])},
    }


def _together(row: JsonObject, *others: str) -> JsonObject:
    """A field or row of a result, with its box, and without the columns that place it in a table.

    The box has the five decimals of the contract again, of which the table has a little less.
    """
    edges = [row[edge] for edge in _EDGES]
    bbox = None if edges[0] is None else [round(edge, 5) for edge in edges]
    left_out = {"document", *others, *_EDGES, "page"}
    own = {name: value for name, value in row.items() if name not in left_out}
    return {**own, "page": row["page"], "bbox": bbox}
