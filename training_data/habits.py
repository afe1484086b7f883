"""Habits of one document that several of its blocks must agree on."""

from __future__ import annotations

from typing import NamedTuple

from training_data.draw import Draw
from training_data.invoice import Invoice

BUYER_REFERENCE_LABELS = (
    "Réf. client",
    "Réf. client",
    "Réf client",
    "Réf. acheteur",
    "Référence client",
    "Ref. client",
)
PLAIN_CUSTOMER_LABELS = ("Code client", "Code client", "N° client", "Client n°", "Numéro client")


class Habits(NamedTuple):
    """What was decided for the whole document.

    Attributes:
        buyer_reference: "Réf. client" is the buyer's order, and the customer number stands apart.
        trade_head: the letterhead has the trade name, the legal name stands elsewhere.
        full_zero: sums without VAT are printed in full, with a VAT of zero.
        gross_first: the total with tax stands above the one without.
        bare_currency: amounts have no symbol; a sentence may say the currency once.
        loud_buyer: the buyer's name in capitals.
        terse_parties: the parties stand under a pair of short labels, such as `De` and `À`.
        quiet_head: the letterhead is in small type and small letters.
        drawn_name: the head has the name in a picture only; the legal footer has it as text.
    """

    buyer_reference: bool = False
    trade_head: bool = False
    full_zero: bool = False
    gross_first: bool = False
    bare_currency: bool = False
    loud_buyer: bool = False
    terse_parties: bool = False
    quiet_head: bool = False
    drawn_name: bool = False


def draw_habits(draw: Draw, invoice: Invoice) -> Habits:
    """The habits of one document.

    Args:
        draw: the random source.
        invoice: the facts, on which some habits depend.
    """
    supplier = invoice.supplier
    return Habits(
        buyer_reference="engagement_number" in invoice.numbers and draw.chance(0.16),
        trade_head=supplier.trade_name.casefold() != supplier.name.casefold() and draw.chance(0.3),
        full_zero=not invoice.totals.vat and draw.chance(0.45),
        gross_first=draw.chance(0.06),
        bare_currency=draw.chance(0.12),
        loud_buyer=draw.chance(0.1),
        terse_parties=draw.chance(0.13),
        quiet_head=draw.chance(0.05),
        drawn_name=draw.chance(0.06),
    )
