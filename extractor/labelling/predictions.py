"""What the extractor makes of a document, as a draft for a person to correct."""

from __future__ import annotations

from extractor.document import Extraction, LineItem, VatRow
from extractor.labelling.cells import find_cells
from extractor.labelling.contents import Contents
from extractor.labelling.row_values import line_values, vat_values
from training_data.annotation import TABLES
from training_data.exchange import Draft, Region


def draft_from_extraction(extraction: Extraction, contents: Contents, file: str) -> Draft:
    """The extractor's fields and rows.

    Values that only follow from others are left out, since a label says what is printed; those of
    an XML are known, for completing to find on the pages.

    Args:
        extraction: of the document.
        contents: of the same document, to tell a row's cells apart.
        file: name of its file.
    """
    regions = [
        Region(field.term.value, field.value, field.page, field.bbox)
        for field in extraction.fields
        if field.bbox is not None
    ]
    for number, row in enumerate(extraction.vat_breakdown, 1):
        regions += _cells(contents, row, vat_values(row), number)
    for number, line in enumerate(extraction.lines, 1):
        regions += _cells(contents, line, line_values(line), number)
    known = [Region(f.term.value, f.value) for f in extraction.fields if f.source == "xml"]
    return Draft(file, tuple(regions), tuple(known), unlabelled=frozenset(TABLES))


def confidences_of(extraction: Extraction) -> dict[str, float]:
    """By field, the probability that its value is right."""
    return {field.term.value: field.confidence for field in extraction.fields}


def _cells(
    contents: Contents, row: VatRow | LineItem, values: dict[str, str], number: int
) -> list[Region]:
    if row.page is None or row.bbox is None:
        return []
    return find_cells(contents, row.page, row.bbox, values, str(number))
