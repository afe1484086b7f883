"""A model version on disk: artefacts, manifest, figures, card and plots."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.classify import Group
from extractor.classify.features import feature_names
from extractor.classify.manifest import FORMAT_VERSION, MANIFEST
from extractor.training.cards import write_card
from extractor.training.plots import draw_plots
from extractor.training.provenance import code_version, environment

FIGURES = "figures.json"
CARD = "CARD.md"
_HEADLINE = ("labels", "precision", "recall", "f1", "prefill_coverage", "prefill_error")


def describe(
    version: str,
    files: Mapping[str, bytes],
    figures: Mapping[str, Any],
    training: Mapping[str, Any],
) -> dict[str, Any]:
    """The manifest of a model.

    Args:
        version: its name.
        files: its artefacts, each pinned by checksum; the extractor loads these and no others.
        figures: held-out figures.
        training: what the run knows of itself.
    """
    overall = figures["strata"]["ALL"]
    return {
        "format_version": FORMAT_VERSION,
        "version": version,
        "created": datetime.now(UTC).date().isoformat(),
        "code": code_version(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "features": {group: list(feature_names(group)) for group in Group},
        "training": {**training, **environment()},
        "held_out": {name: {key: own[key] for key in _HEADLINE} for name, own in overall.items()},
    }


def write_model(
    folder: Path,
    files: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    figures: Mapping[str, Any],
) -> None:
    """Writes a model folder; the manifest last, so that a folder that has one is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    for name, content in {**files, **draw_plots(figures)}.items():
        (folder / name).write_bytes(content)
    (folder / FIGURES).write_text(_json(figures), encoding="utf-8")
    (folder / CARD).write_text(write_card(manifest, figures), encoding="utf-8")
    (folder / MANIFEST).write_text(_json(manifest), encoding="utf-8")


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
