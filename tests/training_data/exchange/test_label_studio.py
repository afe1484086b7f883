"""Label Studio's JSON: there and back, and as projects of others export it."""

from __future__ import annotations

import json
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given

from extractor.document import BoundingBox
from extractor.labelling import complete
from tests.training_data.annotations import annotations
from training_data.annotation import Annotation
from training_data.exchange import ExchangeError, Region, draft_of
from training_data.exchange.label_studio import (
    LABELS,
    PageImage,
    Prediction,
    build_task,
    labeling_config,
    picture_url,
    read_export,
)

PAGES = (PageImage("http://x/a-1.png", 1240, 1754), PageImage("http://x/a-2.png", 1240, 1754))


@given(annotations())
def test_there_and_back(annotation: Annotation) -> None:
    task = build_task(draft_of(annotation), PAGES)
    (draft,), left_out = read_export(json.dumps([task]), [annotation.file])
    completed = complete(draft, None)
    assert completed.annotation == annotation
    assert completed.remarks == ()
    assert not left_out and not draft.skipped


# As Label Studio 1.x exports a project with one picture a page.
BY_PAGE = [
    {
        "id": 41,
        "file_upload": "3f2a9c1d-facture_12-2.png",
        "data": {"image": "/data/upload/7/3f2a9c1d-facture_12-2.png"},
        "created_at": "2025-03-09T21:52:49.513742Z",
        "project": 7,
        "predictions": [],
        "annotations": [
            {
                "id": 1001,
                "completed_by": 10,
                "was_cancelled": False,
                "ground_truth": False,
                "updated_at": "2025-03-09T22:16:08Z",
                "result": [
                    {
                        "original_width": 600, "original_height": 800, "image_rotation": 0,
                        "value": {"x": 10, "y": 20, "width": 30, "height": 5, "rotation": 0},
                        "id": "Dx_aB91ISN", "from_name": "bbox", "to_name": "image",
                        "type": "rectangle", "origin": "manual",
                    },
                    {
                        "original_width": 600, "original_height": 800, "image_rotation": 0,
                        "value": {"x": 10, "y": 20, "width": 30, "height": 5, "rotation": 0,
                                  "labels": ["Montant TTC"]},
                        "id": "Dx_aB91ISN", "from_name": "label", "to_name": "image",
                        "type": "labels", "origin": "manual",
                    },
                    {
                        "original_width": 600, "original_height": 800, "image_rotation": 0,
                        "value": {"x": 10, "y": 20, "width": 30, "height": 5, "rotation": 0,
                                  "text": ["1 234,50 €"]},
                        "id": "Dx_aB91ISN", "from_name": "transcription", "to_name": "image",
                        "type": "textarea", "origin": "manual",
                    },
                    {
                        "value": {"x": 1, "y": 1, "width": 2, "height": 2,
                                  "rectanglelabels": ["Logo"]},
                        "id": "k2", "from_name": "label", "to_name": "image",
                        "type": "rectanglelabels",
                    },
                    {
                        "value": {"x": 1, "y": 1, "width": 2, "height": 2,
                                  "rectanglelabels": ["Tampon"]},
                        "id": "k3", "from_name": "label", "to_name": "image",
                        "type": "rectanglelabels",
                    },
                    {"value": {"choices": ["lisible"]}, "id": "k4", "from_name": "quality",
                     "to_name": "image", "type": "choices"},
                    {"from_id": "k2", "to_id": "k3", "type": "relation", "direction": "right"},
                ],
            },
            {"id": 1002, "was_cancelled": True, "result": []},
        ],
    },
    {
        "id": 42,
        "data": {"ocr": "https://example.org/facture_12_page_1.png"},
        "annotations": [
            {
                "id": 1003,
                "result": [
                    {
                        "value": {"x": 50, "y": 50, "width": 10, "height": 2,
                                  "rectanglelabels": ["invoice_number"]},
                        "id": "n1", "from_name": "label", "to_name": "image",
                        "type": "rectanglelabels",
                    }
                ],
            }
        ],
    },
    {"id": 43, "data": {"image": "inconnue.png"}, "annotations": [{"id": 1, "result": []}]},
    {"id": 44, "data": {"image": "facture_12-3.png"}, "annotations": []},
]  # fmt: skip


def test_a_project_of_another_with_one_picture_a_page() -> None:
    mapping = {"Montant TTC": "total_gross", "Logo": None}
    (draft,), left_out = read_export(json.dumps(BY_PAGE), ["facture_12.pdf"], mapping)
    assert draft.file == "facture_12.pdf"
    assert draft.regions == (
        Region("total_gross", "1 234,50 €", 2, BoundingBox(0.1, 0.2, 0.4, 0.25)),
        Region("invoice_number", "", 1, BoundingBox(0.5, 0.5, 0.6, 0.52)),
    )
    assert draft.unlabelled == {"lines", "vat_breakdown"}
    assert draft.skipped == {
        "étiquette « Logo »": 1,
        "étiquette « Tampon »": 1,
        "réponse sans cadre": 1,
        "résultat « relation »": 1,
    }
    assert left_out == {
        "tâche dont le document n'est pas dans le dossier": ["inconnue.png"],
        "tâche sans annotation": ["facture_12-3.png"],
    }
    assert complete(draft, None).annotation.fields == {"total_gross": "1234.50"}


def test_what_nobody_finished_is_told_by_its_name() -> None:
    data = {"document": "a.pdf", "pages": ["a-1.png"]}
    skipped = {"data": data, "annotations": [{"was_cancelled": True, "result": []}]}
    untouched = {"id": 7, "data": {"text": "?"}, "predictions": [{"result": []}]}
    proposed = {"data": data, "annotations": [], "predictions": [{"result": []}]}
    assert read_export(json.dumps([skipped, untouched, proposed]), ["a.pdf"]) == (
        [],
        {
            "tâche passée (« Skip »)": ["a.pdf"],
            "tâche dont le document n'est pas dans le dossier": ["n° 7"],
            "tâche sans annotation, que personne n'a validée (« Submit »)": ["a.pdf"],
        },
    )


@pytest.mark.parametrize("name", ["Avoir #12.pdf", "50%25 d'acompte.pdf", "a+b?.pdf", "Été.pdf"])
def test_a_document_s_name_may_hold_what_means_something_else_in_a_url(name: str) -> None:
    url = picture_url("/data/local-files/?d=a-corriger/images/", f"{name[:-4]}-1.png")
    by_name = {"data": {"document": name, "pages": [url]}, "annotations": [{"result": []}]}
    by_picture = {"data": {"image": url}, "annotations": [{"result": []}]}
    for task in (by_name, by_picture):
        (draft,), left_out = read_export(json.dumps([task]), ["autre.pdf", name])
        assert draft.file == name
        assert not left_out


def rectangle(**value: object) -> dict[str, object]:
    return {"type": "rectanglelabels", "from_name": "label", "to_name": "page", "id": "r",
            "original_width": 1000, "original_height": 500,
            "value": {"rectanglelabels": ["total_net"], **value}}  # fmt: skip


def draft_with(*results: object, **data: object) -> tuple[tuple[Region, ...], Counter[str]]:
    task = {"data": {"pages": ["a-1.png", "a-2.png"], **data}, "annotations": [{"result": results}]}
    ((draft,), _) = read_export(json.dumps([task]), ["a.pdf"])
    return draft.regions, draft.skipped


def test_a_rotated_region_becomes_the_box_around_it() -> None:
    # a quarter turn clockwise about the corner at (500, 100) px of 200 x 50 px
    (region,), _ = draft_with(rectangle(x=50, y=20, width=20, height=10, rotation=90))
    assert region.bbox == pytest.approx((0.45, 0.2, 0.5, 0.6))


def test_what_hangs_over_the_edge_is_cut_off() -> None:
    (region,), _ = draft_with(rectangle(x=90, y=-5, width=20, height=10))
    assert region.bbox == BoundingBox(0.9, 0.0, 1.0, 0.05)


@pytest.mark.parametrize(
    "value",
    [{"x": "a", "y": 0, "width": 1, "height": 1}, {"x": 5, "y": 5, "width": 0, "height": 3},
     {"x": 120, "y": 5, "width": 3, "height": 3}, {"x": float("nan"), "y": 0, "width": 1,
                                                   "height": 1}],
)  # fmt: skip
def test_a_malformed_box_is_left_out_and_counted(value: dict[str, object]) -> None:
    regions, skipped = draft_with(rectangle(**value))
    assert regions == ()
    assert skipped == {"cadre malformé ou hors de la page": 1}


def test_a_page_that_the_task_does_not_have() -> None:
    box = rectangle(x=1, y=1, width=1, height=1) | {"item_index": 2}
    assert draft_with(box) == ((), {"cadre d'une page qui n'existe pas": 1})


def test_pages_may_be_objects() -> None:
    box = rectangle(x=1, y=1, width=1, height=1) | {"item_index": 1}
    (region,), _ = draft_with(box, pages=[{"image": "http://x/a-1.png"}, {"image": "a-2.png"}])
    assert region.page == 2


def test_values_typed_below_the_page() -> None:
    typed = ["currency = EUR", "lines.quantity[3]: 5", "n'importe quoi"]
    result = {"type": "textarea", "from_name": "unplaced", "id": "u", "value": {"text": typed}}
    regions, skipped = draft_with(result)
    assert regions == (Region("currency", "EUR"), Region("quantity", "5", row="3"))
    assert skipped == {"valeur sans cadre « n'importe quoi »": 1}


def test_the_ground_truth_counts_then_the_latest() -> None:
    def said(text: str, **facts: object) -> dict[str, object]:
        result = {"type": "textarea", "from_name": "unplaced", "id": "u", "value": {"text": [text]}}
        return {"result": [result], **facts}

    annotated = [
        said("total_net = 1.00", updated_at="2025-01-03"),
        said("total_net = 2.00", updated_at="2025-01-01", ground_truth=True),
        said("total_net = 3.00", updated_at="2025-01-02"),
    ]
    for several, value in ((annotated, "2.00"), ([annotated[2], annotated[0]], "1.00")):
        task = {"data": {"document": "a.pdf", "pages": ["p.png"]}, "annotations": several}
        ((draft,), _) = read_export(json.dumps([task]), ["a.pdf"])
        assert draft.regions[0].text == value
        assert draft.skipped == {"autre annotation de la même tâche": len(several) - 1}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "JSON mal formé"),
        ("7", "une liste de tâches"),
        ('[{"image": "a.png", "label": [], "id": 1}]', "JSON-MIN"),
    ],
)
def test_other_files_are_refused(text: str, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        read_export(text, [])


def test_a_prediction_has_the_model_and_its_confidences() -> None:
    box = BoundingBox(0.1, 0.1, 0.2, 0.2)
    draft = draft_of(Annotation("a.pdf", {}))
    regions = (Region("total_net", "1.00", 1, box), Region("total_vat", "0.20", 1, box))
    draft = type(draft)("a.pdf", regions)
    task = build_task(draft, PAGES, Prediction("m-1", {"total_net": 0.9, "total_vat": 0.4}))
    (prediction,) = task["predictions"]
    assert "annotations" not in task
    assert prediction["model_version"] == "m-1"
    assert prediction["score"] == 0.4
    assert {r["score"] for r in prediction["result"]} == {0.9, 0.4}
    assert len({r["id"] for r in prediction["result"]}) == 2


def test_a_box_beyond_the_last_page_is_no_task() -> None:
    regions = (Region("total_net", "1.00", 3, BoundingBox(0, 0, 1, 1)),)
    with pytest.raises(ValueError, match="page 3"):
        build_task(type(draft_of(Annotation("a.pdf", {})))("a.pdf", regions), PAGES)


def test_the_interface_has_all_that_the_tasks_name() -> None:
    tree = ElementTree.fromstring(labeling_config())
    labels = [label.get("value") for label in tree.iter("Label")]
    assert labels == list(LABELS)
    names = {element.get("name") for element in tree.iter() if element.get("name")}
    assert names == {
        "page", "label", "text", "row", "unplaced", "absent",
        "document_type", "vat_regime", "payment_means",
    }  # fmt: skip
    assert {e.get("toName") for e in tree.iter() if e.get("toName")} == {"page"}


def test_a_table_that_a_person_says_is_not_printed_is_empty_rather_than_unlabelled() -> None:
    ticked = {
        "id": "t1", "from_name": "absent", "to_name": "page", "type": "choices",
        "value": {"choices": ["vat_breakdown"]},
    }  # fmt: skip
    task = {
        "data": {"document": "a.pdf", "pages": ["http://x/a-1.png"],
                 "bleuet": {"unlabelled": ["lines", "vat_breakdown"]}},
        "annotations": [{"result": [ticked]}],
    }  # fmt: skip
    ((draft,), _) = read_export(json.dumps([task]), ["a.pdf"])
    assert draft.unlabelled == {"lines"}
    assert not draft.skipped
