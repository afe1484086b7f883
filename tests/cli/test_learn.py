from __future__ import annotations

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
    done = runner.invoke(app, ["train", str(tmp_path), "--cache", str(tmp_path / "cache")])
    assert done.exit_code == 1
    assert "Aucun document" in done.output
