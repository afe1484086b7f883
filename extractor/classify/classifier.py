"""The trained model at work: features in, probabilities out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as onnx_state

from extractor.classify.features import build_features, feature_names
from extractor.classify.groups import GROUPS, KIND_TERMS, TERM_COLUMNS, Group
from extractor.classify.manifest import ModelFolder, read_model_folder
from extractor.classify.scene import Scene
from extractor.document import Candidate, Kind
from extractor.errors import ArtefactError
from extractor.terms import Term

_ALLOWED: dict[str, frozenset[Term]] = {
    **{str(kind): terms for kind, terms in KIND_TERMS.items() if kind is not Kind.CHOICE},
    **{str(term): frozenset({term}) for term in GROUPS[Group.CHOICE]},
}
"""The fields that a candidate may fill: by its kind, for a choice by what it is a choice of."""
_PLACES = {name: place for place, name in enumerate(_ALLOWED)}
_MASKS = np.array([[term in terms for term in TERM_COLUMNS] for terms in _ALLOWED.values()])
# onnxruntime's exceptions share no base but Exception
_ONNX_FAILURES = (
    onnx_state.Fail,
    onnx_state.InvalidArgument,
    onnx_state.InvalidGraph,
    onnx_state.InvalidProtobuf,
    onnx_state.NotImplemented,
    onnx_state.RuntimeException,
    RuntimeError,
    ValueError,
)


class FieldClassifier:
    """Scores every (candidate, field) pair with one small tree ensemble a group.

    Args:
        folder: a verified model folder.

    Raises:
        ArtefactError: the model was trained on other features than this code computes.
    """

    def __init__(self, folder: ModelFolder) -> None:
        self.version = folder.version
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._sessions: dict[Group, onnxruntime.InferenceSession] = {}
        features = folder.manifest.get("features", {})
        for group in Group:
            if features.get(group) != list(feature_names(group)):
                raise ArtefactError(
                    f"Modèle {folder.version} : attributs d'une autre version du code ({group})"
                )
            try:
                self._sessions[group] = onnxruntime.InferenceSession(
                    folder.files[f"{group}.onnx"], options, providers=["CPUExecutionProvider"]
                )
            except (KeyError, *_ONNX_FAILURES) as error:
                raise ArtefactError(f"Modèle {folder.version} : {group}.onnx illisible") from error

    def predict_proba(self, scene: Scene) -> NDArray[np.float64]:
        """Probability of every field for every candidate.

        Args:
            scene: the document as arrays.

        Returns:
            Array of shape (n_candidates, n_terms + 1), columns as in `TERM_COLUMNS`, the last one
            "none"; rows sum to 1. A field that a candidate's kind cannot fill has probability 0.
        """
        found = {}
        for group, table in build_features(scene).items():
            if len(table.chosen):
                inputs = {"X": table.values}
                (probabilities,) = self._sessions[group].run(["probabilities"], inputs)
                found[group] = (table.chosen, np.asarray(probabilities, dtype=np.float64))
        return join_groups(scene.candidates, found)


def join_groups(
    candidates: Sequence[Candidate],
    groups: Mapping[Group, tuple[NDArray[np.int64], NDArray[np.float64]]],
) -> NDArray[np.float64]:
    """One matrix out of the groups' probabilities.

    Args:
        candidates: the document's candidates.
        groups: for each group, its candidates' indices, shape (n,), and their probabilities, shape
            (n, 1 + n_fields of the group), "none" first.

    Returns:
        Array of shape (n_candidates, n_terms + 1), columns as in `TERM_COLUMNS`, "none" last.
    """
    out = np.zeros((len(candidates), len(TERM_COLUMNS) + 1))
    for group, (chosen, probabilities) in groups.items():
        columns = np.array([TERM_COLUMNS[term] for term in GROUPS[group]])
        out[np.ix_(chosen, columns)] = probabilities[:, 1:]
    places = [_PLACES[c.detail if c.kind is Kind.CHOICE else c.kind] for c in candidates]
    out[:, :-1] *= _MASKS[np.array(places, dtype=np.int64)]
    out[:, -1] = np.maximum(1.0 - out[:, :-1].sum(axis=1), 0.0)
    return out


def load_classifier(models_dir: Path, version: str | None = None) -> FieldClassifier:
    """A classifier from a model folder.

    Raises:
        ArtefactError: the folder is missing, altered, or of other features.
    """
    return FieldClassifier(read_model_folder(models_dir, version))
