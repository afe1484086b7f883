"""Calibration by field and by severity, as tables for a person."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.evaluation.strata import Stratum

_FIGURES = ("ece", "brier", "aurc", "coverage_at_99")
_TITLES = ("ECE", "Brier", "AURC", "kept at 1 % wrong")


def calibration_report(strata: Mapping[str, Mapping[str, Stratum]]) -> RenderableType:
    """One table of severities, and one of fields for each severity.

    Args:
        strata: by severity, then by field, with `ALL` for all in both places.
    """
    head = _table("severity")
    for severity, fields in strata.items():
        own = fields["ALL"]
        head.add_row(severity, str(own.documents), *_cells(own))
    parts: list[RenderableType] = [Text("calibration by severity"), head]
    # with a single severity, its table is that of all
    shown = list(strata) if len(strata) > 2 else ["ALL"]
    for severity in shown:
        table = _table("field")
        for name, own in strata[severity].items():
            if own.values:
                table.add_row(name, str(own.documents), *_cells(own))
        parts += [Text(""), Text(f"calibration by field, {severity}"), table]
    return Group(*parts)


def _table(first: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for name in ("documents", "values", *_TITLES):
        table.add_column(name, justify="right")
    return table


def _cells(stratum: Stratum) -> tuple[str, ...]:
    measured = [getattr(stratum.calibration, name) for name in _FIGURES]
    return str(stratum.values), *("–" if v is None else f"{v:.4f}" for v in measured)
