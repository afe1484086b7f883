"""From the classifier's probability to the chance that the value is right.

A logistic model for each field over the evidence that decoding leaves behind (Platt scaling with
page-quality terms; J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999), fitted on
documents that the classifier did not see, native and scanned.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from extractor.decode.assignment import Assigned
from extractor.terms import Term

FEATURES = (
    "log_odds",
    "margin",
    "support",
    "agreement",
    "disagreement",
    "is_ocr",
    "ocr_doubt",
    "repairs",
    "checked",
    "rival",
)


def evidence_features(assigned: Assigned) -> tuple[float, ...]:
    """What is known of a chosen value's chances, in the order of `FEATURES`."""
    candidate = assigned.hypothesis.candidate
    evidence = candidate.evidence
    ocr = evidence.source == "ocr"
    return (
        _log_odds(assigned.hypothesis.probability),
        _log_odds(assigned.hypothesis.probability) - _log_odds(assigned.runner_up),
        log(max(assigned.hypothesis.support, 1e-3)),
        float(assigned.agreement > 0),
        float(assigned.agreement < 0),
        float(ocr),
        (1.0 - evidence.ocr_confidence) if ocr else 0.0,
        1.0 - candidate.parse_quality,
        float(candidate.checked),
        assigned.rival,
    )


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, 1e-3), 1 - 1e-3)
    return log(clipped / (1 - clipped))


@dataclass(frozen=True, slots=True)
class TermCalibration:
    """One field's logistic model and the confidence from which its value is prefilled."""

    weights: tuple[float, ...]
    bias: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Calibrated confidence and prefill decision for every field."""

    terms: Mapping[Term, TermCalibration]

    @classmethod
    def from_json(cls, text: str | bytes) -> Calibration:
        """Reads what `to_json` wrote."""
        data = json.loads(text)
        return cls(
            {
                Term(name): TermCalibration(
                    tuple(entry["weights"]), entry["bias"], entry["threshold"]
                )
                for name, entry in data["terms"].items()
            }
        )

    def to_json(self) -> str:
        """The calibration as JSON, stable to the byte."""
        terms = {
            term: {"weights": list(c.weights), "bias": c.bias, "threshold": c.threshold}
            for term, c in self.terms.items()
        }
        return json.dumps({"features": FEATURES, "terms": terms}, indent=1, sort_keys=True)

    def confidence(self, assigned: Assigned) -> float:
        """Probability, 0 to 1, that the chosen value is what the document states."""
        model = self.terms.get(assigned.term)
        if model is None:
            return assigned.hypothesis.probability
        features = evidence_features(assigned)
        score = model.bias + sum(w * x for w, x in zip(model.weights, features, strict=True))
        return 1.0 / (1.0 + exp(-max(min(score, 30.0), -30.0)))

    def is_sure(self, term: Term, confidence: float) -> bool:
        """Whether a value of this confidence goes into the form."""
        model = self.terms.get(term)
        return model is not None and confidence >= model.threshold
