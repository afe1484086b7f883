"""A comparison of two models as a table for a person."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.evaluation.comparison import LEVEL, MEASURES, Comparison, Difference

_TITLES = {
    "f1": "F1",
    "precision": "precision",
    "recall": "recall",
    "prefill_coverage": "prefilled right",
    "prefill_error": "prefilled wrong",
}
_BETTER_BELOW = frozenset({"prefill_error"})


def comparison_report(comparison: Comparison, first: str, second: str) -> RenderableType:
    """Field by field, the second model's figures and what it gains over the first.

    Args:
        comparison: the differences.
        first: name of the model compared with.
        second: name of the model in question.
    """
    table = Table(box=None, pad_edge=False)
    table.add_column("field", no_wrap=True)
    for measure in MEASURES:
        table.add_column(_TITLES[measure], justify="right", no_wrap=True)
        table.add_column(f"difference ({LEVEL:.0%})", justify="left", no_wrap=True)
    for name, measures in comparison.fields.items():
        if name == "ALL":
            table.add_section()
        cells = [cell for measure in MEASURES for cell in _cells(measure, measures[measure])]
        table.add_row(name, *cells, style="bold" if name == "ALL" else None)
    units = (
        f"{comparison.clusters} families and suppliers drawn as a whole"
        if comparison.unit == "cluster"
        else "documents drawn one by one, for they are of too few families and suppliers"
    )
    return Group(
        Text(f"{second} against {first}, {comparison.documents} documents"),
        table,
        Text(
            f"Each figure is {second}'s; then the difference and its {LEVEL:.0%} interval by "
            f"paired bootstrap ({units}). * more than chance: + better, - worse."
        ),
    )


def _cells(measure: str, difference: Difference) -> tuple[str, Text]:
    if difference.first == difference.second:
        return f"{difference.second:.3f}", Text("=", style="dim")
    better = (difference.difference < 0) == (measure in _BETTER_BELOW)
    style = None
    mark = " "
    if difference.significant:
        mark, style = ("*+", "green") if better else ("*-", "red")
    text = f"{difference.difference:+.3f} [{difference.low:+.3f}, {difference.high:+.3f}] {mark}"
    return f"{difference.second:.3f}", Text(text, style=style or "")
