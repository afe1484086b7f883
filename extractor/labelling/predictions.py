"""What the extractor makes of a document, as a draft for a person to correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.document import Extraction, LineItem, VatRow
from extractor.labelling.cells import find_cells
from extractor.labelling.contents import Contents
from extractor.labelling.placing import find_places
from extractor.labelling.row_values import line_values, vat_values
from extractor.terms import Term
from training_data.annotation import TABLES
from training_data.annotation.values import CHOICES, value_type
from training_data.exchange import Draft, Region


def draft_from_extraction(extraction: Extraction, contents: Contents, file: str) -> Draft:
    """The extractor's fields, wherever they are printed, and rows.

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
    regions += _elsewhere(contents, tuple(regions))
    for number, row in enumerate(extraction.vat_breakdown, 1):
        regions += _cells(contents, row, vat_values(row), number)
    for number, line in enumerate(extraction.lines, 1):
        regions += _cells(contents, line, line_values(line), number)
    known = [Region(f.term.value, f.value) for f in extraction.fields if f.source == "xml"]
    return Draft(file, tuple(regions), tuple(known), unlabelled=frozenset(TABLES))


def confidences_of(extraction: Extraction) -> dict[str, float]:
    """By field, the probability that its value is right."""
    return {field.term.value: field.confidence for field in extraction.fields}


def _elsewhere(contents: Contents, regions: Sequence[Region]) -> Iterator[Region]:
    """Further places of names, identifiers and references, so that nobody has to draw them.

    Not of amounts: a total is printed among the VAT rows too, as something else.
    """
    for name, text, *_ in regions:
        if value_type(name) == "amount" or name in CHOICES or name == Term.CURRENCY:
            continue
        others = [region.text for region in regions if region.name != name]
        for _, value, page, bbox in find_places(contents, Term(name), text, others).places:
            if not any(r.page == page and r.bbox and r.bbox.overlap(bbox) > 0 for r in regions):
                yield Region(name, value, page, bbox)


def _cells(
    contents: Contents, row: VatRow | LineItem, values: dict[str, str], number: int
) -> list[Region]:
    if row.page is None or row.bbox is None:
        return []
    return find_cells(contents, row.page, row.bbox, values, str(number))
