"""Scores of results against labels: how much is right or missed, and can confidence be trusted."""

from extractor.evaluation.labels import Label, read_labels
from extractor.evaluation.predictions import Prediction, prediction_of, read_predictions
from extractor.evaluation.scoring import DocumentScore, Evaluation, evaluate
from extractor.evaluation.summary import Summary, summarise

__all__ = [
    "DocumentScore",
    "Evaluation",
    "Label",
    "Prediction",
    "Summary",
    "evaluate",
    "prediction_of",
    "read_labels",
    "read_predictions",
    "summarise",
]
