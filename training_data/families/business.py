"""Invoices of management software: grids and dense pages."""

from __future__ import annotations

from training_data.blocks.addresses import address_box, buyer_block, buyer_lines, delivery_block
from training_data.blocks.item_cells import table_style
from training_data.blocks.items import continuation_head, items_table
from training_data.blocks.letterhead import letterhead
from training_data.blocks.payment import notes_block, payment_block, regime_block
from training_data.blocks.references import (
    all_reference_names,
    buyer_entries,
    other_entries,
    own_entries,
    reference_block,
)
from training_data.blocks.titles import title
from training_data.blocks.totals import totals_band, totals_block
from training_data.blocks.vat_summary import vat_table
from training_data.canvas import Drawable
from training_data.families.common import close_document, limit, lines_and_close
from training_data.families.heads import side_by_side, split_references, stack
from training_data.presentation import present
from training_data.sheet import Entry, Sheet


def draw_erp(sheet: Sheet) -> None:
    """Rows of headed cells, a table with column rules down to the totals, all boxed."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    left = stack(
        letterhead(sheet),
        reference_block(sheet, own_entries(sheet), "header_row", 0.9)
        if draw.chance(0.6)
        else stack(),
    )
    right_blocks: list[Drawable] = [
        title(sheet, align=draw.pick(["left", "right", "centre"])),
        buyer_block(sheet, style=draw.pick(["box", "round", "box"])),
    ]
    if draw.chance(0.4):
        right_blocks.reverse()
    y = side_by_side(sheet, m, left, stack(*right_blocks, gap=8)) + 6
    rows = [
        entries
        for entries in (own_entries(sheet), buyer_entries(sheet), other_entries(sheet))
        if entries
    ]
    for entries in rows:
        form = draw.weigh({"header_row": 6, "inline": 3, "two_columns": 1, "grid": 0.5})
        y = reference_block(sheet, entries, form, 0.95)(canvas, m, y, sheet.inner_width) + 4
    style = table_style(sheet, scale=0.95)
    lines_and_close(sheet, y + 2, style=style, fill=draw.chance(0.8))


def draw_wholesale(sheet: Sheet) -> None:
    """A distributor's dense page: two addresses, references and totals in strips of cells."""
    draw, canvas, m, invoice = sheet.draw, sheet.canvas, sheet.margin, sheet.invoice
    y = (
        side_by_side(
            sheet, m, letterhead(sheet, logo=draw.chance(0.6)), title(sheet, align="right")
        )
        + 6
    )
    first = (
        delivery_block(sheet, style="box")
        if invoice.delivery or draw.chance(0.6)
        else reference_block(sheet, own_entries(sheet), "grid")
    )
    pair = [first, buyer_block(sheet, heading=True, style=draw.pick(["box", "round"]))]
    if draw.chance(0.3):
        pair.reverse()
    y = side_by_side(sheet, y, *pair) + 6
    y = (
        stack(*split_references(sheet, ("header_row", "inline", "two_columns")))(
            canvas, m, y, sheet.inner_width
        )
        + 4
    )
    bottom = limit(sheet)
    y = (
        items_table(
            sheet,
            m,
            y,
            sheet.inner_width,
            bottom=bottom,
            next_top=continuation_head(sheet),
            fill_to=bottom - 200 if len(invoice.items) < 14 and draw.chance(0.5) else 0,
        )
        + 6
    )
    strip: list[Drawable] = (
        [totals_block(sheet, "header_row", scale=0.9)] if draw.chance(0.6) else [totals_band(sheet)]
    )
    if invoice.totals.vat and draw.chance(0.7) and len(strip) == 1:
        strip.insert(0, vat_table(sheet))
    blocks = [*strip, payment_block(sheet), regime_block(sheet), notes_block(sheet, 1, 4)]
    if draw.chance(0.25):
        line = [Entry(label, pieces) for label, pieces in all_reference_names(sheet)]
        blocks.append(present(sheet, line, "inline", scale=0.9))
    close_document(sheet, y, blocks)


def draw_landscape(sheet: Sheet) -> None:
    """A wide page: parties and references in three columns over a wide table."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    third = sheet.inner_width / 3
    blocks = [
        letterhead(sheet),
        stack(title(sheet), *split_references(sheet, ("lines", "aligned", "lines"))),
        address_box(sheet, buyer_lines(sheet), heading=sheet.label("party_buyer")),
    ]
    if draw.chance(0.4):
        draw.shuffle(blocks)
    y = (
        max(block(canvas, m + place * third, m, third - 12) for place, block in enumerate(blocks))
        + 10
    )
    lines_and_close(sheet, y)
