"""Pages whose values stand in panels, and pages that begin with the buyer."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_block, delivery_block, supplier_block
from training_data.blocks.letterhead import letterhead, logo_mark
from training_data.blocks.references import (
    all_reference_names,
    buyer_entries,
    other_entries,
    own_entries,
    reference_block,
)
from training_data.blocks.titles import dated_place, title
from training_data.canvas import Canvas, Drawable
from training_data.entry_cells import labelled
from training_data.families.common import lines_and_close
from training_data.families.heads import all_entries, shifted, side_by_side, stack
from training_data.sheet import Entry, Sheet


def draw_panel(sheet: Sheet) -> None:
    """Number, dates, customer and sum white on dark, or on grey, in a panel across the page."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    head = side_by_side(sheet, m, letterhead(sheet), stack(title(sheet), gap=2)) + 10
    entries = own_entries(sheet)
    if draw.chance(0.6):
        repeated = [Entry(label, pieces) for label, pieces in all_reference_names(sheet)[-2:]]
        entries += repeated
    panel = _panel(sheet, entries[: draw.randint(3, 6)])
    buyer = shifted(buyer_block(sheet), draw.pick([0.0, 0.5, 0.5]))
    rest = reference_block(sheet, buyer_entries(sheet) + other_entries(sheet))
    order = [panel, buyer, rest]
    if draw.chance(0.4):
        draw.shuffle(order)
    y = stack(*order, gap=10)(canvas, m, head, sheet.inner_width)
    lines_and_close(sheet, y)


def _panel(sheet: Sheet, entries: list[Entry]) -> Drawable:
    draw = sheet.draw
    dark = draw.chance(0.5)
    fill = draw.pick([sheet.accent, (0.15, 0.15, 0.2)]) if dark else (0.82, 0.82, 0.82)
    ink = (1.0, 1.0, 1.0) if dark else (0.0, 0.0, 0.0)
    stacked, scale = draw.chance(0.6), draw.pick([0.9, 1.0, 1.15])
    columns = draw.pick([1, 2]) if not stacked else max(len(entries), 1)
    share = 1.0 if stacked or columns == 2 else draw.uniform(0.5, 1.0)

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        width *= share
        face = sheet.face(scale, colour=ink)
        bold = sheet.face(scale, bold=True, colour=ink)
        step = width / columns
        rows = -(-len(entries) // columns)
        height = rows * (face.size * 1.3 * (2 if stacked else 1)) + 12
        canvas.rectangle(x, y, x + width, y + height, fill=fill)
        for place, entry in enumerate(entries):
            at = x + 6 + step * (place % columns)
            top = y + 6 + (place // columns) * face.size * 1.3
            if stacked:
                canvas.text(at, y + 5, entry.label, face, fit=step - 10)
                canvas.text(at, y + 6 + face.size * 1.3, entry.pieces, bold, fit=step - 10)
            else:
                canvas.text(at, top, labelled(sheet, entry), bold, fit=step - 10)
        return y + height + 2

    return render


def draw_window(sheet: Sheet) -> None:
    """The buyer above, without a label, as a window envelope wants; the supplier below."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    on_right = draw.chance(0.55)
    mark = logo_mark(sheet) if draw.chance(0.6) else stack()
    buyer = buyer_block(sheet, heading=False, style="plain", ids=draw.chance(0.2))
    lead = stack(*([dated_place(sheet)] if draw.chance(0.35) else []), buyer, gap=12)
    top = m + draw.uniform(0, 70)
    other = stack(mark, delivery_block(sheet, style="plain")) if sheet.invoice.delivery else mark
    pair = (other, lead) if on_right else (lead, other)
    y = side_by_side(sheet, top, *pair, share=0.52) + draw.uniform(12, 40)
    heads: list[Drawable] = [title(sheet, align=draw.pick(["left", "left", "right", "centre"]))]
    forms = ["lines", "header_row", "aligned", "cards", "inline"]
    heads.append(reference_block(sheet, all_entries(sheet), draw.pick(forms)))
    if draw.chance(0.6):
        seller = supplier_block(sheet, style="plain") if draw.chance(0.3) else letterhead(sheet)
        y = side_by_side(sheet, y, seller, stack(*heads, gap=6), share=0.42) + 10
    else:
        y = stack(*heads, gap=8)(canvas, m, y, sheet.inner_width) + 8
        sheet.printed.discard("supplier_ids")
    lines_and_close(sheet, y)
