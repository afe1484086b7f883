"""What the structure programs share: the way from the table down to the end of the document."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.blocks.addresses import address_box
from training_data.blocks.asides import aside_words
from training_data.blocks.footer import footer_height, legal_footer
from training_data.blocks.items import continuation_head, finish_height, items_table
from training_data.blocks.mentions import currency_note, paid_stamp, spelt_note
from training_data.blocks.payment import notes_block, payment_block, regime_block, sales_terms_page
from training_data.blocks.totals import totals_band
from training_data.canvas import Drawable
from training_data.families.heads import shifted
from training_data.sheet import Sheet
from training_data.tables import TableStyle


def limit(sheet: Sheet) -> float:
    """Lowest y of the content of a page."""
    return sheet.canvas.height - footer_height(sheet)


def close_document(
    sheet: Sheet,
    y: float,
    blocks: Sequence[Drawable] | None = None,
    *,
    x: float = 0.0,
    width: float = 0.0,
    footer: bool = True,
) -> None:
    """Totals, payment, mentions, in some order, then footer and conditions.

    Args:
        sheet: the document.
        y: top, points.
        blocks: what follows the lines; drawn when None.
        x: left edge; 0 for the margin.
        width: 0 for the width between the margins.
        footer: with a legal footer.
    """
    draw, canvas = sheet.draw, sheet.canvas
    x, width = x or sheet.margin, width or sheet.inner_width
    if blocks is None:
        rest = [regime_block(sheet), payment_block(sheet), notes_block(sheet)]
        if draw.chance(0.3):
            draw.shuffle(rest)
        blocks = [totals_band(sheet), *rest]
    blocks = list(blocks)
    if aside := aside_words(sheet):
        heading, lines = aside
        block = shifted(address_box(sheet, lines, heading=heading), draw.pick([0.0, 0.0, 0.55]))
        blocks.insert(draw.randint(0, len(blocks)), block)
    if spelt := spelt_note(sheet):
        blocks.insert(1, spelt)
    if note := currency_note(sheet):
        blocks.insert(0, note)
    totals = sheet.invoice.totals
    if totals.prepaid and not totals.due and draw.chance(0.35):
        blocks.append(paid_stamp(sheet))
    head = continuation_head(sheet)
    for block in blocks:
        needed = canvas.measure(block, width)
        y = finish_height(canvas, y, needed, limit(sheet), head)
        y = block(canvas, x, y, width) + draw.pick([4, 8, 14])
    if footer:
        legal_footer(sheet)
    if draw.chance(0.12 if canvas.page_count > 1 else 0.05):
        sales_terms_page(sheet)


def lines_and_close(
    sheet: Sheet,
    y: float,
    *,
    style: TableStyle | None = None,
    fill: bool = False,
    columns: list[str] | None = None,
) -> None:
    """The table of lines over the full width, then the rest."""
    bottom = limit(sheet)
    fill_to = bottom - 230 if fill and len(sheet.invoice.items) < 12 else 0.0
    y = items_table(
        sheet,
        sheet.margin,
        y,
        sheet.inner_width,
        bottom=bottom,
        next_top=continuation_head(sheet),
        fill_to=fill_to,
        style=style,
        columns=columns,
    )
    close_document(sheet, y + sheet.draw.pick([6, 10, 18]))
