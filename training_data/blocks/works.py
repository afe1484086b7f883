"""The table of a progress of works: market amount, cumulative, previous and current month."""

from __future__ import annotations

from decimal import Decimal

from training_data.pieces import tag
from training_data.sheet import Sheet
from training_data.tables import Column, Row


def works_cells(sheet: Sheet) -> tuple[list[Column], list[Row]]:
    """The table's columns and rows, with a row of sums at times."""
    draw, invoice = sheet.draw, sheet.invoice
    number = sheet.printing.number
    heads = [
        "N°",
        sheet.label("col_description"),
        "Montant marché HT",
        "% cumulé",
        "Cumul HT",
        "Situation préc. HT",
        draw.pick(["Mois HT", "Situation HT", "À facturer HT", "Du mois HT"]),
    ]
    shares = [0.06, 0.3, 0.14, 0.09, 0.14, 0.13, 0.14]
    rows: list[Row] = []
    cumulated = Decimal(0)
    for place, item in enumerate(invoice.items):
        share = Decimal(draw.pick([25, 50, 75, 90, 100]))
        cumulative = item.net + abs(item.net) * draw.pick([0, 0, 1, 2])
        cumulated += cumulative
        market = (cumulative * 100 / share).quantize(Decimal("0.01"))
        rows.append(
            Row(
                (
                    (str(place + 1),),
                    (tag(item.description, f"line.{place}.description", breakable=True),),
                    (number(market),),
                    (f"{share} %",),
                    (number(cumulative),),
                    (number(cumulative - item.net),),
                    (tag(number(item.net), f"line.{place}.net_amount", value=f"{item.net:.2f}"),),
                )
            )
        )
    if draw.chance(0.7):
        rows.append(
            Row(
                (
                    (),
                    (draw.pick(["TOTAUX HT", "Total HT", "TOTAL"]),),
                    (),
                    (),
                    (number(cumulated),),
                    (number(cumulated - invoice.totals.lines),),
                    (
                        tag(
                            number(invoice.totals.lines),
                            *(
                                ["total_net"]
                                if not invoice.totals.discount and not invoice.totals.shipping
                                else []
                            ),
                            value=f"{invoice.totals.lines:.2f}",
                        ),
                    ),
                ),
                bold=sheet.face(0.9, bold=True),
            )
        )
    columns = [
        Column(head, share, "left" if place < 2 else "right")
        for place, (head, share) in enumerate(zip(heads, shares, strict=True))
    ]
    return columns, rows
