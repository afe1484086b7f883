from __future__ import annotations

import sys

import pytest

from extractor.cli.app import app
from extractor.evaluation import read_labels
from training_data import read_annotation


def test_generate_writes_documents_with_their_labels(runner, tmp_path):
    done = runner.invoke(app, ["generate", "--out", str(tmp_path), "--count", "2", "--seed", "7"])
    assert done.exit_code == 0, done.output
    documents = sorted(tmp_path.glob("*.pdf"))
    labels = sorted(tmp_path.glob("*.json"))
    assert [path.stem for path in documents] == [path.stem for path in labels]
    assert len(documents) == 2
    assert read_annotation(labels[0]).file == documents[0].name
    assert set(read_labels(tmp_path)) == {path.stem for path in documents}


def test_the_same_seed_makes_the_same_documents(runner, tmp_path):
    for name in ("a", "b"):
        folder = str(tmp_path / name)
        runner.invoke(app, ["generate", "--out", folder, "--count", "1", "--seed", "3"])
    labels = [next((tmp_path / name).glob("*.json")).read_text("utf-8") for name in ("a", "b")]
    assert labels[0] == labels[1]


def test_training_on_nothing_fails_and_says_why(runner, tmp_path):
    arguments = ["train", str(tmp_path), "--cache", str(tmp_path / "cache"), "--tracking-uri", ""]
    done = runner.invoke(app, arguments)
    assert done.exit_code == 2
    assert "aucun document étiqueté" in done.output


def label(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).touch()


@pytest.fixture
def trained(monkeypatch, tmp_path):
    """The command around a training that takes no time."""
    from extractor import training

    label(tmp_path, "a.pdf", "a.json")
    models = tmp_path / "models"
    monkeypatch.setenv("BLEUET_MODELS_DIR", str(models))

    def train(folders, models_dir, *, version, **_):
        folder = models_dir / version
        folder.mkdir(parents=True, exist_ok=True)
        thresholds = {"total_net": {"borne_out_by": "all"}, "due_date": {"borne_out_by": "none"}}
        figures = {"strata": {"ALL": {"ALL": {"f1": 0.9}}}, "thresholds": thresholds}
        manifest = {
            "version": version,
            "training": {"seed": 0, "seconds": {"total": 2.0}, "packages": {}},
            "held_out": {"ALL": {"labels": 10, "f1": 0.9}},
        }
        (folder / "manifest.json").write_text("{}")
        return training.TrainingReport(version, folder, 3, figures, manifest)

    monkeypatch.setattr(training, "train", train)
    return models


def train_into(runner, tmp_path, version, *options):
    arguments = ["train", str(tmp_path), "--version", version, "--tracking-uri", "", *options]
    return runner.invoke(app, arguments)


def test_only_the_first_version_goes_into_service_by_itself(runner, trained, tmp_path):
    done = train_into(runner, tmp_path, "a")
    assert done.exit_code == 0, done.output
    assert "f1 0.900" in done.output and "2.0 s" in done.output
    assert "n'est noté nulle part" in done.output
    assert "1 champs sur 2" in done.output
    assert (trained / "CURRENT").read_text() == "a\n"
    assert "bleuet promote b" in train_into(runner, tmp_path, "b").output
    assert (trained / "CURRENT").read_text() == "a\n"
    train_into(runner, tmp_path, "c", "--promote")
    assert (trained / "CURRENT").read_text() == "c\n"


def test_not_even_the_first_if_so_told(runner, trained, tmp_path):
    train_into(runner, tmp_path, "a", "--no-promote")
    assert not (trained / "CURRENT").exists()


def test_the_version_in_service_is_not_written_over(runner, trained, tmp_path):
    train_into(runner, tmp_path, "a")
    assert train_into(runner, tmp_path, "a").exit_code == 2


def test_a_version_that_exists_is_written_over_only_if_so_told(runner, trained, tmp_path):
    train_into(runner, tmp_path, "a")
    train_into(runner, tmp_path, "b")
    done = train_into(runner, tmp_path, "b")
    assert done.exit_code == 2
    assert "b existe déjà" in done.output
    assert train_into(runner, tmp_path, "b", "--replace").exit_code == 0
    assert train_into(runner, tmp_path, "a", "--replace").exit_code == 2  # it is in service


@pytest.mark.parametrize("version", ["../b", "a b", ".", "-"])
def test_a_version_is_the_name_of_a_folder(runner, trained, tmp_path, version):
    assert train_into(runner, tmp_path, version).exit_code == 2
    assert not trained.exists()


def test_what_is_learned_from_and_what_is_left_out_is_told(runner, trained, tmp_path):
    label(tmp_path, "b.json", "c.pdf")
    output = train_into(runner, tmp_path, "a").output
    assert f"{tmp_path} : 1 documents étiquetés" in output
    assert "étiquettes sans document : b.json (1)" in output
    assert "documents sans étiquette : c.pdf (1)" in output


def test_one_folder_without_labels_among_others_is_wrong_usage(runner, trained, tmp_path):
    empty = tmp_path / "sans-etiquettes"
    label(empty, "c.pdf")
    done = train_into(runner, tmp_path, "a", str(empty))
    assert done.exit_code == 2
    assert not trained.exists()


def test_without_mlflow_training_goes_on_and_says_so(runner, trained, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "mlflow.tracking", None)
    uri = f"sqlite:///{tmp_path}/mlflow.db"
    done = runner.invoke(app, ["train", str(tmp_path), "--version", "a", "--tracking-uri", uri])
    assert done.exit_code == 0, done.output
    assert "MLflow n'est pas installé" in done.output


def test_a_training_that_fails_is_tracked_as_failed(runner, trained, tmp_path, monkeypatch):
    from extractor import training
    from extractor.training import tracking

    ended = []

    class Run:
        def __init__(self, uri, *, name, tags):
            assert (uri, name) == ("http://tracking", "a")
            assert tags["revision"]

        def fail(self):
            ended.append("failed")

    def train(*_, **__):
        raise ValueError("trop peu")

    monkeypatch.setattr(tracking, "TrackedRun", Run)
    monkeypatch.setattr(training, "train", train)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://tracking")
    done = runner.invoke(app, ["train", str(tmp_path), "--version", "a"])
    assert done.exit_code == 1
    assert "trop peu" in done.output
    assert ended == ["failed"]
