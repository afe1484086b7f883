"""The training run: read, cross-fit, calibrate, fit, write the model folder."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from extractor.classify import Group
from extractor.classify.features import feature_names
from extractor.classify.manifest import CURRENT, FORMAT_VERSION, MANIFEST
from extractor.training.calibrating import Outcome, decode_example, fit_calibration
from extractor.training.cards import write_card
from extractor.training.ensembles import fit_ensembles, predict, to_onnx
from extractor.training.examples import Example, build_examples, find_documents

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, how much there is."""

_PACKAGES = ("numpy", "scikit-learn", "onnx", "onnxruntime", "spacy", "pymupdf", "tesserocr")
_FOLDS = 3


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a run made.

    Attributes:
        version: name of the model.
        folder: where it is.
        documents: how many documents it learned from.
        figures: held-out precision, recall and F1 of each field, and of all.
    """

    version: str
    folder: Path
    documents: int
    figures: dict[str, dict[str, float]]


def _silent(_what: str, _done: int, _of: int) -> None:
    return None


def train(
    folders: Sequence[Path],
    models_dir: Path,
    *,
    version: str,
    cache: Path,
    iterations: int = 80,
    jobs: int = 2,
    seed: int = 0,
    promote: bool = True,
    progress: Progress = _silent,
) -> TrainingReport:
    """Trains a model on folders of labelled documents (`NAME.pdf` with `NAME.json`).

    Held-out figures and calibration come from cross-fitting: documents are split into folds by
    family, and each is scored by a model that saw none of its family.

    Args:
        folders: labelled documents.
        models_dir: folder of model versions.
        version: name of the new version.
        cache: where readings are kept between runs.
        iterations: boosting rounds.
        jobs: processes that read documents.
        seed: of everything drawn.
        promote: whether `CURRENT` shall name the new version.
        progress: called as the run goes on.

    Returns:
        What was made.

    Raises:
        ValueError: there is no labelled document.
    """
    pairs = find_documents(folders)
    if not pairs:
        raise ValueError("Aucun document annoté")
    examples = []
    for example in build_examples(pairs, cache, jobs=jobs):
        examples.append(example)
        progress("lecture", len(examples), len(pairs))
    fit = partial(fit_ensembles, iterations=iterations, seed=seed, jobs=jobs)
    outcomes = _cross_fit(examples, fit, seed=seed, progress=progress)
    calibration = fit_calibration(outcomes)
    files: dict[str, bytes] = {"calibration.json": calibration.to_json().encode()}
    for done, (group, model) in enumerate(fit(examples).items(), 1):
        sample = np.vstack([example.features[group] for example in examples[:200]])[:2000]
        files[f"{group}.onnx"] = to_onnx(model, group, sample)
        progress("apprentissage", done, len(Group))
    figures = held_out_figures(examples, outcomes)
    folder = models_dir / version
    manifest = _manifest(version, files, figures, pairs, iterations=iterations, seed=seed)
    _write(folder, files, manifest)
    write_card(folder, manifest)
    if promote:
        (models_dir / CURRENT).write_text(version + "\n", encoding="utf-8")
    return TrainingReport(version, folder, len(examples), figures)


def _cross_fit(
    examples: Sequence[Example],
    fit: Callable[[Sequence[Example]], dict[Group, HistGradientBoostingClassifier]],
    *,
    seed: int,
    progress: Progress,
) -> list[Outcome]:
    """Outcomes of every document, scored by models that did not see its family."""
    families = sorted({e.annotation.family or e.name for e in examples})
    np.random.default_rng(seed).shuffle(families)
    fold_of = {family: index % _FOLDS for index, family in enumerate(families)}
    folds = [fold_of[e.annotation.family or e.name] for e in examples]
    outcomes: list[Outcome] = []
    for fold in range(_FOLDS):
        seen = [e for e, f in zip(examples, folds, strict=True) if f != fold]
        held = [e for e, f in zip(examples, folds, strict=True) if f == fold]
        if not seen or not held:
            continue
        models = fit(seen)
        for example in held:
            scored = {g: predict(models[g], g, example.features[g]) for g in Group}
            outcomes += decode_example(example, scored)
        progress("validation croisée", fold + 1, _FOLDS)
    return outcomes


def held_out_figures(
    examples: Sequence[Example], outcomes: Sequence[Outcome]
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by field over held-out documents; `ALL` is the micro average."""
    figures: dict[str, dict[str, float]] = {}
    counts: dict[str, list[int]] = {}
    for example in examples:
        for term in example.annotation.fields:
            counts.setdefault(term, [0, 0, 0])[0] += 1
    for outcome in outcomes:
        entry = counts.setdefault(outcome.assigned.term, [0, 0, 0])
        entry[1] += 1
        entry[2] += outcome.right
    counts["ALL"] = [sum(entry[i] for entry in counts.values()) for i in range(3)]
    for name, (labels, given, right) in counts.items():
        precision, recall = right / max(given, 1), right / max(labels, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        figures[name] = {
            "labels": labels,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
        }
    return figures


def _manifest(
    version: str,
    files: dict[str, bytes],
    figures: dict[str, dict[str, float]],
    pairs: Sequence[tuple[Path, Path]],
    *,
    iterations: int,
    seed: int,
) -> dict[str, Any]:
    data = hashlib.sha256()
    for document, label in pairs:
        data.update(hashlib.sha256(document.read_bytes()).digest())
        data.update(hashlib.sha256(label.read_bytes()).digest())
    return {
        "format_version": FORMAT_VERSION,
        "version": version,
        "created": datetime.now(UTC).date().isoformat(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "features": {group: list(feature_names(group)) for group in Group},
        "training": {
            "documents": len(pairs),
            "data_sha256": data.hexdigest(),
            "iterations": iterations,
            "seed": seed,
            "python": platform.python_version(),
            "packages": {name: package_version(name) for name in _PACKAGES},
        },
        "held_out": figures,
    }


def _write(folder: Path, files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
