"""The sums of a workshop's form: labour, parts, disbursements, tax and rest side by side."""

from __future__ import annotations

from decimal import Decimal

from training_data.lexicon import load_words
from training_data.pieces import tag
from training_data.sheet import Entry, Sheet


def fits_workshop(sheet: Sheet) -> bool:
    """Whether the form has a place for all sums: one rate, no retention, nothing withheld."""
    totals = sheet.invoice.totals
    single = len(sheet.invoice.vat_rows) == 1 and bool(totals.vat)
    return single and not (totals.retention or totals.withheld or totals.untaxed)


def workshop_entries(sheet: Sheet) -> list[Entry]:
    """Headers with their sums, from left to right; zeros where nothing applies."""
    draw, totals, row = sheet.draw, sheet.invoice.totals, sheet.invoice.vat_rows[0]
    words = load_words("progress")

    def word(concept: str) -> str:
        return sheet.cased(draw.pick(words[concept]))

    labour = (totals.net * draw.randint(10, 90) / 100).quantize(Decimal("0.01"))
    entries: list[Entry] = []
    if draw.chance(0.75):
        parts = [Entry(word("labour"), sheet.money(labour))]
        parts.append(Entry(word("parts"), sheet.money(totals.net - labour)))
        entries += parts if draw.chance(0.7) else parts[::-1]
    if totals.outside or draw.chance(0.4):
        entries.append(Entry(word("disbursed"), sheet.money(totals.outside)))
    if draw.chance(0.3):
        entries.append(Entry(sheet.cased(draw.pick(words["zero"])), sheet.money(Decimal(0))))
    base = sheet.cased(draw.pick(["Base TVA", "Base HT", "Total HT", "Montant HT", "HT"]))
    entries.append(Entry(base, sheet.money(totals.net, "total_net", "vat.0.base")))
    rate = tag(sheet.printing.percent(row.rate), "vat.0.rate", value=f"{row.rate:.2f}")
    entries.append(Entry(sheet.cased(draw.pick(["Taux", "% TVA", "Taux TVA"])), (rate,)))
    vat = sheet.money(totals.vat, "total_vat", "vat.0.amount")
    entries.append(Entry(sheet.cased(draw.pick(["TVA", "Montant TVA", "T.V.A."])), vat))
    gross = sheet.cased(draw.pick(["Total TTC", "TTC", "Montant TTC", "Total"]))
    entries.append(Entry(gross, sheet.money(totals.gross, "total_gross"), draw.chance(0.3)))
    if totals.prepaid or draw.chance(0.5):
        keys = ("prepaid_amount",) if totals.prepaid else ()
        entries.append(Entry(word("settled"), sheet.money(totals.prepaid, *keys)))
    due = sheet.money(totals.due, "amount_due")
    entries.append(Entry(sheet.label("amount_due"), due, draw.chance(0.6)))
    return entries
