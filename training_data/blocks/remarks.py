"""What is said about the VAT regime, and remarks: sentences, before anything is laid out."""

from __future__ import annotations

from training_data.pieces import Pieces, tag
from training_data.sheet import Sheet


def regime_words(sheet: Sheet) -> Pieces:
    """The VAT regime's sentence, where the document has one that it did not say yet; else nothing.

    At times other sentences stand before or behind it.
    """
    said = regime_clause(sheet)
    if not said or sheet.draw.chance(0.7):
        return said
    before = f"{sheet.phrase('beside_regime')} " if sheet.draw.chance(0.6) else ""
    behind = f". {sheet.phrase('beside_regime')}" if not before or sheet.draw.chance(0.3) else "."
    return (before, *said, behind)


def regime_clause(sheet: Sheet) -> Pieces:
    """The VAT regime's sentence alone, where the document has one that it did not say yet."""
    invoice, draw = sheet.invoice, sheet.draw
    if not invoice.regime or "vat_regime" in sheet.printed:
        return ()
    sheet.printed.add("vat_regime")
    if invoice.regime in ("on_receipts", "on_debits") and draw.chance(0.15):
        return ()
    sentence = sheet.phrase("vat_regime", invoice.regime)
    if draw.chance(0.1):
        sentence = sentence.upper()
    return (tag(sentence, "vat_regime", value=invoice.regime, breakable=True),)


def note_words(sheet: Sheet, least: int = 0, most: int = 3) -> list[Pieces]:
    """Boilerplate, with figures and dates that mean nothing, after what really matters.

    Args:
        sheet: the document.
        least: pieces of boilerplate.
        most: pieces of boilerplate.
    """
    draw, invoice = sheet.draw, sheet.invoice
    texts = [(sheet.phrase("boilerplate"),) for _ in range(draw.randint(least, most))]
    notes: list[Pieces] = list(texts)
    if invoice.document_type == "credit_note" and draw.chance(0.6):
        notes.insert(0, (f"Motif : {sheet.phrase('credit_reasons')}",))
    if invoice.framework == "A2" and draw.chance(0.7):
        notes.insert(
            0,
            (
                tag(
                    "Facture déjà payée par carte d'achat",
                    "billing_framework",
                    value="A2",
                    breakable=True,
                ),
            ),
        )
    if (
        "original_invoice_number" in invoice.numbers
        and "original_invoice_number" not in sheet.printed
    ):
        original_day: Pieces = ()
        if draw.chance(0.5):
            original_day = (" du ", *sheet.day(invoice.dates["order_date"]))
        notes.insert(
            0,
            (
                draw.pick(
                    [
                        "Cet avoir annule la facture ",
                        "Avoir sur la facture n° ",
                        "Annule et remplace la facture ",
                        "En déduction de notre facture n° ",
                    ]
                ),
                *sheet.number("original_invoice_number"),
                *original_day,
                ".",
            ),
        )
    return notes


def terms_articles(sheet: Sheet) -> list[str]:
    """Some articles of conditions of sale."""
    return sheet.draw.some([sheet.phrase("terms_of_sale") for _ in range(9)], 5, 9)
