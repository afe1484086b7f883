"""Buyers of those who mostly sell to public bodies, and bodies that bill others."""

from __future__ import annotations

from dataclasses import replace

from training_data.buyers import draw_buyer
from training_data.flow.page import Page
from training_data.parties import Party
from training_data.references import (
    draw_contract_number,
    draw_engagement_number,
    draw_service_code,
)


def draw_body(page: Page, *, local: bool = False) -> Party:
    """A public body; `local` for none of the State's."""
    body = draw_buyer(page.draw)
    while body.kind != "local" and (local or body.kind != "state"):
        body = draw_buyer(page.draw)
    return body


def publicise(page: Page, share: float = 0.8) -> None:
    """Have the buyer be a public body with its references, with that probability."""
    draw, invoice = page.draw, page.sheet.invoice
    if not draw.chance(share):
        return
    buyer = invoice.buyer if invoice.buyer.kind in ("state", "local") else draw_body(page)
    numbers, before = dict(invoice.numbers), invoice.dates["order_date"]
    state = buyer.kind == "state"
    if buyer is not invoice.buyer:
        for concept in ("engagement_number", "service_code"):
            numbers.pop(concept, None)
    if "engagement_number" not in numbers and draw.chance(0.93 if state else 0.8):
        numbers["engagement_number"] = draw_engagement_number(draw, before, state=state)
    if "service_code" not in numbers and draw.chance(0.9 if state else 0.45):
        numbers["service_code"] = draw_service_code(draw, state=state)
    if "contract_number" not in numbers and draw.chance(0.25):
        numbers["contract_number"] = draw_contract_number(draw, before)
    page.sheet.invoice = replace(invoice, buyer=buyer, numbers=numbers)


def bill_as_body(page: Page) -> None:
    """Have a public body be the supplier, paid through the Treasury's account."""
    invoice, own = page.sheet.invoice, page.sheet.invoice.supplier
    body = draw_body(page, local=True)
    supplier = replace(
        body,
        trade_name=body.name,
        iban=own.iban,
        bic=own.bic if page.draw.chance(0.4) else "BDFEFRPPCCT",
        bank=page.draw.pick(["Banque de France", "Trésor public", "Compte DFT"]),
        web=f"www.{body.email.split('@')[1]}",
        registry=own.registry,
    )
    page.sheet.invoice = replace(invoice, supplier=supplier)
