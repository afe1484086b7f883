"""Tables as Typst writes them."""

from __future__ import annotations

from collections.abc import Callable

from training_data.flow.look import Look
from training_data.flow.measure import fitted
from training_data.flow.nodes import Cells, Node, Table, TableLook, Text
from training_data.flow.placing import Place, cell_places, own_widths
from training_data.flow.typst_style import ALIGN, ground, line


def half_leading(look: Look, place: Place) -> float:
    """What CSS would leave between two paragraphs that have no gap between them, points."""
    return (look.leading - 1) * look.size * place.scale * 0.7


def write_table(
    look: Look,
    node: Table,
    place: Place,
    *,
    content: Callable[[Node, Place], str],
    words: Callable[[Text, Place], str],
) -> str:
    """A table.

    Args:
        look: the style sheet.
        node: the table.
        place: where it is put.
        content: writes a cell's content.
        words: writes a header's runs of text.
    """
    table, headed = node.look, any(head.header for head in node.heads)
    size = look.broad_size * place.scale * node.scale
    places = cell_places(node, place, size)

    def header(text: Text | None, at: Place) -> str:
        if text is None:
            return "[]"
        text = fitted(text, at.width, look.broad_size * at.scale)
        return f"align({ALIGN[text.align]}, {words(text, at.on(table.header_fill))})"

    parts = []
    if headed:
        heads = [header(head.header, at) for head, at in zip(node.heads, places, strict=True)]
        repeat = "true" if table.repeat else "false"
        parts.append(f"table.header(repeat: {repeat}, {', '.join(heads)})")
    parts += [_row(row, places, place, content) for row in node.rows]
    above = table.padding[0] + half_leading(look, places[0]) / 2
    tracks = _tracks(node, own_widths(node, place, size), place.width)
    aligns = ", ".join(ALIGN[head.align] for head in node.heads)
    stroke = table_stroke(look, table, len(node.heads), len(node.rows) + headed, headed=headed)
    return (
        f"table(columns: ({', '.join(tracks)},), "
        f"inset: (x: {table.padding[1]}pt, y: {above:.1f}pt), stroke: {stroke}, "
        f"align: ({aligns},), fill: {_fills(look, table, headed)}, {', '.join(parts)})"
    )


def _tracks(node: Table, own: list[float], width: float) -> list[str]:
    """The widths of the columns; one whose content is wide takes no more than it may."""
    tracks = [
        f"{head.share:.3f}fr"
        if head.share and node.full
        else f"{wide:.1f}pt"
        if wide > width / 2
        else "auto"
        for head, wide in zip(node.heads, own, strict=True)
    ]
    if node.full and all(track == "auto" for track in tracks):
        tracks[-1 if len(tracks) == 2 else 0] = "1fr"
    return tracks


def _fills(look: Look, table: TableLook, headed: bool) -> str:
    rules = []
    if headed and table.header_fill:
        rules.append(f"if y == 0 {{ {ground(look, table.header_fill)} }}")
    if table.first_fill:
        rules.append(f"if x == 0 {{ {ground(look, table.first_fill)} }}")
    if table.zebra:
        rules.append(f"if calc.odd(y) {{ {ground(look, table.zebra)} }}")
    return f"(x, y) => {' else '.join(rules)}" if rules else "none"


def _row(
    row: Cells, places: list[Place], place: Place, content: Callable[[Node, Place], str]
) -> str:
    bold = 'set text(weight: "bold")\n' if row.strong else ""
    tall = f"\nv({row.height:.0f}pt)" if row.height else ""
    if row.over:
        inner = content(row.cells[0], place) if row.cells[0] else "[]"
        return f"table.cell(colspan: {len(places)}, align: left, {{ {bold}{inner}{tall} }})"
    cells = [
        content(cell, at) if cell else "[]" for cell, at in zip(row.cells, places, strict=True)
    ]
    if bold or tall:
        cells = [f"{{ {bold}{cell}{tall} }}" for cell in cells]
    return ", ".join(cells)


def table_stroke(look: Look, table: TableLook, columns: int, rows: int, *, headed: bool) -> str:
    """The strokes of a table by column x and row y.

    Args:
        look: the style sheet.
        table: the look of the table.
        columns: how many.
        rows: how many, with the header.
        headed: there is a header.
    """
    s = line(look, table.line, table.tone)
    if table.borders == "all":
        return s
    if table.borders == "rows":
        return f"(x, y) => (bottom: {s})"
    if table.borders == "dotted":
        return f"(x, y) => (bottom: {line(look, table.line, table.tone, 'dotted')})"
    under = f"bottom: if y == {rows - 1}{' or y == 0' if headed else ''} {{ {s} }}"
    if table.borders == "header":
        return f"(x, y) => ({under})"
    if table.borders == "columns":
        return f"(x, y) => (left: {s}, right: {s}, top: if y == 0 {{ {s} }}, {under})"
    if table.borders == "frame":
        return (
            f"(x, y) => (left: if x == 0 {{ {s} }}, right: if x == {columns - 1} {{ {s} }}, "
            f"top: if y == 0 {{ {s} }}, {under})"
        )
    return "none"
