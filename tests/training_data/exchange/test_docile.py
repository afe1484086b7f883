"""DocILE's annotations: there and back as far as it has counterparts, and as they come."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from extractor.document import BoundingBox
from extractor.labelling import complete
from extractor.terms import Term
from tests.training_data.annotations import annotations
from training_data.annotation import Annotation, Place
from training_data.exchange import ExchangeError, Region
from training_data.exchange.docile import docile_json, read_docile
from training_data.exchange.docile.fieldtypes import FROM_NAME


def expected(annotation: Annotation) -> set[Place]:
    """What of an annotation DocILE can say."""
    rows = (*annotation.vat_breakdown, *annotation.lines)
    places = [*annotation.places, *(place for row in rows for place in row.places)]
    return {
        place
        for place in places
        if place.term in FROM_NAME and not place.term.endswith(("siret", "siren"))
    }


@given(annotations())
def test_there_and_back(annotation: Annotation) -> None:
    text, skipped = docile_json(annotation, page_count=2)
    draft = read_docile(text, annotation.file)
    regions = {r for r in draft.regions if not r.name.endswith(("siret", "siren"))}
    assert {Place(r.name, r.text, r.page, r.bbox) for r in regions} == expected(annotation)
    dropped = [p for p in annotation.places if p.term not in FROM_NAME | {"document_type": ""}]
    unplaced = set(annotation.fields) - {p.term for p in annotation.places} - {"document_type"}
    assert skipped.total() == len(dropped) + len(unplaced)


def test_a_siren_and_a_siret_are_told_by_their_length() -> None:
    box = BoundingBox(0.1, 0.1, 0.2, 0.2)
    fields = {Term.SUPPLIER_SIRET: "73282932000074", Term.SUPPLIER_SIREN: "732829320"}
    places = tuple(Place(term.value, value, 1, box) for term, value in fields.items())
    text, _ = docile_json(Annotation("a.pdf", fields, places), page_count=1)
    assert complete(read_docile(text, "a.pdf"), None).annotation.fields == fields


SAMPLE = {
    "field_extractions": [
        {"bbox": [0.82, 0.199, 0.88, 0.21], "fieldtype": "document_id", "page": 0, "text": "F-12"},
        {"bbox": [0.1, 0.2, 0.3, 0.25], "fieldtype": "vendor_address", "page": 0,
         "text": "12 rue du Port\n35400 Saint-Malo"},
        {"bbox": [0.8, 0.8, 0.9, 0.81], "fieldtype": "amount_total_gross", "page": 1,
         "text": "1 234,50 €"},
        {"bbox": [0.2, 0.7, 0.3, 0.71], "fieldtype": "tax_detail_rate", "page": 1, "text": "20 %"},
        {"bbox": [0.4, 0.7, 0.5, 0.71], "fieldtype": "tax_detail_tax", "page": 1, "text": "205,75"},
    ],
    "line_item_extractions": [
        {"bbox": [0.1, 0.4, 0.4, 0.41], "fieldtype": "line_item_description", "page": 0,
         "line_item_id": 2, "text": "Vis\ninox"},
        {"bbox": [0.5, 0.4, 0.6, 0.41], "fieldtype": "line_item_quantity", "page": 0,
         "line_item_id": 2, "text": "1,000"},
        {"bbox": [0.8, 0.4, 0.9, 0.41], "fieldtype": "line_item_amount_gross", "page": 0,
         "line_item_id": 2, "text": "12,00"},
        {"bbox": [0.1, 0.3, 0.4, 0.31], "fieldtype": "line_item_description", "page": 0,
         "line_item_id": 1, "text": "Écrou"},
    ],
    "line_item_headers": [],
    "metadata": {"page_count": 2, "document_type": "credit_note", "currency": "eur",
                 "language": "fra", "original_filename": "x"},
}  # fmt: skip


def test_an_annotation_as_the_benchmark_has_it() -> None:
    draft = read_docile(json.dumps(SAMPLE), "x.pdf")
    assert draft.skipped == {
        "fieldtype « vendor_address »": 1,
        "fieldtype « line_item_amount_gross »": 1,
    }
    assert draft.known == (Region("document_type", "credit_note"), Region("currency", "EUR"))
    assert {"service_code", "vat_regime"} <= draft.unlabelled
    annotation = complete(draft, None).annotation
    assert annotation.fields == {"invoice_number": "F-12", "total_gross": "1234.50"}
    assert annotation.places[1].page == 2
    assert [dict(row.values) for row in annotation.vat_breakdown] == [
        {"rate": "20.00", "amount": "205.75"}
    ]
    assert [dict(row.values) for row in annotation.lines] == [
        {"description": "Écrou"},
        {"description": "Vis inox", "quantity": "1"},
    ]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"bbox": [0, 0, 1], "fieldtype": "iban", "page": 0}, r"\[0\] : bbox malformée"),
        ({"bbox": [10, 20, 30, 40], "fieldtype": "iban", "page": 0}, "bbox malformée"),
        ({"bbox": [0, 0, 1, 1], "fieldtype": "iban", "page": -1}, "page à partir de 0"),
        ({"bbox": [0, 0, 1, 1], "page": 0}, "« fieldtype » manque"),
        ("x", "« fieldtype » manque"),
    ],
)
def test_malformed_extractions_are_told(item: object, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        read_docile(json.dumps({"field_extractions": [item]}), "x.pdf")


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"field_extractions": {}}'])
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(ExchangeError):
        read_docile(text, "x.pdf")
