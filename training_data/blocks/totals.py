"""Totals and the VAT breakdown."""

from __future__ import annotations

from decimal import Decimal

from training_data.blocks.deductions import deduction_entries, progress_words, zero_entry
from training_data.blocks.item_cells import table_style
from training_data.blocks.recapitulation import (
    draw_recapitulation,
    gross_words,
    recapitulation_cells,
)
from training_data.blocks.totals_strip import totals_strip
from training_data.blocks.vat_summary import vat_table
from training_data.blocks.workshop_totals import fits_workshop, workshop_entries
from training_data.canvas import Canvas, Drawable
from training_data.lexicon import load_words
from training_data.pieces import Pieces, tag
from training_data.presentation import present
from training_data.sheet import Entry, Sheet
from training_data.tables import draw_table


def _words(text: str) -> str:
    return text.lower()


def totals_entries(sheet: Sheet, *, per_rate: bool | None = None) -> list[Entry]:
    """The rows of the totals, in order.

    Args:
        sheet: the document.
        per_rate: a row for each VAT rate; drawn when None.
    """
    draw, invoice, totals = sheet.draw, sheet.invoice, sheet.invoice.totals
    untaxed = not totals.vat
    per_rate = draw.chance(0.45) if per_rate is None else per_rate
    entries: list[Entry] = []
    if invoice.works and draw.chance(0.6):
        cumulative = totals.net * draw.randint(2, 6)
        entries += [
            Entry(sheet.label("market_amount"), sheet.money(cumulative * 2)),
            Entry(sheet.label("cumulative"), sheet.money(cumulative)),
            Entry(sheet.label("previous"), sheet.money(cumulative - totals.net)),
        ][draw.randint(0, 1) :]
    if totals.discount or totals.shipping:
        if draw.chance(0.7):
            entries.append(Entry(sheet.label("gross_before_discount"), sheet.money(totals.lines)))
        for concept, value in (
            ("discount", -totals.discount if draw.chance(0.6) else totals.discount),
            ("shipping", totals.shipping),
        ):
            if value:
                priced = invoice.works and concept == "shipping"
                word = progress_words(sheet, "revision") if priced else sheet.label(concept)
                entries.append(Entry(word, sheet.money(value)))
    elif draw.chance(0.1):
        entries += [zero_entry(sheet) for _ in range(draw.pick([1, 1, 2]))]
    full = sheet.habits.full_zero
    shown_net = full or draw.chance(0.97 if not untaxed else 0.55)
    if shown_net:
        entries.append(
            Entry(sheet.label("total_net"), sheet.money(totals.net, "total_net"), draw.chance(0.1))
        )
    shown_vat = not untaxed or full or draw.chance(0.15)
    if shown_vat:
        entries += _vat_entries(sheet, per_rate)
    if totals.outside:
        outside = Entry(progress_words(sheet, "outside"), sheet.money(totals.outside))
        entries.insert(len(entries) if draw.chance(0.7) else max(len(entries) - 1, 0), outside)
    due_differs = totals.due != totals.gross
    shown_gross = full or draw.chance(0.98 if not untaxed else 0.35 if shown_net else 0.6)
    shown_due = due_differs or draw.chance(0.38) or not (shown_gross or shown_net)
    due_concept = (
        "amount_due_credit"
        if invoice.document_type == "credit_note" and draw.chance(0.6)
        else "amount_due"
    )
    due_label = sheet.label(due_concept)
    first = sheet.habits.gross_first
    if not due_differs and not untaxed and shown_due and draw.chance(0.08) and not first:
        shown_gross = False
    if shown_gross:
        label = gross_words(sheet, due_label, differs=due_differs)
        gross = Entry(label, sheet.money(totals.gross, "total_gross"), draw.chance(0.6))
        entries.insert(0 if first else len(entries), gross)
    if draw.chance(0.02):
        entries.append(Entry(sheet.label("rounding"), sheet.money(totals.net * 0)))
    entries += deduction_entries(sheet)
    if due_differs and draw.chance(0.04):
        entries.append(zero_entry(sheet))
    if shown_due:
        keys = (
            ("amount_due", "total_gross")
            if not shown_gross and "ttc" in _words(due_label) and not due_differs
            else ("amount_due",)
        )
        entries.append(Entry(due_label, sheet.money(totals.due, *keys), draw.chance(0.75)))
    return entries


def _vat_entries(sheet: Sheet, per_rate: bool) -> list[Entry]:
    draw, rows, printing, totals = (
        sheet.draw,
        sheet.invoice.vat_rows,
        sheet.printing,
        sheet.invoice.totals,
    )
    label = sheet.label("total_vat")
    if sheet.habits.gross_first and draw.chance(0.7):
        label = sheet.cased(draw.pick(["Dont TVA", "dont TVA", "TVA incluse", "Dont montant TVA"]))
    apart = totals.untaxed or totals.outside
    if not per_rate and len(rows) > 1:
        return [Entry(label, sheet.money(totals.vat, "total_vat"))]
    with_base = draw.chance(0.6 if apart else 0.25)
    stem = draw.pick(
        ["TVA", "T.V.A.", "TVA à", "Total TVA", "TVA au taux de", "Montant TVA", "Dont TVA", "TVA"]
    )
    entries = []
    bracketed = draw.chance(0.15)
    if not per_rate and draw.chance(0.6):
        return [Entry(label, sheet.money(totals.vat, "total_vat"))]
    category = totals.untaxed if draw.chance(0.7) else Decimal(0)
    zero = sheet.money(Decimal(0))
    alone = len(rows) == 1 and not category
    for number, row in enumerate(rows):
        percent = tag(
            printing.percent(row.rate)
            if "%" in printing.percent(row.rate)
            else f"{printing.percent(row.rate)} %",
            f"vat.{number}.rate",
            value=f"{row.rate:.2f}",
        )
        pieces: Pieces = (f"{stem} (", percent, ")") if bracketed else (f"{stem} ", percent)
        if with_base:
            opening, closing = draw.pick(
                [(" sur ", ""), (" (base ", ")"), (" de ", ""), (" (sur ", ")"), (" - base : ", "")]
            )
            pieces = (*pieces, opening, *sheet.money(row.base, f"vat.{number}.base"), closing)
        keys = [f"vat.{number}.amount"] + (["total_vat"] if alone else [])
        entries.append(Entry(pieces, sheet.money(row.amount, *keys)))
    if category:
        words = sheet.cased(draw.pick(load_words("progress")["outside_vat"]))
        told: Pieces = (f"{words} (", *sheet.money(category), ")") if with_base else (words,)
        entries.insert(draw.pick([0, len(entries), len(entries)]), Entry(told, zero))
    if not alone and draw.chance(0.6 if not category else 0.25):
        entries.append(Entry(label, sheet.money(totals.vat, "total_vat")))
    return entries


def totals_block(
    sheet: Sheet, form: str = "", *, per_rate: bool | None = None, scale: float = 1.0
) -> Drawable:
    """The totals in one of the forms of entries; drawn when not given."""
    form = form or sheet.draw.weigh(
        {
            "justified": 12,
            "strip": 1.5,
            "grid": 3,
            "right": 2.5,
            "aligned": 2,
            "lines": 1.5,
            "header_row": 2.5,
            "leaders": 1,
        }
    )
    if form == "strip":
        return totals_strip(sheet, strip_entries(sheet, per_rate=bool(per_rate)))
    return present(sheet, totals_entries(sheet, per_rate=per_rate), form, scale=scale)


def strip_entries(sheet: Sheet, *, per_rate: bool | None = None) -> list[Entry]:
    """The totals that lie side by side, at times those of a workshop's form."""
    if fits_workshop(sheet) and sheet.draw.chance(0.4):
        return workshop_entries(sheet)
    return totals_entries(sheet, per_rate=per_rate)


def recapitulation(sheet: Sheet) -> Drawable:
    """The totals in several columns of amounts over the whole width."""
    columns, rows = recapitulation_cells(sheet)
    style = table_style(sheet, scale=sheet.draw.pick([0.9, 1.0]))

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return draw_table(canvas, x, y, width, columns, rows, style)

    return render


def wide_totals(form: str) -> bool:
    """Whether a form needs the full width."""
    return form in ("header_row", "inline", "cards", "strip")


def totals_band(sheet: Sheet) -> Drawable:
    """VAT table and totals side by side, in one of several arrangements."""
    draw = sheet.draw
    if draw_recapitulation(sheet):
        return recapitulation(sheet)
    form = draw.weigh(
        {
            "justified": 12,
            "grid": 3,
            "right": 2,
            "aligned": 2,
            "lines": 1,
            "header_row": 2.5,
            "leaders": 1,
            "strip": 3,
            "cards": 0.5,
        }
    )
    with_table = draw.chance(
        0.45 if sheet.invoice.totals.vat else 0.25 if sheet.habits.full_zero else 0.0
    )
    left_side = draw.chance(0.1)
    table = vat_table(sheet) if with_table else None
    block = totals_block(sheet, form, per_rate=False if with_table and draw.chance(0.7) else None)
    share = draw.uniform(0.36, 0.5)

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        if wide_totals(form):
            if table:
                y = table(canvas, x, y, width * 0.6) + 8
            return block(canvas, x, y, width)
        at = x if left_side else x + width * (1 - share)
        below = block(canvas, at, y, width * share)
        if table:
            below = max(
                below,
                table(
                    canvas,
                    x + width * (share + 0.04) if left_side else x,
                    y,
                    width * (0.96 - share),
                ),
            )
        return below

    return render
