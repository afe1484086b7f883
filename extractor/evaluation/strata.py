"""Figures of parts of an evaluation: by field and by severity of degradation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractor.evaluation.calibration import Calibration, calibration
from extractor.evaluation.scoring import Evaluation, Judgement
from extractor.evaluation.summary import FieldFigures, field_figures, outcomes_of

SEVERITIES = ("native", "scan", "light", "medium", "heavy")
"""From clean to bad; `scan` is one whose label does not tell how bad it is."""


class Stratum(NamedTuple):
    """A part of an evaluation.

    Attributes:
        documents: how many documents it has values of.
        values: how many predicted values, each with a confidence.
        figures: what is right.
        calibration: whether the confidences can be trusted.
    """

    documents: int
    values: int
    figures: FieldFigures
    calibration: Calibration


def stratum(judgements: Iterable[Judgement]) -> Stratum:
    """The figures of some judgements."""
    judged = tuple(judgements)
    outcomes = outcomes_of(judged)
    documents = len({judgement.document for judgement in judged})
    return Stratum(documents, len(outcomes), field_figures(judged), calibration(outcomes))


def judgements_by_severity(evaluation: Evaluation) -> dict[str, tuple[Judgement, ...]]:
    """Judgements of each severity that occurs, from clean to bad."""
    present = {score.severity for score in evaluation.documents}
    ordered = [name for name in SEVERITIES if name in present]
    ordered += sorted(present.difference(SEVERITIES))
    return {
        name: tuple(
            j for score in evaluation.documents if score.severity == name for j in score.judgements
        )
        for name in ordered
    }


def strata(evaluation: Evaluation) -> dict[str, dict[str, Stratum]]:
    """Figures by field under every severity, and under `ALL` of them.

    Returns:
        By severity, then by field; `ALL` stands for all in both places, and comes last.
    """
    parts = {**judgements_by_severity(evaluation), "ALL": evaluation.judgements}
    out: dict[str, dict[str, Stratum]] = {}
    for severity, judged in parts.items():
        fields = {
            term.value: stratum(own)
            for term in evaluation.terms
            if (own := [j for j in judged if j.term is term])
        }
        out[severity] = {**fields, "ALL": stratum(judged)}
    return out
