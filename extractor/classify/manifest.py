"""The manifest of a model folder: what is in it, and that nobody has altered it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import ArtefactError

MANIFEST = "manifest.json"
CURRENT = "CURRENT"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model version on disk, verified.

    Attributes:
        version: its name, which is the folder's.
        files: content of each file by name, as pinned by the manifest.
        manifest: the manifest itself.
    """

    version: str
    files: dict[str, bytes]
    manifest: dict[str, Any]


def current_version(models_dir: Path) -> str:
    """The version that `CURRENT` names.

    Raises:
        ArtefactError: there is no such file.
    """
    try:
        return (models_dir / CURRENT).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ArtefactError(f"Aucun modèle promu dans {models_dir.name}/") from error


def read_model_folder(models_dir: Path, version: str | None = None) -> ModelFolder:
    """Reads and verifies a model version.

    Args:
        models_dir: folder of model versions.
        version: the version; None for the one that `CURRENT` names.

    Returns:
        The folder's content.

    Raises:
        ArtefactError: there is no such version, a file is missing, its checksum differs, or the
            format is unknown.
    """
    version = version or current_version(models_dir)
    folder = models_dir / version
    if not (folder / MANIFEST).is_file():
        known = ", ".join(sorted(path.parent.name for path in models_dir.glob(f"*/{MANIFEST}")))
        raise ArtefactError(f"Pas de modèle {version} ; il y a : {known or 'aucun'}")
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
            raise ValueError("no manifest")
        pinned = manifest["files"]
        files = {name: (folder / name).read_bytes() for name in pinned}
    except (OSError, ValueError) as error:
        raise ArtefactError(f"Modèle {version} illisible") from error
    if manifest.get("format_version") != FORMAT_VERSION:
        raise ArtefactError(f"Modèle {version} : format inconnu")
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != pinned[name]:
            raise ArtefactError(f"Modèle {version} : {name} altéré")
    return ModelFolder(version, files, manifest)
