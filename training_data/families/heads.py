"""Building the top of a page out of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.blocks.references import (
    buyer_entries,
    other_entries,
    own_entries,
    reference_block,
)
from training_data.canvas import Canvas, Drawable
from training_data.sheet import Entry, Sheet


def side_by_side(
    sheet: Sheet,
    y: float,
    left: Drawable,
    right: Drawable,
    *,
    share: float = 0.5,
    gap: float = 14.0,
    x: float = 0.0,
    width: float = 0.0,
) -> float:
    """Two blocks beside each other; returns the y below both."""
    x, width = x or sheet.margin, width or sheet.inner_width
    cut = (width - gap) * share
    return max(
        left(sheet.canvas, x, y, cut), right(sheet.canvas, x + cut + gap, y, width - gap - cut)
    )


def stack(*blocks: Drawable, gap: float = 4.0) -> Drawable:
    """Blocks under one another."""

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        for block in blocks:
            y = block(canvas, x, y, width) + gap
        return y

    return render


def shifted(block: Drawable, left: float) -> Drawable:
    """A block moved to the right by a share of its width."""

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return block(canvas, x + left * width, y, width * (1 - left))

    return render


def all_entries(sheet: Sheet) -> list[Entry]:
    """Own, buyer's and other references in one list, mixed at times."""
    entries = own_entries(sheet) + buyer_entries(sheet) + other_entries(sheet)
    if sheet.draw.chance(0.2):
        sheet.draw.shuffle(entries)
    return entries


def split_references(sheet: Sheet, forms: Sequence[str] = ("", "", "")) -> list[Drawable]:
    """The references as one to three blocks of different forms."""
    groups = [own_entries(sheet), buyer_entries(sheet), other_entries(sheet)]
    if sheet.draw.chance(0.3):
        groups = [groups[0], groups[1] + groups[2]]
    return [
        reference_block(sheet, group, form)
        for group, form in zip(groups, forms, strict=False)
        if group
    ]
