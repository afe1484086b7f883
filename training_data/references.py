"""Invented reference numbers in the many styles that suppliers and buyers use."""

from __future__ import annotations

from datetime import date

from training_data.draw import Draw
from training_data.lexicon import load_words


def _fill(draw: Draw, style: str, day: date) -> str:
    year = day.year - (1 if draw.chance(0.05) else 0)
    pattern = draw.pick(load_words("references")[style]).format(
        y=year, s=f"{year % 100:02d}", m=f"{day.month:02d}", d=f"{day.day:02d}"
    )
    text = draw.fill(pattern)
    return text if set(text) - set("0 ") else text.replace("0", "7")


def draw_invoice_number(draw: Draw, day: date, *, credit: bool = False) -> str:
    """A number for an invoice (or a credit note) issued on that day."""
    return _fill(draw, "credit_note" if credit and draw.chance(0.8) else "invoice", day)


def draw_engagement_number(draw: Draw, day: date, *, state: bool) -> str:
    """A buyer's order number; the State's have ten digits."""
    return _fill(
        draw, "state_engagement" if state and draw.chance(0.93) else "local_engagement", day
    )


def draw_contract_number(draw: Draw, day: date) -> str:
    """A public contract's (marché) number."""
    return _fill(draw, "contract", day.replace(year=day.year - draw.randint(0, 3), day=1))


def draw_service_code(draw: Draw, *, state: bool) -> str:
    """A code service of the Chorus Pro directory."""
    if draw.chance(0.5 if not state else 0.15):
        return str(draw.pick(load_words("bodies")["service_words"]))
    styles = load_words("references")["state_service" if state else "local_service"]
    return draw.fill(draw.pick(styles))


def draw_other_reference(draw: Draw, day: date) -> str:
    """Any reference that is none of the wanted ones: the supplier's own, such as a quote."""
    return _fill(draw, "other", day)


def draw_customer_number(draw: Draw, day: date) -> str:
    """The buyer's number with the supplier."""
    return _fill(draw, "customer", day)


def draw_own_order(draw: Draw, day: date) -> str:
    """The supplier's own order, proposal or shipment."""
    return _fill(draw, "own_order", day)


def draw_account_number(draw: Draw, day: date) -> str:
    """An account, line or grouping number of a utility's customer."""
    return _fill(draw, "account", day)


def draw_utility_number(draw: Draw, day: date) -> str:
    """An invoice number in the shape of the account numbers beside it."""
    return _fill(draw, "utility", day)
