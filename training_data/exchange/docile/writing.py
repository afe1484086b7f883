"""From an annotation to DocILE's."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import PurePosixPath
from typing import Any

from extractor.terms import Term
from training_data.annotation import Annotation, Place
from training_data.annotation.writing import DECIMALS
from training_data.exchange.docile.fieldtypes import FROM_DOCUMENT_TYPE, FROM_NAME


def docile_json(annotation: Annotation, *, page_count: int) -> tuple[str, Counter[str]]:
    """An annotation as DocILE has it, as indented JSON.

    DocILE's texts are as printed; ours are in the contract's format, except names and references,
    which are the same in both.

    Args:
        annotation: the labels of a document.
        page_count: how many pages the document has.

    Returns:
        The JSON, and what has no counterpart there, with how often.
    """
    skipped: Counter[str] = Counter()
    fields = [_item(place, skipped) for place in annotation.places]
    for row in annotation.vat_breakdown:
        fields += [_item(place, skipped) for place in row.places]
    cells = []
    for number, row in enumerate(annotation.lines, 1):
        for place in row.places:
            item = _item(place, skipped)
            cells.append({**item, "line_item_id": number} if item else item)
    placed = {place.term for place in annotation.places}
    for term in annotation.fields:
        if term not in placed and term is not Term.DOCUMENT_TYPE:
            skipped[f"{term} sans cadre"] += 1
    metadata: dict[str, Any] = {
        "page_count": page_count,
        "original_filename": PurePosixPath(annotation.file).stem,
        "language": "fra",
        "document_type": FROM_DOCUMENT_TYPE.get(
            annotation.fields.get(Term.DOCUMENT_TYPE, ""), "other"
        ),
        "currency": annotation.fields.get(Term.CURRENCY, "other").lower(),
    }
    data = {
        "field_extractions": [item for item in fields if item],
        "line_item_extractions": [item for item in cells if item],
        "line_item_headers": [],
        "metadata": metadata,
    }
    return json.dumps(data, ensure_ascii=False, indent=2), skipped


def _item(place: Place, skipped: Counter[str]) -> dict[str, Any]:
    """Empty where DocILE has no such field type."""
    fieldtype = FROM_NAME.get(place.term)
    if fieldtype is None:
        if place.term != Term.DOCUMENT_TYPE:
            skipped[str(place.term)] += 1
        return {}
    return {
        "bbox": [round(edge, DECIMALS) for edge in place.bbox],
        "fieldtype": fieldtype,
        "page": place.page - 1,
        "text": place.value,
    }
