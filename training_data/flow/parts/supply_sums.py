"""Totals and VAT of suppliers to public bodies, in arrangements of their own."""

from __future__ import annotations

from decimal import Decimal

from training_data.blocks.deductions import deduction_entries, progress_words
from training_data.canvas import Align
from training_data.entry_cells import as_pieces
from training_data.flow.look import draw_table_look, draw_tone
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    Fill,
    Head,
    Leader,
    Node,
    Rule,
    Space,
    Stack,
    Table,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.supply_words import say
from training_data.pieces import Pieces, Tag, tag
from training_data.sheet import Entry


def _rate(page: Page, number: int) -> Tag:
    rate = page.sheet.invoice.vat_rows[number].rate
    shown = page.sheet.printing.percent(rate)
    return tag(shown, f"vat.{number}.rate", value=f"{rate:.2f}")


def sum_entries(page: Page, *, per_rate: bool | None = None) -> list[Entry]:
    """The rows of the totals, in order.

    Args:
        page: the document.
        per_rate: a row for each rate of VAT; drawn when None.
    """
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    totals, rows = invoice.totals, invoice.vat_rows
    entries: list[Entry] = []
    if totals.discount or totals.shipping:
        entries.append(Entry(say(page, "lines"), sheet.money(totals.lines)))
        for concept, value in (("discount", -totals.discount), ("shipping", totals.shipping)):
            if value:
                entries.append(Entry(say(page, concept), sheet.money(value)))
    taxed = bool(totals.vat)
    shape = "full" if taxed else draw.weigh({"full": 4, "net": 3, "gross": 1, "due": 2})
    if shape in ("full", "net"):
        net = sheet.money(totals.net, "total_net")
        entries.append(Entry(say(page, "total_net"), net, draw.chance(0.2)))
    if shape == "full":
        per_rate = draw.chance(0.4) if per_rate is None else per_rate
        alone = len(rows) == 1 and not totals.untaxed
        stem = draw.pick(["TVA ", "TVA à ", "T.V.A. ", "Dont TVA ", "TVA au taux de "])
        for number, row in enumerate(rows if per_rate else ()):
            keys = [f"vat.{number}.amount", *(["total_vat"] if alone else [])]
            label: Pieces = (stem, _rate(page, number))
            if "%" not in sheet.printing.rate:
                label = (*label, " %")
            entries.append(Entry(label, sheet.money(row.amount, *keys)))
        if not per_rate or (not alone and draw.chance(0.6)):
            entries.append(Entry(say(page, "total_vat"), sheet.money(totals.vat, "total_vat")))
    if totals.outside:
        outside = sheet.money(totals.outside)
        entries.append(Entry(progress_words(sheet, "outside"), outside))
    if shape in ("full", "gross"):
        gross = sheet.money(totals.gross, "total_gross")
        entries.append(Entry(say(page, "total_gross"), gross, draw.chance(0.6)))
    entries += deduction_entries(sheet)
    if shape == "due" or totals.due != totals.gross or draw.chance(0.45):
        credit = invoice.document_type == "credit_note" and draw.chance(0.6)
        label_due = say(page, "amount_due_credit" if credit else "amount_due")
        entries.append(Entry(label_due, sheet.money(totals.due, "amount_due"), draw.chance(0.8)))
    return entries


def _tower(page: Page, entries: list[Entry]) -> Node:
    draw = page.draw
    look = TableLook(
        draw.pick(["all", "rows", "frame", "none", "dotted"]),
        draw.pick([0.4, 0.7]),
        draw_tone(draw),
        first_fill=draw.pick(["", "", "soft", "grey"]),
        padding=(draw.pick([1.5, 3.0]), 4.0),
    )
    rows = tuple(
        Cells(
            (text(as_pieces(e.label), bold=e.strong), text(e.pieces, bold=e.strong, align="right"))
        )
        for e in entries
    )
    return Table((Head(None, "left", 1.0), Head(None, "right")), rows, look)


def _strip(page: Page, entries: list[Entry]) -> Node:
    draw = page.draw
    align: Align = draw.pick(["centre", "right"])
    fill: Fill = draw.pick(["", "soft", "grey", "accent"])
    look = TableLook(
        draw.pick(["all", "columns", "frame", "header"]), 0.6, header_fill=fill, padding=(3.0, 3.0)
    )
    tables: list[Node] = []
    rows = -(-len(entries) // 6)
    each = -(-len(entries) // rows)
    for at in range(0, len(entries), each):
        part = entries[at : at + each]
        heads = tuple(
            Head(text(as_pieces(e.label), scale=0.82, align=align, bold=True), align, 1.0)
            for e in part
        )
        tables.append(
            Table(heads, (Cells(tuple(text(e.pieces, bold=e.strong) for e in part)),), look)
        )
    return Stack(tuple(tables), 3.0)


def _dots(page: Page, entries: list[Entry]) -> Node:
    return Stack(
        tuple(
            Leader(text(as_pieces(e.label), bold=e.strong), text(e.pieces, bold=e.strong))
            for e in entries
        ),
        2.0,
    )


def _final(page: Page, entries: list[Entry]) -> Node:
    """All but the last row small, the last on a ground or between rules."""
    *others, last = entries
    draw = page.draw
    label, value = (
        text(as_pieces(last.label), bold=True),
        text(last.pieces, bold=True, align="right"),
    )
    line: Node = Columns((label, value), (0.5, 0.5), 4.0, "middle")
    form = draw.pick(["ground", "rules", "frame"])
    if form == "ground":
        fill: Fill = draw.pick(["accent", "dark", "soft"])
        shown: Node = Box(line, fill=fill, padding=5.0)
    elif form == "rules":
        shown = stack(Rule(1.0), line, Rule(1.0), gap=3)
    else:
        shown = Box(line, border=1.2, padding=5.0)
    return stack(_tower(page, others) if others else None, shown, gap=draw.pick([2, 5]))


def vat_recap(page: Page, *, sums_row: bool | None = None) -> Node | None:
    """The VAT by rate as a table; None where there is none.

    Args:
        page: the document.
        sums_row: with a last row of the sums; drawn when None.
    """
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    totals, rows = invoice.totals, invoice.vat_rows
    if not totals.vat:
        return None
    apart = bool(totals.untaxed)
    sums_row = draw.chance(0.3) if sums_row is None else sums_row
    sums_row = sums_row and not totals.outside
    keys = draw.pick(
        [
            ["rate", "base", "amount"],
            ["base", "rate", "amount"],
            ["rate", "base", "amount", "gross"],
            ["base", "amount", "rate"],
        ]
    )

    def cell(key: str, number: int) -> Pieces:
        row = rows[number]
        if key == "rate":
            return (_rate(page, number),)
        if key == "gross":
            return sheet.money(row.base + row.amount, line=True)
        marks = [f"vat.{number}.{key}"]
        if len(rows) == 1 and not sums_row and not apart:
            marks.append("total_net" if key == "base" else "total_vat")
        return sheet.money(row.base if key == "base" else row.amount, *marks, line=True)

    body = [Cells(tuple(text(cell(key, n)) for key in keys)) for n in range(len(rows))]
    if apart:
        words = draw.pick(["Hors champ", "Non soumis", "Exonéré"])
        plain: dict[str, Pieces] = {
            "rate": (words,),
            "base": sheet.money(totals.untaxed, line=True),
            "amount": sheet.money(Decimal(0), line=True),
            "gross": sheet.money(totals.untaxed, line=True),
        }
        body.append(Cells(tuple(text(plain[key]) for key in keys)))
    if sums_row:
        last: dict[str, Pieces] = {
            "rate": ("Total",),
            "base": sheet.money(totals.net, "total_net", line=True),
            "amount": sheet.money(totals.vat, "total_vat", line=True),
            "gross": sheet.money(totals.gross, "total_gross", line=True),
        }
        body.append(Cells(tuple(text(last[key], bold=True) for key in keys), strong=True))
    aligns: dict[str, Align] = {key: "right" for key in keys}
    aligns["rate"] = draw.pick(["left", "centre", "right"])
    heads = tuple(
        Head(text(say(page, f"vat_{k}"), bold=True, scale=0.9, align=aligns[k]), aligns[k], 1.0)
        for k in keys
    )
    title = text(say(page, "vat_title"), bold=True, scale=0.9) if draw.chance(0.35) else None
    return stack(title, Table(heads, tuple(body), draw_table_look(draw), 0.9), gap=2)


def reckoning(page: Page) -> Node:
    """VAT by rate and totals, how they stand to one another drawn."""
    draw = page.draw
    with_recap = bool(page.sheet.invoice.totals.vat) and draw.chance(0.5)
    recap = vat_recap(page) if with_recap else None
    entries = sum_entries(page, per_rate=False if recap and draw.chance(0.8) else None)
    form = draw.weigh({"tower": 5, "strip": 2.5, "dots": 1, "final": 4})
    if form == "strip" and len(entries) > 1:
        lead = Columns((recap, Space(1)), (0.62, 0.38)) if recap else None
        return stack(lead, _strip(page, entries), gap=6, keep=True)
    shapes = {"tower": _tower, "strip": _tower, "dots": _dots, "final": _final}
    block = shapes[form](page, entries)
    share = draw.uniform(0.38, 0.5)
    where = draw.weigh({"right": 8, "left": 1, "under": 1.2})
    if where == "under":
        narrow = Columns((Space(1), block), (1 - share, share), 0.0)
        return stack(recap, narrow, gap=8, keep=True)
    beside: Node = recap or Space(1)
    if where == "left":
        return stack(Columns((block, beside), (share, 1 - share), 16.0), keep=True)
    return stack(Columns((beside, block), (1 - share, share), 16.0), keep=True)
