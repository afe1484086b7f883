"""Columns and cells of the table of lines, and the look of tables."""

from __future__ import annotations

from decimal import Decimal

from training_data.invoice import Item
from training_data.pieces import Pieces, tag
from training_data.sheet import Sheet
from training_data.tables import TableStyle

COLUMN_SHARES = {
    "reference": 0.12,
    "date": 0.11,
    "quantity": 0.08,
    "unit": 0.07,
    "unit_price": 0.12,
    "discount": 0.07,
    "vat_rate": 0.08,
    "net_amount": 0.13,
    "gross_amount": 0.13,
}


def plain_number(value: Decimal) -> str:
    """A quantity in the contract's format.

    >>> plain_number(Decimal("12.50")), plain_number(Decimal("100"))
    ('12.5', '100')
    """
    return f"{value.normalize():f}"


def draw_columns(sheet: Sheet) -> list[str]:
    """Which columns, in which order."""
    draw, items = sheet.draw, sheet.invoice.items
    columns = ["description"]
    if draw.chance(0.9):
        columns += ["quantity"]
        if draw.chance(0.35):
            columns.append("unit")
        columns.append("unit_price")
        if draw.chance(0.12):  # price before quantity
            columns = [c for c in columns if c not in ("quantity", "unit")] + [
                c for c in columns if c in ("quantity", "unit")
            ]
    if any(item.discount for item in items) or draw.chance(0.05):
        columns.append("discount")
    columns.append("net_amount")
    rated = sheet.invoice.regime not in ("franchise", "exempt", "reverse_charge")
    if draw.chance(0.55 if rated else 0.1):
        columns.insert(draw.choice([len(columns), len(columns) - 1, 1]), "vat_rate")
    if rated and draw.chance(0.07):
        columns.append("gross_amount")
    if draw.chance(0.4):
        columns.insert(0, "reference")
    elif draw.chance(0.16):
        columns.insert(0, "date")
    if draw.chance(0.06):  # quantity first
        columns = [c for c in columns if c == "quantity"] + [c for c in columns if c != "quantity"]
    return columns


def vat_code(sheet: Sheet, rate: Decimal) -> str:
    """The code that stands for a rate in this document."""
    if "vat_codes" not in sheet.words:
        sheet.words["vat_codes"] = sheet.draw.pick(["1234", "ABCD", "5678", "3124"])
    rates = [row.rate for row in sheet.invoice.vat_rows]
    return sheet.words["vat_codes"][rates.index(rate) % 4]


def draw_cell(
    sheet: Sheet, column: str, number: int, item: Item, *, coded: bool, quantity_places: int | None
) -> Pieces:
    """The content of one cell; `quantity_places` None prints as many decimals as there are."""
    printing, key = sheet.printing, f"line.{number}.{column}"
    if column == "description":
        pieces: Pieces = (tag(item.description, key, breakable=True),)
        return (*pieces, f" {item.detail}") if item.detail else pieces
    if column == "quantity":
        places = (
            quantity_places
            if quantity_places is not None
            else max(0, -int(item.quantity.normalize().as_tuple().exponent))
        )
        return (
            tag(printing.number(item.quantity, places), key, value=plain_number(item.quantity)),
        )
    if column == "unit":
        return (item.unit,)
    if column in ("unit_price", "net_amount"):
        value = item.unit_price if column == "unit_price" else item.net
        return sheet.money(value, key, line=True)
    if column == "gross_amount":
        return sheet.money(item.net * (100 + item.rate) / 100, line=True)
    if column == "vat_rate" and item.outside:
        return (sheet.draw.pick(["", "-", "HT", "NS", "Exo", "HC", "Non soumis"]),)
    if column == "vat_rate":
        return (
            vat_code(sheet, item.rate)
            if coded
            else tag(printing.percent(item.rate), key, value=f"{item.rate:.2f}"),
        )
    if column == "discount":
        return (f"{plain_number(item.discount)}{sheet.words['percent']}" if item.discount else "",)
    if column == "date":
        return sheet.day(item.day)
    return (item.reference,)


def table_style(sheet: Sheet, *, scale: float = 1.0) -> TableStyle:
    """An invented look for tables."""
    draw = sheet.draw
    fill = draw.weigh({"none": 4, "soft": 4, "accent": 3})
    return TableStyle(
        borders=draw.weigh({"none": 2, "rows": 4, "columns": 4, "all": 5, "frame": 2, "header": 3}),
        header_fill={"none": None, "soft": sheet.soft, "accent": sheet.accent}[fill],
        header_face=sheet.face(
            scale * draw.pick([0.85, 0.95, 1.0]),
            bold=draw.chance(0.7),
            colour=(1, 1, 1) if fill == "accent" else (0, 0, 0),
        ),
        body_face=sheet.face(scale),
        zebra=sheet.soft if draw.chance(0.15) else None,
        padding=draw.pick([2.0, 3.0, 4.0]),
        gap=draw.pick([1.0, 2.0, 4.0, 8.0]),
        header_align="centre" if draw.chance(0.25) else None,
    )
