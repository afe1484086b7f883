"""What stands between the gross sum and what remains to be paid; zeros that say nothing."""

from __future__ import annotations

from decimal import Decimal

from training_data.lexicon import load_words
from training_data.references import draw_invoice_number
from training_data.sheet import Entry, Sheet


def progress_words(sheet: Sheet, concept: str) -> str:
    """The document's word for a row of a statement, such as `penalties`."""
    key = f"progress_{concept}"
    if key not in sheet.words:
        sheet.words[key] = sheet.cased(sheet.draw.pick(load_words("progress")[concept]))
    return sheet.words[key]


def deduction_entries(sheet: Sheet) -> list[Entry]:
    """Retention, advances, penalties and their like, in order, each with its amount."""
    draw, totals = sheet.draw, sheet.invoice.totals
    entries: list[Entry] = []
    minus = draw.chance(0.5)

    def shown(value: Decimal) -> Decimal:
        return -value if minus else value

    if totals.retention:
        entries.append(Entry(sheet.label("retention"), sheet.money(shown(totals.retention))))
    if totals.withheld:
        entries.append(Entry(withheld_words(sheet), sheet.money(shown(totals.withheld))))
    minus = draw.chance(0.4)
    if totals.prepaid:
        entries += _deposits(sheet, shown(totals.prepaid))
    elif draw.chance(0.06):
        entries.append(
            Entry(sheet.label("prepaid_amount"), sheet.money(totals.prepaid, "prepaid_amount"))
        )
    if draw.chance(0.15):
        draw.shuffle(entries)
    return entries


def withheld_words(sheet: Sheet) -> str:
    """What `Totals.withheld` is called: a penalty or the common account of a site, or a credit."""
    works = sheet.invoice.works
    concept = sheet.draw.pick(["penalties", "prorata", "prorata"]) if works else "credited"
    return progress_words(sheet, concept)


def _deposits(sheet: Sheet, value: Decimal) -> list[Entry]:
    """What was paid before: in one row, plain or told with its day and invoice, or in two."""
    draw, invoice = sheet.draw, sheet.invoice
    form = draw.weigh({"plain": 5, "told": 4, "split": 0.9})
    if form == "plain":
        label = sheet.label("prepaid_amount")
        if draw.chance(0.15):
            label += f" le {sheet.printing.day(invoice.dates['order_date'])}"
        return [Entry(label, sheet.money(value, "prepaid_amount"))]
    if form == "told":
        return [Entry(_told(sheet), sheet.money(value, "prepaid_amount"))]
    first = (value * draw.randint(20, 80) / 100).quantize(Decimal("0.01"))
    sheet.implied["prepaid_amount"] = f"{abs(value):.2f}"
    return [Entry(_told(sheet), sheet.money(part)) for part in (first, value - first)]


def _told(sheet: Sheet) -> str:
    draw = sheet.draw
    before = sheet.invoice.dates["order_date"]
    number = draw.pick([draw.digits(4), draw_invoice_number(draw, before)])
    words: str = draw.pick(load_words("progress")["deposit"])
    return sheet.cased(words.format(date=sheet.printing.day(before), number=number))


def zero_entry(sheet: Sheet) -> Entry:
    """A row of the form that this document does not need: 0,00; of no field."""
    draw = sheet.draw
    if draw.chance(0.5):
        label = sheet.label(draw.pick(["discount", "shipping", "escompte", "eco"]))
    else:
        label = sheet.cased(draw.pick(load_words("progress")["zero"]))
    return Entry(label, sheet.money(Decimal(0)))
