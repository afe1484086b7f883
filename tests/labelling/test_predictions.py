"""Our own reading as a draft: fields, and rows taken apart into cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.document import (
    BoundingBox,
    DocumentInfo,
    Extraction,
    Field,
    Line,
    LineItem,
    VatRow,
    Word,
)
from extractor.document.geometry import union
from extractor.labelling import Contents, complete, draft_from_extraction
from extractor.labelling.cells import find_cells
from extractor.labelling.predictions import confidences_of
from extractor.terms import Term

ROW = BoundingBox(0.05, 0.435, 0.95, 0.449)
BOX = BoundingBox(0.1, 0.1, 0.2, 0.2)
EXTRACTION = Extraction(
    DocumentInfo(1, "PDF_NON_SIGNE", ("text_layer",)),
    (
        Field(Term.INVOICE_NUMBER, "FA-2025-0147", "", 0.9, True, "text_layer", 1, BOX),
        Field(Term.SUPPLIER_SIREN, "904127354", "", 0.8, True, "derived"),
        Field(Term.TOTAL_NET, "1719.00", "", 0.98, True, "xml"),
    ),
    (VatRow(Decimal(20), None, None, 0.9),),
    (
        LineItem(
            "Pose et scellement", Decimal(6), Decimal(62), Decimal(372), Decimal(20), 0.9, 1,
            ROW,
        ),
    ),
    (),
    "m-1",
)  # fmt: skip


def test_what_is_derived_is_left_out_and_what_the_xml_says_is_looked_for(
    contents: Contents,
) -> None:
    draft = draft_from_extraction(EXTRACTION, contents, "facture.pdf")
    annotation = complete(draft, contents).annotation
    assert set(annotation.fields) == {Term.INVOICE_NUMBER, Term.TOTAL_NET}
    assert [p.term for p in annotation.places if p.term == "total_net"]
    assert confidences_of(EXTRACTION)["invoice_number"] == 0.9


def test_a_value_is_proposed_wherever_it_is_printed(contents: Contents) -> None:
    name = "ATELIER DES TROIS RIVES SARL"
    extraction = replace(
        EXTRACTION,
        fields=(
            Field(Term.SUPPLIER_NAME, name, "", 0.9, True, "text_layer", 1, BOX),
            Field(Term.TOTAL_NET, "1719.00", "", 0.9, True, "text_layer", 1, BOX),
        ),
    )
    draft = draft_from_extraction(extraction, contents, "facture.pdf")
    proposed = [region for region in draft.regions if region.name == Term.SUPPLIER_NAME]
    assert next(region.bbox for region in proposed) == BOX
    assert len(proposed) > 1
    # a total is printed in other roles too
    assert sum(region.name == Term.TOTAL_NET for region in draft.regions) == 1


def test_a_row_is_taken_apart_into_the_cells_that_are_printed(contents: Contents) -> None:
    draft = draft_from_extraction(EXTRACTION, contents, "facture.pdf")
    cells = [region for region in draft.regions if region.row]
    # the rate is printed in the summary below the lines only
    assert [cell.name for cell in cells] == [
        "description", "quantity", "unit_price", "net_amount",
    ]  # fmt: skip
    by_name = {cell.name: cell.bbox for cell in cells}
    assert by_name["quantity"].right < by_name["unit_price"].left
    assert by_name["unit_price"].right < by_name["net_amount"].left
    heights = [box.centre_y for box in by_name.values()]
    assert max(heights) - min(heights) < 0.005


def test_a_number_of_the_description_is_not_the_quantity(contents: Contents) -> None:
    texts = ("Massif", "béton,", "type", "3", "3", "10,00", "30,00")
    words = [
        Word(t, BoundingBox(n / 8 + 0.05, 0.44, n / 8 + 0.1, 0.445)) for n, t in enumerate(texts)
    ]
    here = replace(contents, lines=((Line.of(tuple(words)),), *contents.lines[1:]))
    values = {"description": "Massif béton, type 3", "quantity": "3", "net_amount": "30.00"}
    cells = {cell.name: cell.bbox for cell in find_cells(here, 1, ROW, values, "1")}
    assert cells["quantity"] == words[4].bbox
    assert cells["description"] == union(word.bbox for word in words[:4])
