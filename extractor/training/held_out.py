"""Documents decoded by models that saw nothing like them, and what came out right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.classify import TERM_COLUMNS, Group, join_groups
from extractor.decode import Assigned, Calibration, assign_fields
from extractor.evaluation import Evaluation, Label, Prediction
from extractor.evaluation.predictions import PredictedValue
from extractor.evaluation.scoring import evaluate, score_document
from extractor.training.examples import Example


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A labelled document, decoded by models that saw none of its cluster.

    Attributes:
        name: the document's, unique.
        cluster: its family or supplier.
        label: its labels.
        scanned: whether it was read by OCR.
        assigned: the values that decoding chose.
    """

    name: str
    cluster: str
    label: Label
    scanned: bool
    assigned: tuple[Assigned, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value that decoding chose, whether it was right, and the cluster it comes from."""

    assigned: Assigned
    right: bool
    cluster: str


def hold_out(
    example: Example, name: str, cluster: str, probabilities: Mapping[Group, NDArray[np.float64]]
) -> HeldOut:
    """Decodes one document with given probabilities.

    Args:
        example: the labelled document.
        name: unique among the documents held out.
        cluster: its family or supplier.
        probabilities: for each group, shape (n, 1 + n_fields).
    """
    matrix = join_groups(
        example.candidates,
        {group: (example.chosen[group], probabilities[group]) for group in probabilities},
    )
    return HeldOut(
        name,
        cluster,
        example.label,
        any(candidate.evidence.source == "ocr" for candidate in example.candidates),
        assign_fields(example.candidates, matrix, TERM_COLUMNS),
    )


def outcomes_of(document: HeldOut) -> list[Outcome]:
    """Which chosen values are right, as the scorer judges.

    A value that other labels imply is neither right nor wrong, and is left out.
    """
    prediction = Prediction(
        {a.term.value: PredictedValue(a.hypothesis.value, 1.0, True) for a in document.assigned}
    )
    score = score_document(document.name, document.label, prediction, TERM_COLUMNS)
    verdicts = {judgement.term: judgement.verdict for judgement in score.judgements}
    return [
        Outcome(assigned, verdicts[assigned.term] == "right", document.cluster)
        for assigned in document.assigned
        if assigned.term in verdicts
    ]


def evaluate_held_out(
    documents: Sequence[HeldOut], calibrations: Mapping[str, Calibration]
) -> Evaluation:
    """Scores held-out documents, each with the calibration that its cluster is due.

    Args:
        documents: held-out documents.
        calibrations: by cluster; each should be fitted without that cluster.
    """
    predictions = {}
    for document in documents:
        calibration = calibrations[document.cluster]
        values = {}
        for assigned in document.assigned:
            confidence = calibration.confidence(assigned)
            sure = calibration.is_sure(assigned.term, confidence)
            values[assigned.term.value] = PredictedValue(
                assigned.hypothesis.value, confidence, sure
            )
        predictions[document.name] = Prediction(values, scanned=document.scanned)
    labels = {document.name: document.label for document in documents}
    return evaluate(labels, predictions, TERM_COLUMNS)
