from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given

from extractor.document import BoundingBox
from extractor.errors import FormatError
from extractor.terms import Term
from tests.training_data.annotations import annotations
from training_data.annotation import (
    Annotation,
    AnnotationError,
    Place,
    TableRow,
    from_json,
    read_annotation,
    to_json,
    write_annotation,
)
from training_data.annotation.schema import json_schema
from training_data.annotation.values import PATTERNS, fault, normalise


@given(annotations())
def test_json_round_trip(annotation: Annotation) -> None:
    assert from_json(to_json(annotation)) == annotation


def test_file_round_trip(tmp_path: Path) -> None:
    box = BoundingBox(0.1, 0.2, 0.3, 0.4)
    place = Place("invoice_number", "É-7", 1, box)
    annotation = Annotation("é.pdf", {Term.INVOICE_NUMBER: "É-7"}, (place,))
    write_annotation(annotation, tmp_path / "é.json")
    assert read_annotation(tmp_path / "é.json") == annotation


def test_labels_of_a_real_document_have_values_only() -> None:
    text = (
        '{"total_net": "12.00", "lines": [{"description": "x"}], "_notes": "n", "due_date": null}'
    )
    annotation = from_json(text, file="real")
    assert annotation.fields == {Term.TOTAL_NET: "12.00"}
    assert annotation.places == ()
    assert annotation.lines == (TableRow({"description": "x"}),)
    assert annotation.file == "real"


def test_a_table_that_nobody_labelled_is_not_written_as_empty() -> None:
    data = json.loads(to_json(Annotation("a.pdf", {}, unlabelled=frozenset({"lines"}))))
    assert "lines" not in data
    assert data["vat_breakdown"] == []


@pytest.mark.parametrize("text", ["[]", "{", "7"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(AnnotationError, match=r"facture\.json : .*JSON"):
        from_json(text, source="facture.json")


PLACE = {"term": "total_net", "value": "12.00", "page": 1, "bbox": [0.1, 0.2, 0.3, 0.4]}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"fields": {"total_ht": "12.00"}}, r"fields\.total_ht : champ inconnu"),
        ({"total_ht": "12.00"}, r"total_ht : champ inconnu"),
        ({"fields": {"total_net": "1.234,50"}}, r"total_net : « 1\.234,50 » : un montant attendu"),
        ({"fields": {"total_net": 12}}, r"total_net : « 12 » : un montant attendu"),
        ({"fields": {"issue_date": "31/02/2025"}}, r"issue_date : .* une date attendue"),
        ({"fields": {"issue_date": "2025-02-31"}}, r"« 2025-02-31 » n'existe pas"),
        ({"fields": {"supplier_siret": "123 456 789 00012"}}, r"supplier_siret : .*14 chiffres"),
        ({"fields": {"payment_means": "virement"}}, r"attendu : transfer, direct_debit"),
        ({"fields": {"invoice_number": " F-1"}}, r"un texte attendu"),
        ({"fields": []}, r"fields : un objet est attendu"),
        ({"fields": {}, "places": {}}, r"places : une liste"),
        ({"fields": {}, "places": [PLACE | {"bbox": [1, 2, 3]}]}, r"places\[0\]\.bbox"),
        ({"fields": {}, "places": [PLACE | {"bbox": [0.3, 0.2, 0.1, 0.4]}]}, r"gauche < droite"),
        ({"fields": {}, "places": [PLACE | {"bbox": [10, 20, 30, 40]}]}, r"places\[0\]\.bbox"),
        ({"fields": {}, "places": [PLACE | {"page": 0}]}, r"places\[0\]\.page"),
        ({"fields": {}, "places": [PLACE | {"term": "rate"}]}, r"places\[0\]\.term : champ inco"),
        ({"fields": {}, "places": [PLACE | {"value": "12"}]}, r"places\[0\]\.value"),
        ({"fields": {}, "lines": [{"price": "1"}]}, r"lines\[0\]\.price : champ inconnu"),
        ({"fields": {}, "vat_breakdown": [{"rate": "20 %"}]}, r"\[0\]\.rate : .*un taux"),
        ({"fields": {}, "derivable": {"x": "1"}}, r"derivable\.x : champ inconnu"),
        ({"fields": {}, "_alt": {"x": ["1"]}}, r"_alt\.x : champ inconnu"),
        ({"fields": {}, "_alt": {"total_net": ["1,2"]}}, r"_alt\.total_net : .*un montant"),
        ({"fields": {}, "_alt": {"total_net": "12.00"}}, r"_alt\.total_net : une liste"),
        ({"fields": {}, "_unlabelled": ["x"]}, r"_unlabelled : champ inconnu \(x\)"),
        ({"fields": {}, "seed": "7"}, r"seed : un entier"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, data: dict[str, object], told: str
) -> None:
    path = tmp_path / "facture.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(AnnotationError, match=told) as raised:
        read_annotation(path)
    assert str(raised.value).startswith("facture.json : ")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(AnnotationError) as raised:
        from_json('{"fields": {"total_net": "x", "issue_date": "y", "bic": "z"}}')
    assert len(raised.value.faults) == 3


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes('{"supplier_name": "é"}'.encode("latin-1"))
    with pytest.raises(AnnotationError, match=r"a\.json : .*UTF-8"):
        read_annotation(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("total_gross", "1.234,50 €", "1234.50"),
        ("total_gross", "-12", "-12.00"),
        ("issue_date", "1er avril 2025", "2025-04-01"),
        ("supplier_siret", "732 829 320 00074", "73282932000074"),
        ("supplier_iban", "FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("document_type", "Avoir", "credit_note"),
        ("payment_means", "Direct debit", "direct_debit"),
        ("billing_framework", "a1", "A1"),
        ("currency", "€", "EUR"),
        ("vat_rate", "5,5 %", "5.50"),
        ("quantity", "1,000", "1"),
        ("unit_price", "0,11384", "0.11384"),
        ("description", " Pose  de\nparquet ", "Pose de parquet"),
        ("invoice_number", "FA\u20102025\u00ad12", "FA-2025-12"),
    ],
)
def test_what_a_person_types(name: str, text: str, value: str) -> None:
    assert normalise(name, text) == value
    assert normalise(name, value) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [("issue_date", "31/02/2025"), ("total_net", "douze"), ("currency", "yens"), ("rate", "x")],
)
def test_what_is_no_value_is_refused_in_french(name: str, text: str) -> None:
    with pytest.raises(FormatError, match="attendu"):
        normalise(name, text)


def test_the_schema_in_the_documentation_is_the_reader_s(project_root: Path) -> None:
    written = json.loads((project_root / "docs" / "annotation.schema.json").read_text("utf-8"))
    assert written == json_schema()


@given(annotations())
def test_what_is_written_has_the_schema_s_shape(annotation: Annotation) -> None:
    schema, data = json_schema()["properties"], json.loads(to_json(annotation))
    assert set(data) <= set(schema)
    for name, value in data["fields"].items():
        rule = schema["fields"]["properties"][name]
        assert value in rule["enum"] if "enum" in rule else re.search(rule["pattern"], value)
    place = schema["places"]["items"]
    for item in data["places"]:
        assert set(item) == set(place["required"])
        assert item["term"] in place["properties"]["term"]["enum"]
    for table in ("vat_breakdown", "lines"):
        for row in data.get(table, ()):
            assert set(row) <= set(schema[table]["items"]["properties"])


def test_every_field_and_column_has_its_pattern() -> None:
    assert set(Term) <= set(PATTERNS)
    assert fault("document_type", "quote") is not None


def test_an_error_comes_through_to_another_process() -> None:
    error = AnnotationError("a.json", ["un", "deux"])
    again = pickle.loads(pickle.dumps(error))
    assert (again.file, again.faults, str(again)) == (error.file, error.faults, str(error))
