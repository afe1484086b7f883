from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from extractor.cli import paired_reading
from extractor.cli.app import app
from extractor.cli.paired_reading import read_with_models
from extractor.pipeline.reading import DocumentReader

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
LABEL = {"invoice_number": "FA-2025-0147", "total_gross": "2062.80", "currency": "EUR"}


@pytest.fixture
def models(tmp_path, monkeypatch):
    """The version in service twice, under two names."""
    folder = tmp_path / "models"
    folder.mkdir()
    current = (ROOT / "models" / "CURRENT").read_text("utf-8").strip()
    for version in ("a", "b"):
        shutil.copytree(ROOT / "models" / current, folder / version)
    (folder / "ocr").symlink_to(ROOT / "models" / "ocr")
    (folder / "CURRENT").write_text("a\n")
    monkeypatch.setenv("BLEUET_MODELS_DIR", str(folder))
    paired_reading._load.cache_clear()
    yield folder
    paired_reading._load.cache_clear()


@pytest.fixture
def pair(tmp_path):
    labels, documents = tmp_path / "labels", tmp_path / "documents"
    labels.mkdir()
    documents.mkdir()
    for name in ("one", "two"):
        shutil.copy(SAMPLES / "facture.pdf", documents / f"{name}.pdf")
        (labels / f"{name}.json").write_text(json.dumps(LABEL), encoding="utf-8")
    return str(labels), str(documents)


def results(path: Path, number: str) -> str:
    """A file of results in which every value is right but perhaps the invoice's number."""
    fields = {name: {"value": value, "confidence": 0.99} for name, value in LABEL.items()}
    fields["invoice_number"] = {"value": number, "confidence": 0.99}
    lines = [json.dumps({"file": f"{name}.pdf", "fields": fields}) for name in ("one", "two")]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_two_models_are_compared_field_by_field(runner, models, pair):
    done = runner.invoke(app, ["compare", "a", "b", *pair, "--json"])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)
    assert (figures["first"], figures["second"], figures["documents"]) == ("a", "b", 2)
    number = figures["fields"]["invoice_number"]["f1"]
    assert number["first"] == number["second"] == 1
    assert number["difference"] == 0
    assert number["significant"] is False
    assert "b against a, 2 documents" in runner.invoke(app, ["compare", "a", "b", *pair]).stdout


def test_a_document_is_read_once_for_all_models(models, pair, monkeypatch):
    read, count = DocumentReader.read, []

    def counting(self, opened, watch):
        count.append(opened)
        return read(self, opened, watch)

    monkeypatch.setattr(DocumentReader, "read", counting)
    paths = sorted(Path(pair[1]).glob("*.pdf"))
    rows = list(read_with_models(paths, ["a", "b"]))
    assert len(count) == 2
    assert [[result["model_version"] for result in row] for row in rows] == [["a", "b"]] * 2
    assert all(one["fields"] == other["fields"] for one, other in rows)


def test_processes_give_the_same_results(models, pair):
    paths = sorted(Path(pair[1]).glob("*.pdf"))
    alone, together = (
        [
            [result["fields"] for result in row]
            for row in read_with_models(paths, ["a", "b"], jobs=jobs)
        ]
        for jobs in (1, 2)
    )
    assert alone == together


def test_saved_results_stand_for_a_model(runner, models, pair, tmp_path):
    bad = results(tmp_path / "bad.jsonl", "FA-99")
    done = runner.invoke(app, ["compare", bad, "a", *pair, "--json"])
    number = json.loads(done.stdout)["fields"]["invoice_number"]["f1"]
    assert (number["first"], number["second"]) == (0, 1)


def test_a_model_of_other_code_is_told(runner, models, pair):
    manifest = models / "b" / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))
    content["features"]["date"] = ["of old"]
    manifest.write_text(json.dumps(content), encoding="utf-8")
    done = runner.invoke(app, ["compare", "a", "b", *pair])
    assert done.exit_code != 0
    assert "autre version du code" in done.output


def test_a_version_as_good_is_promoted(runner, models, pair):
    done = runner.invoke(app, ["promote", "b", *pair])
    assert done.exit_code == 0, done.output
    assert (models / "CURRENT").read_text() == "b\n"
    (entry,) = (models / "HISTORY.jsonl").read_text("utf-8").splitlines()
    assert json.loads(entry)["previous"] == "a"
    (figures,) = json.loads(entry)["figures"].values()
    assert figures["f1"][2] == 0


def test_the_version_in_service_stays_there(runner, models):
    done = runner.invoke(app, ["promote", "a"])
    assert done.exit_code == 0
    assert "déjà en service" in done.output
    assert not (models / "HISTORY.jsonl").exists()


def test_a_worse_one_is_refused_unless_forced_with_a_reason(runner, models, pair, monkeypatch):
    from extractor.training import promotion

    monkeypatch.setattr(promotion, "objections", lambda comparison, **margins: ["moins bon"])
    done = runner.invoke(app, ["promote", "b", *pair])
    assert done.exit_code == 1
    assert "moins bon" in done.output
    assert (models / "CURRENT").read_text() == "a\n"
    assert runner.invoke(app, ["promote", "b", *pair, "--force", "essai"]).exit_code == 0
    assert (models / "CURRENT").read_text() == "b\n"
    assert "forcée : essai" in (models / "HISTORY.jsonl").read_text("utf-8")


def test_promotion_wants_documents_in_pairs(runner, models, pair):
    assert runner.invoke(app, ["promote", "b"]).exit_code == 2
    assert runner.invoke(app, ["promote", "b", pair[0]]).exit_code == 2
    assert (models / "CURRENT").read_text() == "a\n"


def test_a_version_that_cannot_be_loaded_is_never_promoted(runner, models, pair):
    (models / "b" / "calibration.json").write_text("{}")
    done = runner.invoke(app, ["promote", "b", *pair, "--force", "quand même"])
    assert done.exit_code == 1
    assert (models / "CURRENT").read_text() == "a\n"


def test_where_nothing_is_in_service_the_first_version_is_promoted(runner, models, pair):
    (models / "CURRENT").unlink()
    assert runner.invoke(app, ["promote", "b", *pair]).exit_code == 0
    assert (models / "CURRENT").read_text() == "b\n"
