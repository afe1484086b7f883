"""Labels with their values in tables, with lines or without."""

from __future__ import annotations

from dataclasses import replace

from training_data.canvas import Align
from training_data.entry_cells import as_pieces
from training_data.flow.look import draw_tone
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    Fill,
    Head,
    Node,
    Stack,
    Table,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.entry_texts import (
    chunked,
    label_suffix,
    label_text,
    value_below,
    value_text,
)
from training_data.pieces import plain_text
from training_data.sheet import Entry


def show_aligned(page: Page, entries: list[Entry], scale: float) -> Node:
    """Labels and values in two columns without lines."""
    suffix = label_suffix(page, 0.7)
    right = page.draw.chance(0.25)
    heads = (Head(None, "right" if right else "left"), Head(None, share=1.0))
    rows = [Cells((label_text(page, e, suffix), value_text(page, e))) for e in entries]
    look = TableLook(padding=(page.draw.pick([0.5, 1.0, 2.0]), page.draw.pick([2.0, 4.0])))
    return Table(heads, tuple(rows), look, scale, full=page.draw.chance(0.5))


def show_colons(page: Page, entries: list[Entry], scale: float) -> Node:
    """The same with the colons in a column of their own."""
    heads = (Head(None), Head(None), Head(None, share=1.0))
    rows = [
        Cells((label_text(page, e), text(":" if e.label else ""), value_text(page, e)))
        for e in entries
    ]
    return Table(heads, tuple(rows), TableLook(padding=(0.5, 2.0)), scale, full=False)


def show_justified(page: Page, entries: list[Entry], scale: float) -> Node:
    """Values at the right edge, the strong one set off at the end."""
    draw, suffix = page.draw, label_suffix(page, 0.3)
    look = TableLook(
        borders=draw.weigh({"none": 4, "rows": 4, "frame": 2, "all": 3, "dotted": 1}),
        zebra="soft" if draw.chance(0.15) else "",
        padding=(draw.pick([1.0, 2.0, 3.0, 5.0]), draw.pick([2.0, 4.0, 6.0])),
        tone=draw.pick(["ink", "muted"]),
    )
    emphasis = draw.pick(["bold", "fill", "bigger", "bold"])
    rows: list[Cells] = []
    strong: list[Node] = []
    for entry in entries:
        label, value = label_text(page, entry, suffix), value_text(page, entry)
        if entry.strong and emphasis == "bigger":
            label, value = replace(label, scale=1.2), replace(value, scale=1.25)
        if entry.strong and emphasis == "fill" and entry is entries[-1]:
            pair = Columns((label, replace(value, align="right")), (0.55, 0.45), 4.0)
            fills: list[Fill] = ["accent", "dark", "soft"]
            fill = draw.pick(fills)
            strong.append(Box(pair, fill=fill, padding=look.padding[0] + 2))
            continue
        rows.append(Cells((label, value)))
    heads = (Head(None, share=1.0), Head(None, "right"))
    table = Table(heads, tuple(rows), look, scale) if rows else None
    return stack(table, *strong, gap=0)


def show_grid(page: Page, entries: list[Entry], scale: float) -> Node:
    """Two columns in cells."""
    draw = page.draw
    share = draw.uniform(0.38, 0.52)
    look = TableLook(
        "all" if draw.chance(0.8) else "none",
        draw.pick([0.4, 0.75]),
        draw_tone(draw),
        first_fill="soft" if draw.chance(0.55) else "",
        padding=(draw.pick([1.5, 2.5, 4.0]), 4.0),
    )
    heads = (
        Head(None, share=share),
        Head(None, "right" if draw.chance(0.2) else "left", 1 - share),
    )
    rows = [Cells((label_text(page, entry), value_text(page, entry))) for entry in entries]
    return Table(heads, tuple(rows), look, scale)


def show_header_row(page: Page, entries: list[Entry], scale: float) -> Node:
    """Labels in a header above their values."""
    draw = page.draw
    align: Align = draw.pick(["left", "centre"])
    small, bold = draw.pick([0.75, 0.85, 1.0]), draw.chance(0.5)
    look = TableLook(
        draw.pick(["all", "all", "frame", "columns", "header", "rows"]),
        draw.pick([0.4, 0.75]),
        draw_tone(draw),
        header_fill=draw.pick(["", "soft", "soft", "accent", "grey"]),
        padding=(draw.pick([1.5, 3.0]), 4.0),
    )
    tables: list[Node] = []
    for chunk in chunked(entries, draw.randint(3, 6)):
        lengths = [
            max(len(plain_text(as_pieces(e.label))), len(plain_text(e.pieces)), 8) for e in chunk
        ]
        heads = tuple(
            Head(text(as_pieces(e.label), scale=small, bold=bold, align=align), align, min(n, 26))
            for e, n in zip(chunk, lengths, strict=True)
        )
        cells = Cells(tuple(value_text(page, entry) for entry in chunk))
        tables.append(Table(heads, (cells,), look, scale))
    return Stack(tuple(tables), draw.pick([0.0, 4.0]))


def show_cells(page: Page, entries: list[Entry], scale: float) -> Node:
    """Small labels above their values, all in cells."""
    draw = page.draw
    small, count = draw.pick([0.65, 0.75, 0.85]), draw.randint(2, 5)
    rows = []
    for chunk in chunked(entries, count):
        cells = [value_below(page, entry, small) for entry in chunk]
        rows.append(Cells((*cells, *[None] * (count - len(cells)))))
    count = max(map(len, chunked(entries, count)))
    rows = [Cells(row.cells[:count]) for row in rows]
    look = TableLook("all", draw.pick([0.4, 0.8]), draw.pick(["ink", "muted"]), padding=(2.0, 3.0))
    return Table(tuple(Head(None, share=1.0) for _ in range(count)), tuple(rows), look, scale)
