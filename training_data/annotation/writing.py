"""From an annotation to its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from training_data.annotation.types import TABLES, Annotation, Place, TableRow

DECIMALS = 5
"""Of a box's edges: a hundredth of a millimetre on A4."""


def to_json(annotation: Annotation) -> str:
    """The annotation as indented JSON."""
    data: dict[str, Any] = {"file": annotation.file}
    for name in ("family", "seed", "severity", "derivable"):
        if getattr(annotation, name) not in ("", None, {}):
            data[name] = getattr(annotation, name)
    if annotation.alternatives:
        data["_alt"] = {str(t): list(values) for t, values in annotation.alternatives.items()}
    if annotation.unlabelled:
        data["_unlabelled"] = sorted(annotation.unlabelled)
    data["fields"] = {str(term): value for term, value in annotation.fields.items()}
    for table in TABLES:
        # Who reads labels takes an empty table for "none is printed".
        if table not in annotation.unlabelled:
            data[table] = [_row_to_json(row) for row in getattr(annotation, table)]
    data["places"] = [_place_to_json(place) for place in annotation.places]
    return json.dumps(data, ensure_ascii=False, indent=1)


def write_annotation(annotation: Annotation, path: Path) -> None:
    """Write one annotation file, UTF-8."""
    path.write_text(to_json(annotation) + "\n", encoding="utf-8")


def _place_to_json(place: Place) -> dict[str, Any]:
    return {
        "term": str(place.term),
        "value": place.value,
        "page": place.page,
        "bbox": [round(edge, DECIMALS) for edge in place.bbox],
    }


def _row_to_json(row: TableRow) -> dict[str, Any]:
    out: dict[str, Any] = dict(row.values)
    if row.places:
        out["places"] = [_place_to_json(place) for place in row.places]
    return out
