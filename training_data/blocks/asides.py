"""Headings, slips and sentences beside the facts: of no field, though they look like some."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from training_data.blocks.identity import contact_lines
from training_data.identifiers import draw_iban
from training_data.lexicon import load_words
from training_data.pieces import Pieces
from training_data.sheet import Sheet


def aside_words(sheet: Sheet, share: float = 0.07) -> tuple[str, list[Pieces]] | None:
    """Heading and lines of a panel beside the facts, such as `Service client`; or None.

    Args:
        sheet: the document.
        share: how often there is one.
    """
    draw, words = sheet.draw, load_words("asides")
    if not draw.chance(share):
        return None
    if draw.chance(0.3):
        heading = draw.pick(words["slips"])
        customer = f"{sheet.label('customer_number')} : {sheet.invoice.numbers['customer_number']}"
        lines: list[Pieces] = [(customer,), (draw.pick(words["slip_lines"]),)]
        if draw.chance(0.5):
            lines.append((draw.digits(12) + " " + draw.digits(24),))
        return heading, lines
    lines = contact_lines(sheet)[:2] + [(line,) for line in draw.some(words["aside_lines"], 1, 2)]
    if draw.chance(0.3):
        draw.shuffle(lines)
    return draw.pick(words["headings"]), lines


def history_words(sheet: Sheet) -> list[Pieces]:
    """What was billed and paid before and what comes next, in sentences; nothing at times."""
    draw, words = sheet.draw, load_words("asides")
    issue = sheet.invoice.dates["issue_date"]
    told: list[Pieces] = []
    if draw.chance(0.55):
        before = issue - timedelta(draw.pick([30, 31, 61, 62, 92, draw.randint(20, 190)]))
        factor = Decimal(draw.randint(60, 160)) / 100
        amount = abs(sheet.invoice.totals.gross * factor).quantize(Decimal("0.01"))
        sentence = draw.pick(words["history"]).format(
            date=_told_day(sheet, before),
            late=_told_day(sheet, before + timedelta(draw.randint(8, 35))),
            money=sheet.money_text(amount),
        )
        told.append((sentence,))
    if draw.chance(0.4):
        after = issue + timedelta(draw.randint(25, 190))
        told.append((draw.pick(words["next"]).format(date=_told_day(sheet, after)),))
    if draw.chance(0.25):
        draw.shuffle(told)
    return told


def _told_day(sheet: Sheet, day: date) -> str:
    return sheet.printing.day(day)


def mandate_words(sheet: Sheet) -> Pieces:
    """Creditor identifier and mandate of a direct debit."""
    draw = sheet.draw
    creditor = draw.fill("FR##ZZZ######")
    mandate = draw.fill(draw.pick(["RUM-########", "@@##########", "#########-##", "++@@######"]))
    return (
        draw.pick(
            [
                f"ICS : {creditor} – RUM : {mandate}",
                f"Identifiant créancier SEPA : {creditor} - Référence unique de mandat : {mandate}",
                f"RUM {mandate} / ICS {creditor}",
                f"Référence du mandat : {mandate}",
                f"N° ICS {creditor}",
            ]
        ),
    )


def dotted_iban(sheet: Sheet) -> str:
    """An account of the buyer's, its middle hidden behind dots."""
    iban = draw_iban(sheet.draw)
    dot = sheet.draw.pick(["•", "•", "*", "X", "x"])
    return f"{iban[:4]} {iban[4:8]} {iban[8:12]} {dot * 4} {dot * 4} {iban[-3:]}"
