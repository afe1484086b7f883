"""Totals as one row of headers with the values below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from training_data.blocks.item_cells import table_style
from training_data.canvas import Align, Canvas, Drawable
from training_data.sheet import Entry, Sheet
from training_data.tables import Column, Row, draw_table

_MOST_COLUMNS = 8


def totals_strip(sheet: Sheet, entries: Sequence[Entry]) -> Drawable:
    """The entries side by side, each header over its value; some columns of zeros in between.

    Args:
        sheet: the document.
        entries: the totals, in order.
    """
    draw = sheet.draw
    shown = list(entries)
    if draw.chance(0.3):
        concept = draw.pick(["discount", "shipping", "escompte", "eco"])
        zero = Entry(sheet.label(concept), sheet.money(Decimal(0)))
        shown.insert(draw.randrange(min(len(shown), 2) + 1), zero)
    if draw.chance(0.2):
        brut = Entry(sheet.label("gross_before_discount"), sheet.money(sheet.invoice.totals.lines))
        shown.insert(0, brut)
    align: Align = draw.pick(["right", "centre", "right"])
    rows = [shown[start : start + _MOST_COLUMNS] for start in range(0, len(shown), _MOST_COLUMNS)]
    style = table_style(sheet, scale=draw.pick([0.8, 0.9, 1.0]))

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        for row in rows:
            columns = [Column(entry.label, 1.0, align) for entry in row]
            cells = Row(tuple(entry.pieces for entry in row))
            y = draw_table(canvas, x, y, width, columns, [cells], style) + 2
        return y

    return render
