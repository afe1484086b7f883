"""Progress of works, and a shop's till."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_block
from training_data.blocks.item_cells import table_style
from training_data.blocks.letterhead import letterhead
from training_data.blocks.payment import notes_block, payment_block, regime_block
from training_data.blocks.references import (
    reference_block,
)
from training_data.blocks.titles import title
from training_data.blocks.totals import totals_block
from training_data.blocks.vat_summary import vat_table
from training_data.blocks.works import works_cells
from training_data.canvas import Drawable
from training_data.families.common import close_document, limit, lines_and_close
from training_data.families.heads import all_entries, side_by_side, split_references, stack
from training_data.pieces import Pieces, tag
from training_data.presentation import present
from training_data.sheet import Entry, Sheet
from training_data.tables import draw_table


def draw_works(sheet: Sheet) -> None:
    """The progress of works: market amount, cumulative, previous and current month by item."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    y = side_by_side(sheet, m, letterhead(sheet), buyer_block(sheet)) + 12
    y = title(sheet, scale=draw.pick([1.1, 1.4]))(canvas, m, y, sheet.inner_width) + 4
    y = stack(*split_references(sheet))(canvas, m, y, sheet.inner_width) + 6
    full = draw.chance(0.7)
    columns, rows = works_cells(sheet)
    if full:
        y = (
            draw_table(
                canvas,
                m,
                y,
                sheet.inner_width,
                columns,
                rows,
                table_style(sheet, scale=0.9),
                bottom=limit(sheet),
                turn_page=lambda _: _turn(sheet),
            )
            + 10
        )
        close_document(sheet, y)
    else:
        lines_and_close(sheet, y)


def _turn(sheet: Sheet) -> float:
    sheet.canvas.new_page()
    return sheet.margin


def draw_receipt(sheet: Sheet) -> None:
    """A shop's invoice on a narrow or short page: prices with tax, tax summed below."""
    sheet.habits = sheet.habits._replace(gross_first=sheet.draw.chance(0.6))
    draw, canvas, m, invoice = sheet.draw, sheet.canvas, sheet.margin, sheet.invoice
    y = (
        letterhead(sheet, align=draw.pick(["centre", "left"]), logo=draw.chance(0.3))(
            canvas, m, m, sheet.inner_width
        )
        + 8
    )
    y = title(sheet, align="centre", scale=1.2)(canvas, m, y, sheet.inner_width) + 4
    y = (
        reference_block(
            sheet, all_entries(sheet), draw.pick(["lines", "justified", "aligned", "inline"])
        )(canvas, m, y, sheet.inner_width)
        + 6
    )
    y = buyer_block(sheet)(canvas, m, y, sheet.inner_width) + 8
    with_tax = draw.chance(0.7)
    for place, item in enumerate(invoice.items):
        if y > limit(sheet) - 20:
            canvas.new_page()
            y = m
        gross = item.net * (100 + item.rate) / 100
        quantity = tag(
            sheet.printing.number(item.quantity, 0 if item.quantity == int(item.quantity) else 2),
            f"line.{place}.quantity",
            value=f"{item.quantity.normalize():f}",
        )
        name = tag(
            item.description[:34].rstrip(),
            f"line.{place}.description",
            value=item.description[:34].rstrip(),
            breakable=True,
        )
        amount: Pieces = (
            (sheet.printing.number(gross),)
            if with_tax
            else (
                tag(
                    sheet.printing.number(item.net),
                    f"line.{place}.net_amount",
                    value=f"{item.net:.2f}",
                ),
            )
        )
        canvas.text(
            m,
            y,
            (quantity, draw.pick([" x ", " ", " X "]), name),
            sheet.face(),
            fit=sheet.inner_width * 0.72,
        )
        y = canvas.text(m + sheet.inner_width, y, amount, sheet.face(), align="right")
    y = canvas.text(m, y, "-" * int(sheet.inner_width / sheet.face().width("-")), sheet.face()) + 2
    totals = totals_block(sheet, draw.pick(["justified", "leaders", "lines", "right"]))
    tables = [vat_table(sheet)] if invoice.totals.vat and draw.chance(0.5) else []
    means = payment_block(sheet)
    paid: list[Drawable] = []
    if draw.chance(0.4) and invoice.means in ("card", "cash", "cheque"):
        words = sheet.phrase("payment_means", invoice.means)
        paid = [
            present(
                sheet,
                [
                    Entry(
                        (tag(words, "payment_means", value=invoice.means),),
                        sheet.money(invoice.totals.gross),
                    )
                ],
                "justified",
            )
        ]
    close_document(
        sheet, y, [totals, *paid, *tables, regime_block(sheet), means, notes_block(sheet, 0, 2)]
    )
