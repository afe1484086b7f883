"""The table of invoice lines."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby

from training_data.blocks.item_cells import (
    COLUMN_SHARES,
    draw_cell,
    draw_columns,
    table_style,
)
from training_data.canvas import Canvas
from training_data.pieces import Pieces, tag
from training_data.sheet import Sheet
from training_data.tables import Column, Row, TableStyle, draw_table


def item_rows(sheet: Sheet, columns: list[str]) -> list[Row]:
    """The rows of the lines, with titles of groups, subtotals and remarks at times."""
    draw = sheet.draw
    sheet.words.setdefault("percent", draw.pick(["", " %", "%"]))
    coded = draw.chance(0.2)
    places = draw.pick(
        [
            None,
            None,
            0 if all(i.quantity == int(i.quantity) for i in sheet.invoice.items) else 2,
            2,
            3,
        ]
    )
    bold = sheet.face(1.0, bold=True)
    made = [
        Row(
            tuple(
                draw_cell(sheet, column, number, item, coded=coded, quantity_places=places)
                for column in columns
            )
        )
        for number, item in enumerate(sheet.invoice.items)
    ]
    if len(made) > 3 and draw.chance(0.15):  # groups, with or without a subtotal
        size = draw.randint(2, 4)
        subtotals = draw.chance(0.6)
        grouped: list[Row] = []
        for place, chunk in groupby(range(len(made)), key=lambda n: n // size):
            numbers = list(chunk)
            grouped.append(
                Row(
                    (
                        (
                            draw.pick(
                                [
                                    "Lot",
                                    "Chapitre",
                                    "Site",
                                    "Bon n°",
                                    "Votre commande du",
                                    "Livraison du",
                                    "Poste",
                                ]
                            )
                            + " "
                            + draw.pick(
                                [
                                    str(place + 1),
                                    draw.digits(6),
                                    sheet.printing.day(sheet.invoice.dates["quote_date"]),
                                ]
                            ),
                        ),
                    ),
                    title=True,
                    bold=bold,
                )
            )
            grouped += [made[n] for n in numbers]
            if subtotals and "net_amount" in columns:
                total = sum((sheet.invoice.items[n].net for n in numbers), Decimal(0))
                cells: list[Pieces] = [()] * len(columns)
                cells[columns.index("description")] = ("Sous-total",)
                cells[columns.index("net_amount")] = sheet.money(total, line=True)
                grouped.append(Row(tuple(cells), bold=bold))
        made = grouped
    if draw.chance(0.08):
        made.append(
            Row(
                (
                    (
                        draw.pick(
                            [
                                "Nos prix s'entendent hors taxes",
                                "Suivant votre commande",
                                "Prestation conforme au devis",
                                "Livraison franco",
                            ]
                        ),
                    ),
                ),
                title=True,
            )
        )
    return made


def item_columns(sheet: Sheet, keys: list[str]) -> list[Column]:
    """The columns with their headers, shares of the width and alignment."""
    draw = sheet.draw
    shares = [COLUMN_SHARES.get(key, 0.0) * draw.uniform(0.9, 1.15) for key in keys]
    shares[keys.index("description")] = max(0.2, 1 - sum(shares))
    numeric = {"quantity", "unit_price", "net_amount", "gross_amount", "discount"}
    centred = draw.chance(0.2)
    headers = {key: sheet.label(f"col_{key}") for key in keys}
    return [
        Column(
            headers[key],
            share,
            "right"
            if key in numeric and not (centred and key == "quantity")
            else "centre"
            if key in ("vat_rate", "unit") or (centred and key == "quantity")
            else "left",
        )
        for key, share in zip(keys, shares, strict=True)
    ]


def items_table(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    *,
    bottom: float,
    next_top: Callable[[], float] | None = None,
    fill_to: float = 0.0,
    columns: list[str] | None = None,
    style: TableStyle | None = None,
) -> float:
    """Draw the lines, over several pages if need be; returns the y below.

    Args:
        sheet: the document.
        x: left edge, points.
        y: top, points.
        width: points.
        bottom: lowest y of the table on a page.
        next_top: draws the head of a further page and returns the y below it.
        fill_to: draw the frame down to this y.
        columns: their keys; drawn when None.
        style: the look; drawn when None.
    """
    draw, canvas = sheet.draw, sheet.canvas
    keys = columns or draw_columns(sheet)
    aligned = item_columns(sheet, keys)
    carry = draw.chance(0.4)
    style = style or table_style(sheet)
    rows = item_rows(sheet, keys)

    def turn(done: int) -> float:
        if carry:
            so_far = sum((item.net for item in sheet.invoice.items[:done]), Decimal(0))
            canvas.text(
                x + width - 4,
                bottom - 7,
                (
                    draw.pick(["À reporter : ", "A reporter ", "Report : ", "Sous-total page : "]),
                    *sheet.money(so_far, line=True),
                ),
                sheet.face(),
                align="right",
            )
        canvas.new_page()
        top = next_top() if next_top else sheet.margin
        if carry:
            top = (
                canvas.text(
                    x + width - 4,
                    top,
                    ("Report : ", *sheet.money(so_far, line=True)),
                    sheet.face(),
                    align="right",
                )
                + 3
            )
        return top

    return draw_table(
        canvas,
        x,
        y,
        width,
        aligned,
        rows,
        style,
        bottom=bottom - 10,
        turn_page=turn,
        fill_to=fill_to,
    )


def continuation_head(sheet: Sheet) -> Callable[[], float]:
    """What further pages begin with: nothing, or name, number and date again."""
    draw = sheet.draw
    kind = draw.weigh({"none": 3, "number": 4, "name": 2})
    if sheet.invoice.document_type == "other" and kind == "number":
        kind = "name"  # which is no invoice's
    label = sheet.label("invoice_number")

    def head() -> float:
        canvas = sheet.canvas
        y = sheet.margin
        if kind == "number":
            y = (
                canvas.text(
                    sheet.margin,
                    y,
                    (
                        label,
                        sheet.separator,
                        *sheet.number("invoice_number"),
                        "   ",
                        *sheet.day(sheet.invoice.dates["issue_date"], "issue_date"),
                    ),
                    sheet.face(),
                )
                + 8
            )
        elif kind == "name":
            y = (
                canvas.text(
                    sheet.margin,
                    y,
                    (tag(sheet.invoice.supplier.name, "supplier_name", breakable=True),),
                    sheet.face(bold=True),
                    fit=sheet.inner_width,
                )
                + 8
            )
        return y

    return head


def finish_height(
    canvas: Canvas, y: float, needed: float, limit: float, head: Callable[[], float]
) -> float:
    """The y to go on at: this one, or on a new page if `needed` points do not fit above `limit`."""
    if y + needed <= limit:
        return y
    canvas.new_page()
    return head()
