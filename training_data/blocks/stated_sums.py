"""The sums of an invoice as marked values, in order, under words of the document's kind."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from training_data.blocks.deductions import progress_words, withheld_words
from training_data.blocks.stated import word
from training_data.pieces import Pieces, plain_text, tag
from training_data.sheet import Sheet


class Sum(NamedTuple):
    """A sum: its concept (`net`, `vat`, `gross`, `due`…), its label, its value."""

    concept: str
    label: Pieces
    value: Pieces


def sums_of(
    sheet: Sheet, kind: str, *, per_rate: bool = True, full: bool | None = None
) -> list[Sum]:
    """The rows of the totals.

    Args:
        sheet: the document.
        kind: of `hand_made.yaml`; the document's own words where it has none.
        per_rate: a row for each VAT rate, with the rate in the label.
        full: with every sum even where it says nothing; drawn when None.
    """
    draw, invoice, totals = sheet.draw, sheet.invoice, sheet.invoice.totals
    untaxed = not totals.vat
    full = draw.chance(0.4) if full is None else full
    rows: list[Sum] = []

    def add(concept: str, key: str, value: Decimal, *marks: str) -> None:
        rows.append(Sum(concept, (word(sheet, kind, key),), sheet.money(value, *marks)))

    if totals.discount or totals.shipping:
        add("lines", "gross_before_discount", totals.lines)
        if totals.discount:
            add("discount", "discount", -totals.discount)
        if totals.shipping and invoice.works:
            label = (progress_words(sheet, "revision"),)
            rows.append(Sum("shipping", label, sheet.money(totals.shipping)))
        elif totals.shipping:
            add("shipping", "shipping", totals.shipping)
    differs = totals.due != totals.gross
    if not untaxed or full or draw.chance(0.35):
        add("net", "total_net", totals.net, "total_net")
    if not untaxed:
        rows += _vat(sheet, kind, per_rate=per_rate)
    elif full:
        add("vat", "total_vat", totals.vat, "total_vat")
    if totals.outside:
        label = (progress_words(sheet, "outside"),)
        rows.append(Sum("outside", label, sheet.money(totals.outside)))
    shown_gross = not untaxed or full or differs or draw.chance(0.4)
    if shown_gross:
        add("gross", "total_gross", totals.gross, "total_gross")
    minus = draw.pick([1, -1])
    if totals.retention:
        add("retention", "retention", minus * totals.retention)
    if totals.withheld:
        label = (withheld_words(sheet),)
        rows.append(Sum("withheld", label, sheet.money(minus * totals.withheld)))
    if totals.prepaid:
        add("prepaid", "prepaid_amount", minus * totals.prepaid, "prepaid_amount")
    if differs or full or not shown_gross or draw.chance(0.4):
        returned = invoice.document_type == "credit_note" and draw.chance(0.5)
        due = word(sheet, kind, "amount_due_credit" if returned else "amount_due")
        both = "ttc" in due.lower().replace(".", "") and not shown_gross
        keys = ("amount_due", "total_gross") if both else ("amount_due",)
        rows.append(Sum("due", (due,), sheet.money(totals.due, *keys)))
    return _distinct(sheet, rows)


def _vat(sheet: Sheet, kind: str, *, per_rate: bool) -> list[Sum]:
    invoice = sheet.invoice
    label = word(sheet, kind, "total_vat")
    if not per_rate:
        value = sheet.money(invoice.totals.vat, "total_vat")
        return [Sum("vat", (label,), value)]
    stem = sheet.draw.pick(["TVA", "T.V.A.", "TVA à", "Montant TVA", "T.V.A. à"])
    alone = len(invoice.vat_rows) == 1 and not invoice.totals.untaxed
    rows = []
    for n, row in enumerate(invoice.vat_rows):
        shown = sheet.printing.percent(row.rate)
        shown = shown if "%" in shown else f"{shown} %"
        percent = tag(shown, f"vat.{n}.rate", value=f"{row.rate:.2f}")
        keys = (f"vat.{n}.amount", "total_vat") if alone else (f"vat.{n}.amount",)
        rows.append(Sum("vat", (f"{stem} ", percent), sheet.money(row.amount, *keys)))
    if not alone and sheet.draw.chance(0.4):
        rows.append(Sum("vat", (label,), sheet.money(invoice.totals.vat, "total_vat")))
    return rows


def _distinct(sheet: Sheet, rows: list[Sum]) -> list[Sum]:
    """The rows, a label that two of them share told apart."""
    labels = [plain_text(row.label).lower() for row in rows]
    for place, row in enumerate(rows):
        if row.concept == "gross" and labels.count(labels[place]) > 1:
            rows[place] = row._replace(label=(sheet.cased("Total TTC"),))
    return rows
