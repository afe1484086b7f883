"""Invoices of energy, water and telephone companies."""

from __future__ import annotations

from dataclasses import replace

from training_data.blocks.addresses import address_box, buyer_block
from training_data.blocks.asides import aside_words, history_words
from training_data.blocks.items import continuation_head, items_table
from training_data.blocks.letterhead import letterhead
from training_data.blocks.payment import notes_block, paragraph, payment_block, regime_block
from training_data.blocks.references import buyer_entries, reference_block
from training_data.blocks.totals import totals_band, totals_block
from training_data.blocks.utility_facts import account_entries, due_words, number_sentence
from training_data.canvas import Canvas, Drawable
from training_data.families.common import close_document, limit
from training_data.families.heads import shifted, side_by_side, stack
from training_data.pieces import Pieces, tag
from training_data.references import draw_utility_number
from training_data.sheet import Sheet


def draw_utility(sheet: Sheet) -> None:
    """The date in the title, the number in a sentence among accounts; a summary, then details."""
    if sheet.invoice.totals.due and sheet.draw.chance(0.5):
        sheet.invoice = replace(sheet.invoice, means="direct_debit")
    draw, canvas, m, invoice = sheet.draw, sheet.canvas, sheet.margin, sheet.invoice
    issue = invoice.dates["issue_date"]
    if draw.chance(0.8) and invoice.document_type == "invoice":
        invoice.numbers["invoice_number"] = draw_utility_number(draw, issue)
    word = sheet.label(invoice.title_concept)
    kind = tag(word, "document_type", value=invoice.document_type)
    title: Pieces = (kind, draw.pick([" du ", " du ", " au "]), *sheet.day(issue, "issue_date"))
    if draw.chance(0.15):
        title = (kind,)
    else:
        sheet.printed.add("issue_date")
    number = number_sentence(sheet)
    head = [paragraph(sheet, title, scale=draw.pick([1.2, 1.5, 1.9]), bold=draw.chance(0.8))]
    head.insert(draw.randint(0, 1), paragraph(sheet, number, scale=draw.pick([0.7, 0.85, 1.0])))
    if "issue_date" not in sheet.printed:
        head.append(paragraph(sheet, ("Date : ", *sheet.day(issue, "issue_date"))))
    accounts = reference_block(
        sheet, account_entries(sheet), draw.pick(["lines", "stacked", "aligned"])
    )
    left = stack(letterhead(sheet), accounts, gap=draw.pick([6, 14, 24]))
    right = stack(*head, buyer_block(sheet, heading=draw.chance(0.2)), gap=draw.pick([8, 16, 30]))
    if draw.chance(0.25):
        right = stack(buyer_block(sheet, heading=False, style="plain"), *head, gap=14)
    y = side_by_side(sheet, m, left, right, share=draw.uniform(0.35, 0.5)) + 14
    due = _due(sheet)
    blocks: list[Drawable] = [due]
    if buyer := buyer_entries(sheet):
        blocks.append(reference_block(sheet, buyer))
    told = [paragraph(sheet, words, scale=0.9) for words in history_words(sheet)]
    if aside := aside_words(sheet, 0.35):
        told.append(address_box(sheet, aside[1], heading=aside[0]))
    blocks += told if draw.chance(0.5) else []
    y = stack(*blocks, gap=8)(canvas, m, y, sheet.inner_width)
    summary_first = draw.chance(0.6)
    if summary_first:
        band = draw.weigh({"justified": 4, "strip": 3, "grid": 1})
        y = shifted(totals_block(sheet, band), 0.0 if band == "strip" else draw.pick([0, 0.3]))(
            canvas, m, y + 4, sheet.inner_width
        )
        y = payment_block(sheet)(canvas, m, y + 8, sheet.inner_width) + 8
        if draw.chance(0.6):
            canvas.new_page()
            y = continuation_head(sheet)()
        heading = draw.pick(["Détail de votre facture", "Détail des montants", "Vos consommations"])
        y = canvas.text(m, y, heading, sheet.face(1.2, bold=True)) + 6
    y = items_table(
        sheet,
        m,
        y + 4,
        sheet.inner_width,
        bottom=limit(sheet),
        next_top=continuation_head(sheet),
    )
    rest = [regime_block(sheet), notes_block(sheet, 1, 4)]
    rest += [] if told and told[0] in blocks else told
    if not summary_first:
        rest = [totals_band(sheet), payment_block(sheet), *rest]
    close_document(sheet, y + 8, rest)


def _due(sheet: Sheet) -> Drawable:
    """The sum and when it is taken, in a box or a sentence."""
    draw = sheet.draw
    label, amount = due_words(sheet)
    fill = draw.weigh({"": 3, "soft": 4, "accent": 2})
    ink = (1.0, 1.0, 1.0) if fill == "accent" else (0.0, 0.0, 0.0)
    face = sheet.face(draw.pick([1.0, 1.3, 1.6]), bold=True, colour=ink)
    sentence = draw.chance(0.25) and not fill

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        if sentence:
            return canvas.paragraph(x, y, width, (*label, " : ", *amount), face) + 4
        height = face.size * 1.22 + 10
        colour = {"soft": sheet.soft, "accent": sheet.accent}.get(fill)
        canvas.rectangle(x, y, x + width, y + height, fill=colour, stroke=sheet.accent)
        canvas.text(x + 6, y + 5, label, face, fit=width * 0.62)
        canvas.text(x + width - 6, y + 5, amount, face, align="right", fit=width * 0.33)
        return y + height + 4

    return render
