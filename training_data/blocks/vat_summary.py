"""The table of the VAT by rate."""

from __future__ import annotations

from decimal import Decimal

from training_data.blocks.item_cells import table_style, vat_code
from training_data.canvas import Canvas, Drawable
from training_data.lexicon import load_words
from training_data.pieces import Pieces, tag
from training_data.sheet import Sheet
from training_data.tables import Column, Row, draw_table


def draw_vat_columns(sheet: Sheet) -> tuple[str, ...]:
    """Rate, base, amount in some order, with a code or the sum with tax at times."""
    return sheet.draw.pick(
        [
            ("rate", "base", "amount"),
            ("base", "rate", "amount"),
            ("rate", "base", "amount"),
            ("rate", "base", "amount", "gross"),
            ("code", "base", "rate", "amount"),
            ("code", "rate", "base", "amount"),
            ("base", "amount", "rate"),
        ]
    )


def vat_cells(
    sheet: Sheet, columns: tuple[str, ...], *, totals_row: bool | None = None
) -> tuple[str, list[Column], list[Row]]:
    """The breakdown's title, which may be empty, its columns and its rows.

    Args:
        sheet: the document.
        columns: keys as `draw_vat_columns` gives them.
        totals_row: with the sums; drawn when None.
    """
    draw, invoice = sheet.draw, sheet.invoice
    totals_row = draw.chance(0.25) if totals_row is None else totals_row
    apart = invoice.totals.untaxed or (invoice.totals.outside if draw.chance(0.4) else Decimal(0))
    if invoice.totals.outside and apart:
        totals_row = False
    worded_rate = draw.weigh({"": 8, "TVA ": 2, "Taux normal ": 0.3})
    title = sheet.label("vat_table_title") if draw.chance(0.25) else ""
    heads = [
        Column(
            sheet.label(f"vat_{column}"),
            1.0 if column != "code" else 0.5,
            draw.pick(["right", "right", "centre"]) if column not in ("code", "rate") else "centre",
        )
        for column in columns
    ]

    def cell(column: str, number: int) -> Pieces:
        row = invoice.vat_rows[number]
        if column == "code":
            return (vat_code(sheet, row.rate),)
        if column == "rate":
            return (
                worded_rate,
                tag(
                    sheet.printing.percent(row.rate), f"vat.{number}.rate", value=f"{row.rate:.2f}"
                ),
            )
        if column == "gross":
            return sheet.money(row.base + row.amount, line=True)
        value = row.base if column == "base" else row.amount
        keys = [f"vat.{number}.{column}"]
        if len(invoice.vat_rows) == 1 and not totals_row and not apart:
            keys.append("total_net" if column == "base" else "total_vat")
        return sheet.money(value, *keys, line=True)

    rows = [
        Row(tuple(cell(column, number) for column in columns))
        for number in range(len(invoice.vat_rows))
    ]
    if apart:
        rows.append(_outside_row(sheet, columns, apart))
    if totals_row:
        sums = {
            "base": sheet.money(invoice.totals.net, "total_net", line=True),
            "amount": sheet.money(invoice.totals.vat, "total_vat", line=True),
            "gross": sheet.money(invoice.totals.gross, "total_gross", line=True),
        }
        first = draw.pick(["Total", "Totaux", "TOTAL", ""])
        rows.append(
            Row(
                tuple(
                    sums.get(column, (first,) if place == 0 else ())
                    for place, column in enumerate(columns)
                ),
                bold=sheet.face(bold=True),
            )
        )
    return title, heads, rows


def _outside_row(sheet: Sheet, columns: tuple[str, ...], base: Decimal) -> Row:
    """What is outside the scope of the VAT: a category beside the rates, of no field."""
    words = sheet.cased(sheet.draw.pick(load_words("progress")["outside_vat"]))
    named = "code" if "code" in columns and sheet.draw.chance(0.3) else "rate"
    cells: dict[str, Pieces] = {
        "base": sheet.money(base, line=True),
        "amount": sheet.money(Decimal(0), line=True) if sheet.draw.chance(0.8) else (),
        "gross": sheet.money(base, line=True),
        named: (words,),
    }
    return Row(tuple(cells.get(column, ()) for column in columns))


def vat_table(sheet: Sheet, *, totals_row: bool | None = None) -> Drawable:
    """The breakdown: rate, base, amount in some order, coded or not, at times with a total row."""
    columns = draw_vat_columns(sheet)
    style = table_style(sheet, scale=sheet.draw.pick([0.8, 0.9, 1.0]))
    title, heads, rows = vat_cells(sheet, columns, totals_row=totals_row)

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        if title:
            y = canvas.text(x, y, title, sheet.face(0.9, bold=True)) + 2
        return draw_table(canvas, x, y, width, heads, rows, style)

    return render
