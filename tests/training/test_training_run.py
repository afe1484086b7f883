"""A whole training run on a handful of made documents."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from extractor.classify import TERM_COLUMNS, load_classifier
from extractor.errors import ArtefactError
from extractor.pipeline import Extractor
from extractor.settings import Limits, Settings
from extractor.terms import Term
from extractor.training import TrainingReport, train
from extractor.training.examples import build_examples, find_documents, find_unpaired
from extractor.training.provenance import data_hash, digest_sources
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
    assert load_classifier(models, "tiny").version == report.version == "tiny"
    extractor = Extractor(Settings(models_dir=models, model_version="tiny"), Limits())
    extraction = extractor.extract(next(folder.glob("*.pdf")).read_bytes())
    assert extraction.model_version == "tiny"
    assert extraction.fields


def test_the_manifest_and_the_card_tell_what_it_is(
    run: tuple[TrainingReport, list[str]],
) -> None:
    report, stages = run
    manifest = json.loads((report.folder / "manifest.json").read_text("utf-8"))
    assert manifest == report.manifest
    training = manifest["training"]
    assert training["documents"] == training["made"] == report.documents == DOCUMENTS
    assert training["clusters"] == min(DOCUMENTS, len(FAMILIES))
    assert {"reading", "cross-fitting", "calibration", "fitting", "total"} == set(report.seconds)
    assert manifest["code"]["package"]
    fields = manifest["held_out"]
    assert fields["ALL"]["labels"] == sum(f["labels"] for n, f in fields.items() if n != "ALL")
    assert 0 < fields["ALL"]["f1"] <= 1
    assert set(fields) - {"ALL"} <= set(Term)
    card = (report.folder / "CARD.md").read_text("utf-8")
    assert f"{DOCUMENTS} documents" in card and "| ALL |" in card
    assert f"lecture {DOCUMENTS}/{DOCUMENTS}" in stages
    assert "apprentissage 6/6" in stages


def test_the_card_shows_plots_that_are_there_and_small(
    run: tuple[TrainingReport, list[str]],
) -> None:
    report, _ = run
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", (report.folder / "CARD.md").read_text("utf-8"))
    assert len(shown) == 4
    assert all(0 < (report.folder / name).stat().st_size < 100_000 for name in shown)
    size = sum(path.stat().st_size for path in report.folder.iterdir())
    assert size < 20_000_000


def test_figures_are_of_documents_that_neither_model_nor_calibration_saw(
    run: tuple[TrainingReport, list[str]],
) -> None:
    report, _ = run
    figures = json.loads((report.folder / "figures.json").read_text("utf-8"))
    assert figures == report.figures
    assert figures["strata"]["ALL"]["ALL"]["documents"] == DOCUMENTS
    assert set(figures["thresholds"]) == set(TERM_COLUMNS)
    assert set(figures["reliability"]) == set(figures["strata"])


def test_the_same_documents_elsewhere_and_the_same_seed_give_the_same_bytes(
    run: tuple[TrainingReport, list[str]], folder: Path, tmp_path: Path
) -> None:
    report, _ = run
    elsewhere = tmp_path / "z", tmp_path / "a"
    for part in elsewhere:
        part.mkdir()
    for number, (document, label) in enumerate(find_documents([folder])):
        for path in (document, label):
            shutil.copy(path, elsewhere[number % 2] / path.name)
    arguments = {"version": "tiny", "cache": folder / "cache", "iterations": 4}
    again = train(elsewhere, tmp_path / "models", jobs=2, **arguments)
    for key in ("files", "held_out"):
        assert again.manifest[key] == report.manifest[key]
    assert again.manifest["training"]["data_sha256"] == report.manifest["training"]["data_sha256"]
    for name in ("figures.json", "reliability.svg", "f1-by-field.svg"):
        assert (again.folder / name).read_bytes() == (report.folder / name).read_bytes()


def test_one_label_changed_changes_the_data_s_hash(folder: Path, tmp_path: Path) -> None:
    document, label = find_documents([folder])[0]
    copy = tmp_path / label.name
    copy.write_bytes(label.read_bytes() + b" ")
    before, after = (data_hash(digest_sources([(document, p)])) for p in (label, copy))
    assert before != after


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


def test_wrong_labels_are_told_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    for path in sorted(folder.glob("*.pdf"))[:7]:
        shutil.copy(path, tmp_path)
        wrong = {"file": path.name, "fields": {"total_net": "1.234,50"}}
        (tmp_path / path.with_suffix(".json").name).write_text(json.dumps(wrong))
    cache = tmp_path / "cache"
    with pytest.raises(ValueError, match="total_net") as raised:
        train([tmp_path], tmp_path, version="x", cache=cache)
    assert "2 autres" in str(raised.value)
    assert not cache.exists()


def test_documents_are_found_by_their_annotations(tmp_path: Path) -> None:
    for name in ("a.json", "a.jpg", "a.pdf", "b.json", "c.pdf", "D.json", "D.PDF", "notes.txt"):
        (tmp_path / name).touch()
    assert find_documents([tmp_path]) == [
        (tmp_path / "D.PDF", tmp_path / "D.json"),
        (tmp_path / "a.pdf", tmp_path / "a.json"),
    ]
    assert find_unpaired(tmp_path) == (["b.json"], ["c.pdf"])


def test_a_document_that_cannot_be_read_is_told(folder: Path, tmp_path: Path) -> None:
    document, label = find_documents([folder])[0]
    shutil.copy(label, tmp_path)
    (tmp_path / document.name).write_bytes(document.read_bytes()[:300])
    with pytest.raises(ValueError, match=re.escape(f"{document.name} : ")):
        train([tmp_path], tmp_path, version="x", cache=tmp_path)
