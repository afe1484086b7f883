"""What an energy, water or telephone company says before the lines: accounts, sum, date."""

from __future__ import annotations

from training_data.blocks.references import other_entries
from training_data.pieces import Pieces, tag
from training_data.references import draw_account_number
from training_data.sheet import Entry, Sheet


def number_sentence(sheet: Sheet) -> Pieces:
    """The invoice's number at the end of a sentence about something else."""
    opening = sheet.draw.pick(
        [
            "Document à conserver 10 ans – n° ",
            "Document à conserver dix ans - N° ",
            "À rappeler dans toute correspondance : n° ",
            "Facture originale n° ",
            "N° de facture : ",
            "Facture n° ",
            "Réf. de la facture ",
            "Exemplaire à conserver - facture n°",
        ]
    )
    if sheet.invoice.document_type == "other":
        opening = "N° "
    return (opening, *sheet.number("invoice_number"))


def account_entries(sheet: Sheet) -> list[Entry]:
    """Customer, account, line and grouping numbers, none of which is wanted."""
    draw, invoice = sheet.draw, sheet.invoice
    issue = invoice.dates["issue_date"]
    entries = [
        Entry(sheet.label("account_number", fresh=True), (draw_account_number(draw, issue),))
        for _ in range(draw.randint(1, 3))
    ]
    customer = draw_account_number(draw, issue) if draw.chance(0.7) else ""
    customer = customer or invoice.numbers["customer_number"]
    entries.insert(0, Entry(sheet.label("customer_number"), (customer,)))
    if draw.chance(0.3):
        entries += other_entries(sheet)[:2]
    if draw.chance(0.3):
        draw.shuffle(entries)
    return entries


def due_words(sheet: Sheet) -> tuple[Pieces, Pieces]:
    """What the sum to pay is called, with the day it is due at times; and the sum."""
    draw, invoice, totals = sheet.draw, sheet.invoice, sheet.invoice.totals
    day: Pieces = ()
    debited = invoice.means == "direct_debit"
    if draw.chance(0.75) and invoice.document_type == "invoice" and totals.due:
        sheet.printed.add("due_date")
        day = sheet.day(invoice.dates["due_date"], "due_date")
    if debited:
        means = tag(
            draw.pick(["Montant prélevé", "Prélèvement", "Sera prélevé"]),
            "payment_means",
            value="direct_debit",
        )
        label: Pieces = (means, draw.pick([" à partir du ", " le "]), *day) if day else (means,)
    else:
        lead = sheet.label("amount_due")
        joint = draw.pick([" avant le ", " au plus tard le ", ", échéance le "])
        label = (lead, joint, *day) if day else (lead,)
    return label, sheet.money(totals.due, "amount_due")
