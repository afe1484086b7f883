"""Results as the scorer sees them: values with confidence, rows, lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from extractor.evaluation.labels import rows_of
from extractor.evaluation.rows import Row
from extractor.terms import Term


class PredictedValue(NamedTuple):
    """A value of a result.

    Attributes:
        value: in the contract's format.
        confidence: probability that it is right, 0 to 1; 1 if the result does not say.
        prefill: whether it would be put into the form; True if the result does not say.
    """

    value: str
    confidence: float
    prefill: bool


@dataclass(frozen=True, slots=True)
class Prediction:
    """The result of one document.

    Attributes:
        values: by field.
        vat_breakdown: rows of the VAT breakdown.
        lines: invoice lines.
        scanned: whether a page was read by OCR.
    """

    values: Mapping[str, PredictedValue]
    vat_breakdown: tuple[Row, ...] = ()
    lines: tuple[Row, ...] = ()
    scanned: bool = False

    def get(self, term: Term) -> PredictedValue | None:
        """The value of a field, or None if it was left blank."""
        return self.values.get(term.value)


NOTHING = Prediction({})


def read_predictions(path: Path) -> dict[str, Prediction]:
    """The results of a file of one JSON object a line, by document name without suffix.

    Raises:
        ValueError: a line is not JSON, or names no file.
    """
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return predictions_of(json.loads(line) for line in lines)


def predictions_of(results: Iterable[Mapping[str, Any]]) -> dict[str, Prediction]:
    """Result documents by document name; the last of a name counts.

    Raises:
        ValueError: a result names no file.
    """
    predictions = {}
    for result in results:
        if not isinstance(result.get("file"), str):
            raise ValueError("a result without `file`")
        predictions[Path(result["file"]).stem] = prediction_of(result)
    return predictions


def prediction_of(result: Mapping[str, Any]) -> Prediction:
    """A prediction from a result document; nothing is predicted by an error document.

    >>> prediction_of({"fields": {"total_net": {"value": "12.00"}}}).get(Term.TOTAL_NET)
    PredictedValue(value='12.00', confidence=1.0, prefill=True)
    """
    return Prediction(
        values={
            name: PredictedValue(
                str(cell["value"]),
                float(cell.get("confidence", 1.0)),
                bool(cell.get("prefill", True)),
            )
            for name, cell in (result.get("fields") or {}).items()
            if cell is not None and cell.get("value") not in (None, "")
        },
        vat_breakdown=rows_of(result.get("vat_breakdown")),
        lines=rows_of(result.get("lines")),
        scanned="ocr" in ((result.get("document") or {}).get("page_sources") or ()),
    )
