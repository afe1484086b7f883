"""Invent the facts of an invoice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from training_data.billing import draw_items, draw_outside_item, draw_totals, find_goods, negated
from training_data.buyers import draw_buyer
from training_data.draw import Draw
from training_data.invoice import DocumentType, Invoice
from training_data.lexicon import load_words
from training_data.parties import Party, draw_supplier
from training_data.people import draw_person
from training_data.references import (
    draw_contract_number,
    draw_customer_number,
    draw_engagement_number,
    draw_invoice_number,
    draw_other_reference,
    draw_service_code,
)

# How often something outside the scope of the VAT is billed along, by what is sold.
_OUTSIDE_SHARES = {"legal": 0.3, "garage": 0.18, "hotel": 0.25, "utilities": 0.12, "transport": 0.1}


def _delivery(draw: Draw, buyer: Party) -> Party:
    """Who is delivered to: another party, or the buyer at another address."""
    other = draw_buyer(draw)
    return other if draw.chance(0.5) else replace(other, name=buyer.name, kind=buyer.kind)


def compose_invoice(
    draw: Draw,
    *,
    document_type: DocumentType | None = None,
    works: bool = False,
    english: bool = False,
    kind: str = "",
    lines: tuple[int, int] = (1, 9),
    sole: bool = False,
) -> Invoice:
    """Invent an invoice.

    Args:
        draw: the random source.
        document_type: drawn when None (4 % are no invoice at all, 9 % credit notes).
        works: bill the progress of works.
        english: an invoice in English or bilingual.
        kind: what is sold, a kind of `goods.yaml` (from which it is drawn when empty) or of
            `special_goods.yaml`.
        lines: least and most items.
        sole: the supplier is a sole trader or an association.
    """
    kinds: dict[DocumentType, float] = {"invoice": 0.87, "credit_note": 0.09, "other": 0.04}
    chosen: DocumentType = document_type if document_type else draw.weigh(kinds)
    foreign = draw.chance(0.5 if english else 0.03)
    country = draw.pick(["DE", "BE", "ES", "IT", "LU"]) if foreign else "FR"
    supplier = draw_supplier(draw, country=country)
    while sole and supplier.kind == "company":
        supplier = draw_supplier(draw)
    buyer = draw_buyer(draw)
    issue = date(draw.randint(2015, 2026), draw.randint(1, 12), draw.randint(1, 28))
    days = draw.pick([0, 8, 15, 30, 30, 30, 30, 30, 45, 50, 60])
    kind = kind or draw.pick(
        [g["kind"] for g in load_words("goods") if g["kind"] != "health" or draw.chance(0.2)]
    )
    small = supplier.kind in ("sole_trader", "association")
    regime = draw.weigh(
        {"franchise": 5, "exempt": 1.5, "on_receipts": 1, "": 2}
        if small
        else {"": 9, "on_debits": 3, "on_receipts": 2, "exempt": 0.4, "reverse_charge": 0.7}
    )
    if foreign:
        regime = draw.pick(["reverse_charge", "exempt", ""])
    untaxed = regime in ("franchise", "exempt", "reverse_charge") or kind == "health"
    if kind == "health" and regime not in ("franchise", "reverse_charge"):
        regime = "exempt"
    goods = find_goods(kind)
    rates = (
        [0.0]
        if untaxed
        else (
            [draw.pick(goods["rates"])]
            if draw.chance(0.6)
            else list(goods["rates"]) + ([8.5, 2.1] if draw.chance(0.05) else [])
        )
    )
    if not untaxed and issue.year < 2014 + draw.randint(0, 2) and draw.chance(0.3):
        rates = [19.6]
    count = draw.randint(*lines)
    if draw.chance(0.16):
        count = draw.randint(*draw.weigh({(12, 30): 6, (30, 60): 4, (60, 95): 1}))
    items = draw_items(draw, count, kind, issue, [float(rate) for rate in rates])
    acquitted = chosen == "invoice" and draw.chance(0.1)
    outside = _OUTSIDE_SHARES.get(kind, 0.03)
    if not untaxed and draw.chance(outside):
        items.append(draw_outside_item(draw, items[-1], kind))
    rows, totals = draw_totals(draw, items, works=works, acquitted=acquitted, outside=outside)
    if chosen == "credit_note" and draw.chance(0.5):
        items, rows, totals = negated(items, rows, totals)
    state = buyer.kind == "state"
    public = buyer.kind in ("state", "local")
    number = draw_invoice_number(draw, issue, credit=chosen == "credit_note")
    before = issue - timedelta(draw.randint(3, 90))
    numbers = {"invoice_number": number, "customer_number": draw_customer_number(draw, issue)}
    if draw.chance(0.97 if state else 0.72 if public else 0.45):
        numbers["engagement_number"] = draw_engagement_number(draw, before, state=state)
    if public and draw.chance(0.95 if state else 0.5):
        numbers["service_code"] = draw_service_code(draw, state=state)
    if draw.chance(0.4 if public else 0.08):
        numbers["contract_number"] = draw_contract_number(draw, before)
    if chosen == "credit_note":
        numbers["original_invoice_number"] = draw_invoice_number(draw, before)
    for concept, share in {
        "order_number": 0.3,
        "quote_number": 0.3,
        "delivery_note": 0.2,
        "supplier_code": 0.06,
        "meter": 0.4 if kind == "utilities" else 0.01,
    }.items():
        if draw.chance(share):
            numbers[concept] = (
                draw_other_reference(draw, before) if concept != "meter" else draw.digits(14)
            )
    if works:
        numbers["situation_number"] = str(draw.randint(1, 12))
    dates = {
        "issue_date": issue,
        "due_date": issue + timedelta(days),
        "order_date": before,
        "quote_date": before - timedelta(draw.randint(2, 30)),
        "print_date": issue + timedelta(draw.randint(0, 20)),
        "delivery_date": issue - timedelta(draw.randint(0, 20)),
        "market_date": before - timedelta(draw.randint(60, 700)),
    }
    first = (issue.replace(day=1) - timedelta(1)).replace(day=1)
    means = draw.weigh(
        {"transfer": 70, "direct_debit": 8, "cheque": 7, "card": 6, "cash": 1, "other": 7}
    )
    if acquitted:
        means = draw.pick(["card", "card", "transfer", "cash", "cheque", "other"])
    titles = {
        "invoice": "title_works" if works and draw.chance(0.6) else "title_invoice",
        "credit_note": "title_credit_note",
    }
    return Invoice(
        document_type=chosen,
        title_concept=titles.get(chosen)
        or draw.weigh(
            {"title_quote": 4, "title_order": 3, "title_delivery": 2, "title_proforma": 2}
        ),
        supplier=supplier,
        buyer=buyer,
        delivery=_delivery(draw, buyer) if draw.chance(0.24) else None,
        numbers=numbers,
        dates=dates,
        period=(first, issue.replace(day=1) - timedelta(1)) if draw.chance(0.2) else None,
        payment_days=days,
        regime=regime,
        means=means,
        framework=draw.weigh(
            {"": 90, "A1": 4, "A2": 1.5 if means == "card" else 0.1, "A9": 1.5, "A12": 1}
        ),
        subject=draw.pick(load_words("phrases")["subjects"]),
        seller=draw_person(draw),
        contact=draw_person(draw),
        items=tuple(items),
        vat_rows=rows,
        totals=totals,
        works=works,
        english=english,
    )
