"""Invent the facts of an invoice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from training_data.buyers import draw_buyer
from training_data.draw import Draw
from training_data.invoice import DocumentType, Invoice, Item, Totals, VatRow
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

_CENT = Decimal("0.01")
# How often something outside the scope of the VAT is billed along, by what is sold.
_OUTSIDE_SHARES = {"legal": 0.3, "garage": 0.18, "hotel": 0.25, "utilities": 0.12, "transport": 0.1}


def cents(value: Decimal) -> Decimal:
    """Rounded half up to the cent."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def _find_goods(kind: str) -> dict[str, Any]:
    """What is sold under that name, in `goods.yaml` or in `special_goods.yaml`."""
    every: list[dict[str, Any]] = [*load_words("goods"), *load_words("special_goods")]
    return next(goods for goods in every if goods["kind"] == kind)


def _items(draw: Draw, count: int, kind: str, day: date, rates: list[float]) -> list[Item]:
    goods = _find_goods(kind)
    low, high = goods["price"]
    out = []
    discounts = draw.chance(0.2)
    for place in range(count):
        price = cents(Decimal(str(low * (high / low) ** draw.random())))
        if draw.chance(0.35):
            price = price.quantize(Decimal(1)) or Decimal(1)
        quantity = Decimal(
            draw.pick([1, 1, 1, 2, 3, 4, 5, 10, 12, draw.randint(1, 60), draw.randint(20, 900)])
        )
        if price > 500:
            quantity = Decimal(draw.pick([1, 1, 1, 2, 3]))
        if draw.chance(0.15):
            quantity += Decimal(draw.pick(["0.5", "0.25", "0.75", "0.2"]))
        discount = Decimal(draw.pick([0, 0, 5, 10, 15, 20])) if discounts else Decimal(0)
        description = draw.pick(goods["items"])
        if draw.chance(0.15):
            mark = draw.pick(["@##", "####", "#", "@-###", "##/##"])
            kind_of = draw.pick(["réf.", "modèle", "lot", "site", "n°", "type"])
            description += f" {kind_of} {draw.fill(mark)}"
        detail = ""
        if draw.chance(0.12):
            detail = draw.pick(
                [
                    f"Selon devis {draw.fill('D####')} du {day:%d/%m/%Y}",
                    "Conforme au cahier des clauses techniques particulières",
                    f"BL n° {draw.digits(6)}",
                    f"Intervention du {day - timedelta(draw.randint(1, 20)):%d/%m/%Y}",
                    "Main d'œuvre et petites fournitures comprises",
                    f"Dont éco-participation : {draw.randint(0, 3)},{draw.digits(2)}",
                    "Lot de 10",
                ]
            )
        out.append(
            Item(
                reference=draw.fill(
                    draw.pick(["@@#####", "######", "@####", "##-###", "#.#", f"{place + 1}"])
                ),
                description=description,
                detail=detail,
                quantity=quantity,
                unit=draw.pick(goods["units"]),
                unit_price=price,
                discount=discount,
                net=cents(quantity * price * (100 - discount) / 100),
                rate=Decimal(str(draw.pick(rates))),
                day=day - timedelta(draw.randint(1, 40)),
            )
        )
    return out


def _outside_item(draw: Draw, like: Item, kind: str) -> Item:
    """A line outside the scope of the VAT, as firms that sell that kind bill it."""
    price = cents(Decimal(draw.pick([13, 25, 37.6, 86, 137.5, draw.uniform(3, 240)])))
    known = load_words("progress")["outside_items"]
    words = draw.pick(known.get(kind, known["other"]))
    return replace(
        like,
        description=words,
        detail="",
        quantity=Decimal(1),
        unit="",
        unit_price=price,
        discount=Decimal(0),
        net=price,
        rate=Decimal(0),
        outside=True,
    )


def _withheld(draw: Draw, gross: Decimal, *, works: bool) -> Decimal:
    """What is deducted beside advances and the retention: mostly nothing."""
    if not draw.chance(0.2 if works else 0.03):
        return Decimal(0)
    return cents(gross * draw.pick([1, 1, 2, 3, draw.randint(1, 12)]) / Decimal(100))


def _totals(
    draw: Draw, items: list[Item], *, works: bool, acquitted: bool, outside: float
) -> tuple[tuple[VatRow, ...], Totals]:
    lines = sum((item.net for item in items), Decimal(0))
    untaxed = sum((item.net for item in items if item.outside), Decimal(0))
    rates = sorted({item.rate for item in items if not item.outside}, reverse=draw.chance(0.6))
    single = len(rates) == 1
    discount = (
        cents(lines * draw.randint(1, 15) / 100) if single and draw.chance(0.1) else Decimal(0)
    )
    shipping = (
        Decimal(draw.pick(["6.90", "12.00", "15.50", "25.00", "9.95"]))
        if single and draw.chance(0.1)
        else Decimal(0)
    )
    if works and single and draw.chance(0.25):  # a revision of prices, in the place of carriage
        shipping = cents(lines * draw.randint(4, 90) / 1000)
    bases = {
        rate: sum(
            (item.net for item in items if item.rate == rate and not item.outside), Decimal(0)
        )
        for rate in rates
    }
    bases[rates[0]] += shipping - discount
    rows = tuple(VatRow(rate, bases[rate], cents(bases[rate] * rate / 100)) for rate in rates)
    net = sum((row.base for row in rows), Decimal(0)) + untaxed
    vat = sum((row.amount for row in rows), Decimal(0))
    added = Decimal(0)
    if vat and not untaxed and draw.chance(outside):
        added = cents(Decimal(draw.pick([13, 37.6, 84, draw.uniform(2, 320)])))
    gross = net + vat + added
    retention = cents(gross * 5 / 100) if works and draw.chance(0.6) else Decimal(0)
    prepaid = Decimal(0)
    if acquitted:
        prepaid = gross - retention
    elif draw.chance(0.13):
        prepaid = draw.pick(
            [
                cents(gross * 30 / 100),
                cents(gross * draw.randint(5, 80) / 100),
                (gross / 2).quantize(Decimal(1)),
                cents(gross * 40 / 100),
            ]
        )
    withheld = Decimal(0) if acquitted else _withheld(draw, gross, works=works)
    due = gross - prepaid - retention - withheld
    return rows, Totals(
        lines,
        discount,
        shipping,
        net,
        vat,
        gross,
        prepaid,
        retention,
        due,
        untaxed=untaxed,
        outside=added,
        withheld=withheld,
    )


def _negative(
    items: list[Item], rows: tuple[VatRow, ...], totals: Totals
) -> tuple[list[Item], tuple[VatRow, ...], Totals]:
    flipped = [replace(item, quantity=-item.quantity, net=-item.net) for item in items]
    return (
        flipped,
        tuple(VatRow(r.rate, -r.base, -r.amount) for r in rows),
        Totals(*(-getattr(totals, name) for name in Totals.__slots__)),
    )


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
    goods = _find_goods(kind)
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
    items = _items(draw, count, kind, issue, [float(rate) for rate in rates])
    acquitted = chosen == "invoice" and draw.chance(0.1)
    outside = _OUTSIDE_SHARES.get(kind, 0.03)
    if not untaxed and draw.chance(outside):
        items.append(_outside_item(draw, items[-1], kind))
    rows, totals = _totals(draw, items, works=works, acquitted=acquitted, outside=outside)
    if chosen == "credit_note" and draw.chance(0.5):
        items, rows, totals = _negative(items, rows, totals)
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
