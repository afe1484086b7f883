"""The figures of a run as one JSON object: what the card says and its plots are drawn from."""

from __future__ import annotations

from typing import Any

from extractor.evaluation.calibration import reliability, risk_coverage
from extractor.evaluation.scoring import Evaluation
from extractor.evaluation.strata import Stratum, judgements_by_severity, strata
from extractor.evaluation.summary import outcomes_of
from extractor.training.calibrating import Fitted
from extractor.training.conformal import DELTA, FIELD_ERROR, TARGET_ERROR

JsonObject = dict[str, Any]


def held_out_figures(evaluation: Evaluation, fitted: Fitted) -> JsonObject:
    """Figures of held-out documents.

    Args:
        evaluation: held-out documents, each scored by models and with a calibration that were
            fitted without its cluster.
        fitted: the calibration that the model ships, fitted on all of them.

    Returns:
        `strata` by severity and field, `reliability` and `risk_coverage` by severity (`ALL` last),
        and the `thresholds` of the fields.
    """
    judgements = {**judgements_by_severity(evaluation), "ALL": evaluation.judgements}
    outcomes = {name: outcomes_of(judged) for name, judged in judgements.items()}
    return {
        "target_error": TARGET_ERROR,
        "delta": DELTA,
        "field_error": FIELD_ERROR,
        "thresholds": {
            term.value: {
                "threshold": model.threshold,
                "borne_out_by": fitted.borne_out[term],
            }
            for term, model in fitted.calibration.terms.items()
        },
        "strata": {
            severity: {name: _stratum(figures) for name, figures in fields.items()}
            for severity, fields in strata(evaluation).items()
        },
        "reliability": {
            name: [[round(stated, 4), round(actual, 4), size] for stated, actual, size in bins]
            for name, bins in ((name, reliability(of)) for name, of in outcomes.items())
        },
        "risk_coverage": {
            name: [[round(coverage, 4), round(risk, 5)] for coverage, risk in risk_coverage(of)]
            for name, of in outcomes.items()
        },
    }


def _stratum(stratum: Stratum) -> JsonObject:
    figures: JsonObject = {"documents": stratum.documents, "values": stratum.values}
    for part in (stratum.figures, stratum.calibration):
        for name, value in part._asdict().items():
            figures[name] = round(value, 4) if isinstance(value, float) else value
    return figures
