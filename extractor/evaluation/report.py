"""An evaluation as tables for a person."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.evaluation.scoring import Evaluation, Judgement
from extractor.evaluation.summary import FieldFigures, RowFigures, Summary, field_figures

_NAMES_SHOWN = 10


def summary_report(summary: Summary) -> RenderableType:
    """All figures: a table by field, then rows, documents and calibration."""
    table = _figures_table("field")
    for term, figures in summary.fields.items():
        table.add_row(term.value, *_figure_cells(figures))
    table.add_section()
    table.add_row("ALL", *_figure_cells(summary.overall), style="bold")
    calibration = ", ".join(
        f"{name} {'–' if value is None else format(value, '.4f')}"
        for name, value in summary.calibration._asdict().items()
    )
    return Group(
        table,
        _row_text("vat_breakdown", summary.vat_rows),
        _row_text("lines", summary.lines),
        Text(
            f"documents: {summary.documents}, all required fields right: "
            f"{summary.documents_all_required_right:.3f}"
        ),
        Text(f"calibration: {calibration}"),
    )


def document_report(evaluation: Evaluation) -> RenderableType:
    """One row a document, the worst first."""
    table = _figures_table("document")
    scored = sorted(
        ((field_figures(score.judgements), score) for score in evaluation.documents),
        key=lambda pair: pair[0].f1,
    )
    for figures, score in scored:
        style = None if score.required_right else "yellow"
        table.add_row(score.document, *_figure_cells(figures), style=style)
    return table


def error_report(evaluation: Evaluation) -> RenderableType:
    """Every wrong, missed and invented value, by field."""
    table = Table(box=None, pad_edge=False)
    for name in ("field", "document", "what", "label", "predicted", "confidence"):
        table.add_column(name, overflow="fold")
    for judgement in sorted(_errors(evaluation), key=lambda j: (j.term.value, j.document)):
        guess = judgement.predicted
        table.add_row(
            judgement.term.value,
            judgement.document,
            judgement.verdict,
            Text(judgement.label or "–"),
            Text(guess.value if guess else "–"),
            f"{guess.confidence:.2f}" if guess else "",
        )
    return table


def absence_note(what: str, names: list[str]) -> str:
    """A sentence on documents that are missing somewhere.

    >>> absence_note("labels without a document", ["a", "b"])
    '2 labels without a document: a, b'
    """
    shown = ", ".join(names[:_NAMES_SHOWN])
    return f"{len(names)} {what}: {shown}{', …' if len(names) > _NAMES_SHOWN else ''}"


def _errors(evaluation: Evaluation) -> Iterator[Judgement]:
    return (j for j in evaluation.judgements if j.verdict != "right")


def _figures_table(first: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for name in ("labels", "precision", "recall", "F1", "prefilled right", "prefilled wrong"):
        table.add_column(name, justify="right")
    return table


def _figure_cells(figures: FieldFigures) -> tuple[str, ...]:
    labels, *shares = figures
    return (str(labels), *(f"{share:.3f}" for share in shares))


def _row_text(name: str, figures: RowFigures) -> Text:
    return Text(
        f"{name}: {figures.labels} rows, precision {figures.precision:.3f}, "
        f"recall {figures.recall:.3f}, F1 {figures.f1:.3f}"
    )
