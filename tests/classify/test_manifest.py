"""A model folder is what its manifest says, or no model at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from extractor.classify import Group, load_classifier
from extractor.classify.features import feature_names
from extractor.classify.manifest import read_model_folder
from extractor.errors import ArtefactError

CONTENT = b"weights"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "a.bin").write_bytes(CONTENT)
    write_manifest(tmp_path)
    (tmp_path / "CURRENT").write_text("v1\n", encoding="utf-8")
    return tmp_path


def write_manifest(models: Path, **changes: Any) -> None:
    manifest = {
        "format_version": 1,
        "version": "v1",
        "files": {"a.bin": hashlib.sha256(CONTENT).hexdigest()},
        "features": {group: list(feature_names(group)) for group in Group},
    }
    text = json.dumps(manifest | changes)
    (models / "v1" / "manifest.json").write_text(text, encoding="utf-8")


def test_the_promoted_version_is_read(models: Path) -> None:
    folder = read_model_folder(models)
    assert (folder.version, folder.files) == ("v1", {"a.bin": CONTENT})
    assert read_model_folder(models, "v1").files == folder.files


def test_a_version_that_there_is_not(models: Path) -> None:
    with pytest.raises(ArtefactError, match="Pas de modèle v9 ; il y a : v1"):
        read_model_folder(models, "v9")


def test_an_altered_file(models: Path) -> None:
    (models / "v1" / "a.bin").write_bytes(CONTENT + b"!")
    with pytest.raises(ArtefactError, match=r"a\.bin altéré"):
        read_model_folder(models)


def test_a_missing_file(models: Path) -> None:
    (models / "v1" / "a.bin").unlink()
    with pytest.raises(ArtefactError, match="illisible"):
        read_model_folder(models)


@pytest.mark.parametrize("version", [0, 2, None, "1"])
def test_an_unknown_format(models: Path, version: object) -> None:
    write_manifest(models, format_version=version)
    with pytest.raises(ArtefactError, match="format inconnu"):
        read_model_folder(models)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"files": ["a.bin"]}', "é\udce9"])
def test_a_manifest_that_is_none(models: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    (models / "v1" / "manifest.json").write_bytes(data)
    with pytest.raises(ArtefactError):
        read_model_folder(models)


def test_no_version_promoted_or_an_unknown_one(models: Path) -> None:
    with pytest.raises(ArtefactError):
        read_model_folder(models, "v2")
    (models / "CURRENT").unlink()
    with pytest.raises(ArtefactError, match="Aucun modèle promu"):
        read_model_folder(models)


def test_a_model_of_other_features(models: Path) -> None:
    features = {group: list(feature_names(group))[::-1] for group in Group}
    write_manifest(models, features=features)
    with pytest.raises(ArtefactError, match="attributs d'une autre version"):
        load_classifier(models)


def test_a_model_without_its_networks(models: Path) -> None:
    with pytest.raises(ArtefactError):
        load_classifier(models)


def test_a_model_whose_pinned_file_is_no_network(models: Path) -> None:
    files = {f"{group}.onnx": hashlib.sha256(CONTENT).hexdigest() for group in Group}
    for name in files:
        (models / "v1" / name).write_bytes(CONTENT)
    write_manifest(models, files=files)
    with pytest.raises(ArtefactError):
        load_classifier(models)
