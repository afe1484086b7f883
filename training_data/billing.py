"""What is billed: lines, the VAT on them, and what they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from training_data.draw import Draw
from training_data.invoice import Item, Totals, VatRow
from training_data.lexicon import load_words

_CENT = Decimal("0.01")


def cents(value: Decimal) -> Decimal:
    """Rounded half up to the cent."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def find_goods(kind: str) -> dict[str, Any]:
    """What is sold under that name, in `goods.yaml` or in `special_goods.yaml`."""
    every: list[dict[str, Any]] = [*load_words("goods"), *load_words("special_goods")]
    return next(goods for goods in every if goods["kind"] == kind)


def draw_items(draw: Draw, count: int, kind: str, day: date, rates: list[float]) -> list[Item]:
    """Lines of an invoice.

    Args:
        draw: the random source.
        count: how many.
        kind: what is sold, a kind of `goods.yaml` or `special_goods.yaml`.
        day: of the invoice.
        rates: VAT rates in percent, of which each line has one.
    """
    goods = find_goods(kind)
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


def draw_outside_item(draw: Draw, like: Item, kind: str) -> Item:
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


def draw_totals(
    draw: Draw, items: list[Item], *, works: bool, acquitted: bool, outside: float
) -> tuple[tuple[VatRow, ...], Totals]:
    """The VAT of lines and what they come to, with what is added and deducted on the way.

    Args:
        draw: the random source.
        items: the lines.
        works: with a retention, and perhaps a revision of prices.
        acquitted: paid already.
        outside: how often an amount outside the scope of the VAT is added, 0 to 1.
    """
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


def negated(
    items: list[Item], rows: tuple[VatRow, ...], totals: Totals
) -> tuple[list[Item], tuple[VatRow, ...], Totals]:
    """The same with all signs turned, as a credit note prints them."""
    flipped = [replace(item, quantity=-item.quantity, net=-item.net) for item in items]
    return (
        flipped,
        tuple(VatRow(r.rate, -r.base, -r.amount) for r in rows),
        Totals(*(-getattr(totals, name) for name in Totals.__slots__)),
    )
