from __future__ import annotations

import pytest

import documents
from training_data import generate_document, read_annotation


def test_severities_are_taken_in_turn(tmp_path):
    documents.write_made_documents(
        tmp_path / "made", 2, first_seed=5, severities=("native", "light"), per_document=2
    )
    annotations = [read_annotation(path) for path in sorted((tmp_path / "made").glob("*.json"))]
    assert len(annotations) == 4
    assert sorted((a.seed, a.severity) for a in annotations) == [
        (5, ""),
        (5, "light"),
        (6, ""),
        (6, "light"),
    ]
    assert {a.file for a in annotations} == {p.name for p in (tmp_path / "made").glob("*.pdf")}


def test_an_unknown_severity_is_refused(tmp_path):
    with pytest.raises(ValueError, match="severity"):
        documents.write_made_documents(tmp_path, 1, first_seed=5, severities=("awful",))


def test_the_engine_is_told():
    assert documents.engine_of(generate_document(1, family="letter").pdf) == "drawn"
    flowing = {
        documents.engine_of(generate_document(seed, family="ruled_form").pdf) for seed in range(6)
    }
    assert flowing == {"WeasyPrint", "Typst"}


def test_settings_come_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("BLEUET_NOTEBOOK_SIZE", "small")
    monkeypatch.setenv("BLEUET_NOTEBOOK_DOCUMENTS", str(tmp_path))
    settings = documents.NotebookSettings()
    assert settings.documents == tmp_path
    assert settings.pick(small="few", normal="many") == "few"
