"""Wordings that hold for a whole document because two of its references share a label."""

from __future__ import annotations

from training_data.habits import BUYER_REFERENCE_LABELS, PLAIN_CUSTOMER_LABELS
from training_data.lexicon import load_words
from training_data.references import draw_own_order
from training_data.sheet import Sheet

_OWN = ("order_number", "quote_number", "delivery_note")


def settle_party_labels(sheet: Sheet) -> None:
    """Have the parties stand under a pair of short labels."""
    seller, buyer = sheet.draw.pick(load_words("asides")["pairs"])
    local = sheet.invoice.buyer.kind == "local" and "airie" in sheet.invoice.buyer.name
    if local and sheet.draw.chance(0.2):
        buyer = sheet.draw.pick(["M. le Maire", "Mme le Maire", "Monsieur le Maire"])
    suffix = sheet.draw.pick(["", "", "", " :"])
    sheet.words["party_seller"] = sheet.cased(seller) + suffix
    sheet.words["party_buyer"] = sheet.cased(buyer) + suffix


def settle_buyer_reference(sheet: Sheet) -> None:
    """Have "Réf. client" hold the buyer's order, beside the supplier's own order numbers."""
    draw, numbers = sheet.draw, sheet.invoice.numbers
    sheet.words["engagement_number"] = sheet.cased(draw.pick(BUYER_REFERENCE_LABELS))
    sheet.words["customer_number"] = sheet.cased(draw.pick(PLAIN_CUSTOMER_LABELS))
    labels = draw.sample(load_words("wording")["fr"]["own_order"], len(_OWN))
    for concept, label in zip(_OWN, labels, strict=True):
        if concept == "order_number" or draw.chance(0.4):
            numbers[concept] = draw_own_order(draw, sheet.invoice.dates["quote_date"])
            sheet.words[concept] = sheet.cased(label)
