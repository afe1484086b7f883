"""Totals and the VAT breakdown, and how they stand to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from training_data.blocks.recapitulation import draw_recapitulation, recapitulation_cells
from training_data.blocks.totals import strip_entries, totals_entries
from training_data.blocks.vat_summary import draw_vat_columns, vat_cells
from training_data.canvas import Align
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    Fill,
    Head,
    Node,
    Space,
    Stack,
    Table,
    is_empty,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import table_of
from training_data.sheet import Entry

_FORMS: Mapping[str, float] = {
    "justified": 12,
    "grid": 3,
    "leaders": 2,
    "aligned": 2,
    "right": 2,
    "colons": 1,
    "ruled": 1,
    "lines": 1,
}


def totals(page: Page, form: str = "", *, per_rate: bool | None = None, scale: float = 1.0) -> Node:
    """The totals in a form of entries, drawn when not given; the sum to pay in a box at times.

    Args:
        page: the document.
        form: see `show_entries`; `strip` for cells side by side.
        per_rate: a row for each VAT rate; drawn when None.
        scale: type size relative to the running text.
    """
    draw = page.draw
    if form == "strip":
        return totals_strip(page, strip_entries(page.sheet, per_rate=per_rate))
    entries = totals_entries(page.sheet, per_rate=per_rate)
    form = form or draw.weigh(_FORMS)
    if len(entries) > 1 and draw.chance(0.16):
        *others, last = entries
        return stack(
            show_entries(page, others, form, scale=scale),
            big_sum(page, last),
            gap=draw.pick([2, 6]),
        )
    return show_entries(page, entries, form, scale=scale)


def big_sum(page: Page, entry: Entry) -> Node:
    """The sum to pay in a large box."""
    draw = page.draw
    label = text(entry.label, bold=draw.chance(0.7))
    scale = draw.pick([1.2, 1.5, 1.9])
    value = text(
        entry.pieces, bold=True, scale=scale, align=draw.pick(["right", "right", "centre"])
    )
    inner: Node = Columns((label, value), (0.5, 0.5), 4.0, "middle")
    if draw.chance(0.35):
        value = replace(value, align="centre")
        inner = stack(replace(label, align="centre", scale=0.9), value, gap=2)
    fills: list[Fill] = ["", "", "soft", "accent", "dark", "grey"]
    fill = draw.pick(fills)
    border = draw.pick([0.8, 1.5]) if not fill or draw.chance(0.3) else 0.0
    return Box(
        inner,
        border=border,
        tone=draw.pick(["ink", "accent"]),
        fill=fill,
        padding=draw.pick([5.0, 8.0]),
        radius=draw.pick([0.0, 0.0, 5.0]),
    )


def totals_strip(page: Page, entries: list[Entry]) -> Node:
    """The totals side by side, each header over its value."""
    draw = page.draw
    most = draw.randint(4, 7)
    align: Align = draw.pick(["right", "centre", "centre"])
    look = replace(draw_table_look(draw, ruled=True if draw.chance(0.7) else None), zebra="")
    tables: list[Node] = []
    small = draw.pick([0.75, 0.85, 1.0])
    for start in range(0, len(entries), most):
        chunk = entries[start : start + most]
        heads = tuple(Head(text(e.label, scale=small, align=align), align, 1.0) for e in chunk)
        cells = Cells(tuple(text(e.pieces, bold=e.strong) for e in chunk))
        tables.append(Table(heads, (cells,), look, 0.95))
    return Stack(tuple(tables), 2.0)


def vat_summary(page: Page, *, totals_row: bool | None = None) -> Node:
    """The table of the VAT by rate."""
    draw = page.draw
    columns = draw_vat_columns(page.sheet)
    title, heads, rows = vat_cells(page.sheet, columns, totals_row=totals_row)
    table = table_of(page, heads, rows, scale=draw.pick([0.8, 0.9, 1.0]))
    if isinstance(table, Table):
        table = replace(table, full=draw.chance(0.6))
    return stack(text(title, bold=True, scale=0.9) if title else None, table, gap=2)


def recapitulation(page: Page) -> Node:
    """The totals in several columns of amounts over the whole width."""
    columns, rows = recapitulation_cells(page.sheet)
    table = table_of(page, columns, rows, scale=page.draw.pick([0.85, 0.95, 1.0]))
    return stack(table, keep=True)


def sums(page: Page, *, strip: bool = False) -> Node:
    """VAT table and totals in one of several arrangements.

    Args:
        page: the document.
        strip: the totals lie across the page.
    """
    draw, sheet = page.draw, page.sheet
    if draw_recapitulation(sheet):
        return recapitulation(page)
    rated = bool(sheet.invoice.totals.vat)
    with_table = draw.chance(0.5 if rated else 0.25 if sheet.habits.full_zero else 0.0)
    table = vat_summary(page) if with_table else None
    per_rate = False if with_table and draw.chance(0.7) else None
    if strip or draw.chance(0.09):
        cells = totals(page, "strip", per_rate=per_rate)
        lead = Columns((table, Space(1)), (0.6, 0.4)) if table else None
        return stack(lead, cells, gap=6, keep=True)
    block = totals(page, per_rate=per_rate)
    share = draw.uniform(0.36, 0.5)
    where = draw.weigh({"right": 8, "left": 1, "full": 1})
    if where == "full":
        return stack(table, block, gap=6, keep=True)
    other = table if table and not is_empty(table) else Space(1)
    pair = (other, block) if where == "right" else (block, other)
    shares = (1 - share, share) if where == "right" else (share, 1 - share)
    if table and draw.chance(0.2):  # under one another, both to the same side
        return stack(
            table, Columns((Space(1), block), (1 - share, share)), gap=draw.pick([4, 10]), keep=True
        )
    return stack(Columns(pair, shares, 16.0), keep=True)
