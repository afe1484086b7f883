"""A whole training run on a handful of made documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.classify import TERM_COLUMNS, load_classifier
from extractor.errors import ArtefactError
from extractor.pipeline import Extractor
from extractor.settings import Limits, Settings
from extractor.terms import Term
from extractor.training import TrainingReport, train
from extractor.training.examples import build_examples, find_documents
from training_data import FAMILIES, generate_document, write_annotation

DOCUMENTS = 24


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for seed in range(DOCUMENTS):
        made = generate_document(seed, family=FAMILIES[seed % len(FAMILIES)])
        path = folder / made.annotation.file
        path.write_bytes(made.pdf)
        write_annotation(made.annotation, path.with_suffix(".json"))
    return folder


@pytest.fixture(scope="module")
def run(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[TrainingReport, list[str]]:
    stages: list[str] = []
    report = train(
        [folder],
        tmp_path_factory.mktemp("models"),
        version="tiny",
        cache=folder / "cache",
        iterations=4,
        jobs=1,
        progress=lambda what, done, of: stages.append(f"{what} {done}/{of}"),
    )
    return report, stages


def test_a_model_that_loads_and_reads(run: tuple[TrainingReport, list[str]], folder: Path) -> None:
    report, _ = run
    models = report.folder.parent
    assert load_classifier(models).version == report.version == "tiny"
    extractor = Extractor(Settings(models_dir=models), Limits())
    extraction = extractor.extract(next(folder.glob("*.pdf")).read_bytes())
    assert extraction.model_version == "tiny"
    assert extraction.fields


def test_the_manifest_and_the_card_tell_what_it_is(
    run: tuple[TrainingReport, list[str]],
) -> None:
    report, stages = run
    manifest = json.loads((report.folder / "manifest.json").read_text("utf-8"))
    assert manifest["training"]["documents"] == report.documents == DOCUMENTS
    assert manifest["held_out"] == report.figures
    figures = report.figures["ALL"]
    assert figures["labels"] == sum(f["labels"] for n, f in report.figures.items() if n != "ALL")
    assert 0 < figures["f1"] <= 1
    assert set(report.figures) - {"ALL"} <= set(Term)
    card = (report.folder / "CARD.md").read_text("utf-8")
    assert "tiny" in card and f"{DOCUMENTS} made documents" in card and "| ALL |" in card
    assert f"lecture {DOCUMENTS}/{DOCUMENTS}" in stages
    assert "apprentissage 6/6" in stages


def test_an_altered_model_does_not_load(
    run: tuple[TrainingReport, list[str]], tmp_path: Path
) -> None:
    report, _ = run
    (tmp_path / "tiny").mkdir()
    for path in report.folder.iterdir():
        data = path.read_bytes()
        if path.name == "calibration.json":
            data = data.replace(b"threshold", b"Threshold", 1)
        (tmp_path / "tiny" / path.name).write_bytes(data)
    with pytest.raises(ArtefactError, match=r"calibration\.json altéré"):
        load_classifier(tmp_path, "tiny")


def test_labelled_candidates_cover_most_printed_fields(
    run: tuple[TrainingReport, list[str]], folder: Path
) -> None:
    examples = list(build_examples(find_documents([folder]), folder / "cache", jobs=1))
    stated = sum(term in TERM_COLUMNS for e in examples for term in e.annotation.fields)
    found = sum(
        len({int(c) for c in e.classes[chosen]} - {0})
        for e in examples
        for chosen in e.chosen.values()
    )
    assert found > 0.9 * stated


def test_readings_are_kept_between_runs(
    run: tuple[TrainingReport, list[str]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.training.examples.open_document", None)
    (example,) = build_examples(find_documents([folder])[:1], folder / "cache", jobs=1)
    assert example.candidates


def test_nothing_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Aucun document annoté"):
        train([tmp_path], tmp_path, version="x", cache=tmp_path)


def test_documents_are_found_by_their_annotations(tmp_path: Path) -> None:
    for name in ("a.json", "a.jpg", "b.json", "c.pdf"):
        (tmp_path / name).touch()
    assert find_documents([tmp_path]) == [(tmp_path / "a.jpg", tmp_path / "a.json")]
