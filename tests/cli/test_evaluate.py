from __future__ import annotations

import json

import pytest

from extractor.cli.app import app


@pytest.fixture
def folders(tmp_path):
    labels, documents = tmp_path / "labels", tmp_path / "documents"
    labels.mkdir()
    documents.mkdir()
    for name in ("a", "b", "elsewhere"):
        label = {"invoice_number": "FA-12" if name == "a" else "FA-13"}
        (labels / f"{name}.json").write_text(json.dumps(label), encoding="utf-8")
    for name in ("a.pdf", "b.png", "unlabelled.pdf", "kinds.json"):
        (documents / name).write_bytes(b"fine")
    return str(labels), str(documents)


@pytest.fixture
def evaluate(runner, with_fake, folders):
    def run(*options: str):
        return runner.invoke(app, ["evaluate", *folders, *options])

    return run


def test_documents_of_the_folder_are_scored_and_the_rest_is_said(evaluate):
    done = evaluate()
    assert done.exit_code == 0
    assert "documents: 2, all required fields right: 0.500" in done.stdout
    assert "1 labels without a document here, not counted: elsewhere" in done.stdout
    assert "1 documents without a label, not counted" in done.stdout


@pytest.mark.parametrize(
    ("labels", "documents", "told"),
    [
        ("b.pdf", "b.pdf", "aucune étiquette"),
        ("a.json", "a.txt", "aucun document dans"),
        ("a.json", "b.pdf", "aucun des 1 documents"),
    ],
)
def test_what_is_missing_is_told(runner, tmp_path, labels, documents, told):
    for folder, name in (("labels", labels), ("documents", documents)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text('{"invoice_number": "FA-12"}', encoding="utf-8")
    done = runner.invoke(app, ["evaluate", str(tmp_path / "labels"), str(tmp_path / "documents")])
    assert done.exit_code == 2
    assert told in done.output


def test_a_model_that_there_is_not_is_told(runner, folders, monkeypatch):
    monkeypatch.setenv("BLEUET_MODEL_VERSION", "x.1")
    done = runner.invoke(app, ["evaluate", *folders])
    assert done.exit_code == 1
    assert "Pas de modèle x.1 ; il y a : 20" in done.output


def test_all_labels_counts_absent_documents_as_missed(evaluate):
    figures = json.loads(evaluate("--json", "--all-labels").stdout)
    assert figures["documents"] == 3
    assert figures["fields"]["invoice_number"]["recall"] == pytest.approx(1 / 3)


def test_json_has_the_figures_by_field(evaluate):
    figures = json.loads(evaluate("--json").stdout)
    assert figures["fields"]["invoice_number"]["labels"] == 2
    assert figures["fields"]["invoice_number"]["recall"] == 0.5
    assert set(figures) == {
        "fields",
        "documents",
        "documents_all_required_right",
        "vat_rows",
        "lines",
        "calibration",
    }


def test_errors_and_documents_are_listed(evaluate):
    listed = evaluate("--errors", "--by-document").stdout
    assert "FA-13" in listed
    assert "wrong" in listed


def test_saved_results_score_the_same(evaluate, tmp_path):
    path = tmp_path / "results.jsonl"
    first = evaluate("--save", str(path), "--json")
    again = evaluate("--predictions", str(path), "--json")
    assert first.stdout == again.stdout


def test_no_labelled_document_is_wrong_usage(runner, with_fake, folders, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert runner.invoke(app, ["evaluate", folders[0], str(empty)]).exit_code == 2


def test_calibration_is_given_by_severity_and_by_field(evaluate):
    assert "calibration by severity" not in evaluate().stdout
    printed = evaluate("--calibration").stdout
    assert "calibration by severity" in printed
    assert "calibration by field, ALL" in printed
    strata = json.loads(evaluate("--calibration", "--json").stdout)["strata"]
    assert set(strata) == {"native", "ALL"}
    assert strata["ALL"]["invoice_number"]["values"] == 2
    assert strata["ALL"]["invoice_number"]["brier"] == pytest.approx(0.4877, abs=1e-3)
