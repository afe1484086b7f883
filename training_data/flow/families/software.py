"""Invoicing and management software: cells, panels, dense tables, and no order at all."""

from __future__ import annotations

from dataclasses import replace

from training_data.blocks.references import buyer_entries, other_entries, own_entries
from training_data.flow.families.common import all_entries, close, pair, references
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import (
    Columns,
    FlowDocument,
    Node,
    Rule,
    Space,
    Stack,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.closing import ending, notes, payment, regime
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import lines_table
from training_data.flow.parts.logos import logo
from training_data.flow.parts.parties import (
    buyer,
    delivery,
    letterhead,
    supplier_party,
)
from training_data.flow.parts.sums import sums, totals, vat_summary
from training_data.flow.parts.titles import title


def compose_header_cells(page: Page) -> FlowDocument:
    """Rows of cells with the label in the header, a ruled table, the totals in a strip below."""
    sheet, draw = page.sheet, page.draw
    head = pair(
        letterhead(page), stack(title(page, align=draw.pick(["left", "right"])), buyer(page), gap=8)
    )
    forms = {"header_row": 6, "cells": 4, "inline": 1}
    rows = [
        show_entries(page, group, draw.weigh(forms))
        for group in (own_entries(sheet), buyer_entries(sheet), other_entries(sheet))
        if group
    ]
    table = lines_table(
        page, look=draw_table_look(draw, ruled=True), filler=draw.chance(0.75), scale=0.92
    )
    low = Space(draw.uniform(4, 60), spring=draw.chance(0.6))
    return close(
        page,
        head,
        Stack(tuple(rows), draw.pick([0.0, 4.0])),
        table,
        low,
        ending(page, sums(page, strip=draw.chance(0.75))),
        gap=draw.pick([4.0, 8.0]),
    )


def compose_three_panels(page: Page) -> FlowDocument:
    """Supplier, buyer and references in three columns, the title over or under them."""
    draw = page.draw
    style = draw.pick(["plain", "line", "soft", "top", "bar"])
    panels: list[Node] = [
        supplier_party(page, style=style),
        buyer(page, heading=True, style=style),
    ]
    top = title(page, align=draw.pick(["left", "centre", "right"]))
    panels.append(references(page, wide=False))
    draw.shuffle(panels)
    row = Columns(tuple(panels), (1.0, 1.0, draw.uniform(0.9, 1.3)), 12.0)
    brand = logo(page) if draw.chance(0.4) else None
    order = [brand, top, row] if draw.chance(0.7) else [row, brand, top]
    return close(page, *order, lines_table(page), ending(page, sums(page)))


def compose_ledger(page: Page) -> FlowDocument:
    """A distributor's dense page: small type, many columns, headers on two lines, all in frames."""
    sheet, draw = page.sheet, page.draw
    columns = [
        "reference",
        "description",
        "quantity",
        "unit",
        "unit_price",
        "discount",
        "net_amount",
        "vat_rate",
    ]
    if draw.chance(0.4):
        columns.remove("unit")
    if draw.chance(0.3):
        columns.remove("vat_rate")
    pairs = [
        delivery(page, style="line") if draw.chance(0.6) else supplier_party(page),
        buyer(page, heading=True, style="line"),
    ]
    if draw.chance(0.3):
        pairs.reverse()
    head = pair(letterhead(page), title(page, align="right"))
    entries = all_entries(page)
    cut = len(entries) // 2
    refs = stack(
        show_entries(page, entries[:cut], draw.pick(["header_row", "cells"])),
        show_entries(page, entries[cut:], draw.pick(["header_row", "inline", "two_columns"])),
        gap=draw.pick([0.0, 4.0]),
    )
    table = lines_table(
        page, columns=columns, look=replace(draw_table_look(draw), padding=(1.0, 2.0)), scale=0.9
    )
    low = [
        vat_summary(page) if sheet.invoice.totals.vat else Space(1),
        totals(page, draw.pick(["grid", "justified", "strip"]), per_rate=False),
    ]
    block = pair(*low, share=0.52) if draw.chance(0.6) else stack(*low, gap=6)
    return close(
        page, head, pair(*pairs), refs, table, ending(page, block), gap=draw.pick([4.0, 7.0])
    )


def compose_mosaic(page: Page) -> FlowDocument:
    """All blocks of the top in any order, in rows of one to three."""
    sheet, draw = page.sheet, page.draw
    top = title(page)
    blocks: list[Node] = [letterhead(page), buyer(page), top]
    groups = [own_entries(sheet), buyer_entries(sheet), other_entries(sheet)]
    blocks += [show_entries(page, group) for group in groups if group]
    if sheet.invoice.delivery:
        blocks.append(delivery(page))
    late = [payment(page)] if draw.chance(0.25) else []
    blocks += late
    draw.shuffle(blocks)
    rows: list[Node] = []
    while blocks:
        count = min(draw.pick([1, 2, 2, 2, 3]), len(blocks))
        row, blocks = blocks[:count], blocks[count:]
        rows.append(Columns(tuple(row), tuple(draw.uniform(0.8, 1.3) for _ in row), 14.0))
        if draw.chance(0.15):
            rows.append(Rule(draw.pick([0.4, 1.2]), draw.pick(["ink", "accent", "muted"])))
    closing: list[Node | None] = [
        sums(page),
        regime(page),
        *([] if late else [payment(page)]),
        notes(page),
    ]
    if draw.chance(0.3):
        draw.shuffle(closing)
    return close(page, *rows, lines_table(page, filler=draw.chance(0.2)), *closing)


def compose_wide_sheet(page: Page) -> FlowDocument:
    """A wide page with a wide table, the totals beside payment."""
    draw = page.draw
    columns = [
        stack(letterhead(page, compact=draw.chance(0.4)), gap=2),
        buyer(page, heading=True),
        stack(title(page), references(page, wide=False), gap=4),
    ]
    if draw.chance(0.4):
        draw.shuffle(columns)
    head = Columns(tuple(columns), (1.0, 0.9, 1.2), 18.0)
    last = pair(
        stack(payment(page), regime(page), notes(page, 0, 2), gap=6),
        sums(page),
        share=draw.uniform(0.35, 0.5),
    )
    note = text("* * *", align="centre") if draw.chance(0.1) else None
    return close(page, head, lines_table(page, filler=draw.chance(0.4)), last, note)
