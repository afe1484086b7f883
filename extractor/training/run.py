"""The training run: read, cross-fit, calibrate, fit, write the model folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from extractor.classify import Group
from extractor.decode import Calibration
from extractor.evaluation.clusters import cluster_documents
from extractor.training.calibrating import fit_calibration
from extractor.training.ensembles import fit_ensembles, predict, to_onnx
from extractor.training.examples import Example, build_examples, check_labels, find_documents
from extractor.training.figures import held_out_figures
from extractor.training.held_out import HeldOut, evaluate_held_out, hold_out, outcomes_of
from extractor.training.model_folder import describe, write_model
from extractor.training.provenance import data_hash, digest_sources
from extractor.training.splits import assign_folds
from extractor.training.timing import Timer

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, how much there is."""
Fit = Callable[[Sequence[Example]], dict[Group, HistGradientBoostingClassifier]]

FOLDS = 3


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a run made.

    Attributes:
        version: name of the model.
        folder: where it is.
        documents: how many documents it learned from.
        figures: as in the model's `figures.json`.
        manifest: the model's.
    """

    version: str
    folder: Path
    documents: int
    figures: dict[str, Any]
    manifest: dict[str, Any]

    @property
    def seconds(self) -> dict[str, float]:
        """Time that each stage took, and all together under `total`."""
        taken: dict[str, float] = self.manifest["training"]["seconds"]
        return taken


def _silent(_what: str, _done: int, _of: int) -> None:
    return None


def train(
    folders: Sequence[Path],
    models_dir: Path,
    *,
    version: str,
    cache: Path,
    iterations: int = 120,
    jobs: int = 2,
    seed: int = 0,
    progress: Progress = _silent,
) -> TrainingReport:
    """Trains a model on folders of labelled documents (`NAME.pdf` with `NAME.json`).

    Held-out figures and calibration come from cross-fitting: documents are split into folds by
    family and supplier, and each is scored by a model that saw none of its own. The same documents
    and seed give the same artefacts to the byte, wherever the documents lie and whatever `jobs` is.

    Args:
        folders: labelled documents.
        models_dir: folder of model versions.
        version: name of the new version.
        cache: where readings are kept between runs.
        iterations: boosting rounds.
        jobs: processes that read documents, and ensembles fitted at a time.
        seed: of everything drawn.
        progress: called as the run goes on.

    Returns:
        What was made.

    Raises:
        ValueError: there is no labelled document, one cannot be read, labels are wrong, or
            documents are of too few families and suppliers.
    """
    timer = Timer()
    with timer.stage("reading"):
        sources = digest_sources(find_documents(folders))
        if not sources:
            raise ValueError("Aucun document annoté")
        examples: list[Example] = []
        pairs = [(source.document, source.label) for source in sources]
        check_labels(label for _, label in pairs)
        progress("lecture", 0, len(pairs))
        for example in build_examples(pairs, cache, jobs=jobs):
            examples.append(example)
            progress("lecture", len(examples), len(pairs))
    by_position = cluster_documents({str(n): e.label for n, e in enumerate(examples)})
    clusters = list(by_position.values())
    fit = partial(fit_ensembles, iterations=iterations, seed=seed, jobs=jobs)

    with timer.stage("cross-fitting"):
        folds = assign_folds(clusters, FOLDS, seed=seed)
        held_out = _cross_fit(examples, clusters, folds, fit, progress)
    with timer.stage("calibration"):
        outcomes = [[outcome for d in part for outcome in outcomes_of(d)] for part in held_out]
        fitted = fit_calibration([o for part in outcomes for o in part], seed=seed)
        calibrations: dict[str, Calibration] = {}
        for fold, part in enumerate(held_out):
            # its figures must not come from a calibration that has seen it
            others = [o for other, own in enumerate(outcomes) if other != fold for o in own]
            without = fit_calibration(others, seed=seed).calibration
            calibrations |= {document.cluster: without for document in part}
            progress("calibration", fold + 1, FOLDS)
        documents = [document for part in held_out for document in part]
        figures = held_out_figures(evaluate_held_out(documents, calibrations), fitted)
    with timer.stage("fitting"):
        progress("apprentissage", 0, len(Group))
        files = {"calibration.json": fitted.calibration.to_json().encode()}
        for done, (group, model) in enumerate(fit(examples).items(), 1):
            sample = np.vstack([example.features[group] for example in examples[:200]])[:2000]
            files[f"{group}.onnx"] = to_onnx(model, group, sample)
            progress("apprentissage", done, len(Group))

    training = {
        "documents": len(examples),
        "made": sum(bool(example.label.family) for example in examples),
        "clusters": len(set(clusters)),
        "folds": FOLDS,
        "data_sha256": data_hash(sources),
        "iterations": iterations,
        "seed": seed,
        "seconds": timer.report(),
    }
    manifest = describe(version, files, figures, training)
    folder = models_dir / version
    write_model(folder, files, manifest, figures)
    return TrainingReport(version, folder, len(examples), figures, manifest)


def _cross_fit(
    examples: Sequence[Example],
    clusters: Sequence[str],
    folds: Sequence[int],
    fit: Fit,
    progress: Progress,
) -> list[list[HeldOut]]:
    """Every document, scored by models that did not see its cluster; by fold."""
    progress("validation croisée", 0, FOLDS)
    held_out: list[list[HeldOut]] = []
    for fold in range(FOLDS):
        models = fit([e for e, its_fold in zip(examples, folds, strict=True) if its_fold != fold])
        part = []
        for position, example in enumerate(examples):
            if folds[position] == fold:
                scored = {g: predict(models[g], g, example.features[g]) for g in Group}
                # two folders may hold documents of one name
                name = f"{position}/{example.name}"
                part.append(hold_out(example, name, clusters[position], scored))
        held_out.append(part)
        progress("validation croisée", fold + 1, FOLDS)
    return held_out
