"""Invoices in the manner of letters, word processors and common invoicing programs."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_block, delivery_block, supplier_block
from training_data.blocks.identity import address_lines
from training_data.blocks.item_cells import table_style
from training_data.blocks.items import items_table
from training_data.blocks.letterhead import letterhead, logo_mark
from training_data.blocks.payment import notes_block, paragraph, payment_block, regime_block
from training_data.blocks.recapitulation import draw_recapitulation
from training_data.blocks.references import (
    buyer_entries,
    other_entries,
    own_entries,
    reference_block,
)
from training_data.blocks.titles import dated_place, title
from training_data.blocks.totals import recapitulation, totals_band, totals_block
from training_data.blocks.works import works_cells
from training_data.canvas import Drawable
from training_data.families.common import close_document, limit, lines_and_close
from training_data.families.heads import all_entries, shifted, side_by_side, split_references, stack
from training_data.sheet import Sheet
from training_data.tables import draw_table


def draw_letter(sheet: Sheet) -> None:
    """Letterhead, the buyer in the window on the right, title, references, lines, totals."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    y = letterhead(sheet)(canvas, m, m, sheet.inner_width * 0.5)
    buyer = buyer_block(sheet)
    y = buyer(
        canvas,
        m + sheet.inner_width * draw.uniform(0.45, 0.56),
        max(y - draw.uniform(-10, 40), m),
        sheet.inner_width * 0.43,
    )
    if sheet.invoice.delivery and draw.chance(0.6):
        y = delivery_block(sheet)(canvas, m, y + 8, sheet.inner_width * 0.42)
    y = max(y, m + 90) + draw.uniform(6, 40)
    if draw.chance(0.35):
        y = dated_place(sheet)(canvas, m, y, sheet.inner_width) + 8
    blocks: list[Drawable] = [title(sheet, align=draw.pick(["left", "left", "centre", "right"]))]
    blocks += (
        split_references(sheet)
        if draw.chance(0.5)
        else [reference_block(sheet, all_entries(sheet))]
    )
    y = stack(*blocks, gap=draw.pick([3, 6, 10]))(canvas, m, y, sheet.inner_width)
    lines_and_close(sheet, y + 6, fill=draw.chance(0.15))


def draw_freelancer(sheet: Sheet) -> None:
    """A word processor's page: everything plain, few lines, sentences."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    head = letterhead(sheet, logo=draw.chance(0.1), ids=draw.chance(0.75))
    y = head(canvas, m, m, sheet.inner_width * 0.6) + draw.uniform(4, 20)
    y = shifted(
        buyer_block(sheet, style="plain", heading=draw.chance(0.25)),
        draw.uniform(0.4, 0.6) if draw.chance(0.8) else 0.0,
    )(canvas, m, y, sheet.inner_width) + draw.uniform(10, 40)
    if draw.chance(0.4):
        y = dated_place(sheet)(canvas, m, y, sheet.inner_width) + 6
    y = title(sheet, align=draw.pick(["left", "centre", "centre"]), colour=False)(
        canvas, m, y, sheet.inner_width
    ) + draw.uniform(4, 16)
    y = (
        reference_block(
            sheet,
            own_entries(sheet) + buyer_entries(sheet) + other_entries(sheet)[:1],
            draw.weigh({"lines": 6, "inline": 1, "aligned": 1}),
        )(canvas, m, y, sheet.inner_width)
        + 8
    )
    lines_and_close(sheet, y)


def draw_boxes(sheet: Sheet) -> None:
    """Logo left, references in the right corner, two address boxes, as common programs print."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    right = stack(
        title(sheet, align="right", scale=draw.pick([1.3, 1.5])),
        reference_block(
            sheet,
            all_entries(sheet),
            draw.weigh({"right": 5, "aligned": 2, "grid": 1, "justified": 1}),
        ),
        gap=2,
    )
    mark = logo_mark(sheet) if draw.chance(0.8) else paragraph(sheet, ("",))
    y = side_by_side(sheet, m, mark, right, share=draw.uniform(0.35, 0.5)) + draw.uniform(6, 20)
    style = draw.pick(["box", "fill", "round", "plain"])
    y = (
        side_by_side(
            sheet,
            y,
            supplier_block(sheet, style=draw.pick([style, "fill"])),
            buyer_block(sheet, heading=True, style=style),
            share=draw.uniform(0.42, 0.52),
        )
        + 10
    )
    if draw.chance(0.3):
        y = notes_block(sheet, 1, 1)(canvas, m, y, sheet.inner_width) + 4
    lines_and_close(sheet, y, fill=draw.chance(0.5))


def draw_airy(sheet: Sheet) -> None:
    """A compact header over a rule, large title, references without boxes."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    y = letterhead(
        sheet, logo=draw.chance(0.7), compact=draw.chance(0.6), align=draw.pick(["left", "right"])
    )(canvas, m, m, sheet.inner_width)
    canvas.line(
        m, y + 3, canvas.width - m, y + 3, width=draw.uniform(0.4, 1.5), colour=sheet.accent
    )
    y += 12
    blocks = [
        buyer_block(sheet, style="plain"),
        delivery_block(sheet, style="plain") if sheet.invoice.delivery else paragraph(sheet, ("",)),
    ]
    if draw.chance(0.6):
        blocks.reverse()
    y = side_by_side(sheet, y, blocks[0], blocks[1], share=0.55) + draw.uniform(8, 30)
    y = title(sheet, scale=draw.pick([1.8, 2.2]))(canvas, m, y, sheet.inner_width) + 4
    y = (
        stack(*split_references(sheet, ("header_row" if draw.chance(0.4) else "cards", "", "")))(
            canvas, m, y, sheet.inner_width
        )
        + 6
    )
    lines_and_close(sheet, y)


def draw_centred(sheet: Sheet) -> None:
    """Everything on the middle axis."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    y = (
        letterhead(sheet, align="centre", compact=draw.chance(0.5))(canvas, m, m, sheet.inner_width)
        + 8
    )
    y = title(sheet, align="centre")(canvas, m, y, sheet.inner_width) + 8
    refs = reference_block(
        sheet, all_entries(sheet), draw.pick(["inline", "two_columns", "header_row", "aligned", ""])
    )
    if draw.chance(0.5):
        y = refs(canvas, m, y, sheet.inner_width) + 8
        y = (
            shifted(buyer_block(sheet), draw.pick([0.0, 0.25, 0.5]))(
                canvas, m, y, sheet.inner_width * 0.9
            )
            + 10
        )
    else:
        y = shifted(buyer_block(sheet), draw.pick([0.0, 0.5]))(canvas, m, y, sheet.inner_width) + 8
        y = refs(canvas, m, y, sheet.inner_width) + 10
    lines_and_close(sheet, y)


def draw_fees(sheet: Sheet) -> None:
    """A note of fees in sentences; the lines are a table without rules, or a list."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    y = (
        letterhead(sheet, logo=False, align=draw.pick(["left", "centre"]))(
            canvas, m, m, sheet.inner_width
        )
        + 20
    )
    y = (
        shifted(buyer_block(sheet, style="plain", heading=draw.chance(0.4)), 0.5)(
            canvas, m, y, sheet.inner_width
        )
        + 20
    )
    if draw.chance(0.6):
        y = dated_place(sheet)(canvas, m, y, sheet.inner_width) + 14
    y = title(sheet)(canvas, m, y, sheet.inner_width) + 8
    y = (
        reference_block(sheet, all_entries(sheet), draw.pick(["lines", "inline"]))(
            canvas, m, y, sheet.inner_width
        )
        + 10
    )
    opening = draw.pick(
        [
            "Veuillez trouver ci-dessous le détail de notre intervention :",
            "Madame, Monsieur, nous vous prions de trouver le décompte de nos honoraires.",
            "Doit pour les prestations suivantes :",
            "Pour solde de nos honoraires dans l'affaire citée en référence :",
        ]
    )
    y = canvas.paragraph(m, y, sheet.inner_width, opening, sheet.face()) + 8
    columns = ["description", "net_amount"] if draw.chance(0.6) else None
    style = table_style(sheet)
    short = len(sheet.invoice.items) < 16 and sheet.invoice.document_type == "invoice"
    if short and draw.chance(0.13):
        heads, rows = works_cells(sheet)
        y = draw_table(canvas, m, y, sheet.inner_width, heads, rows, style) + 8
    else:
        y = (
            items_table(
                sheet, m, y, sheet.inner_width, bottom=limit(sheet), columns=columns, style=style
            )
            + 8
        )
    shown = shifted(
        totals_block(sheet, draw.pick(["lines", "justified", "leaders", "aligned", "right"])),
        draw.pick([0.0, 0.45]),
    )
    if draw_recapitulation(sheet, 0.5 if sheet.progress else 0.14):
        shown = recapitulation(sheet)
    blocks = [
        shown,
        regime_block(sheet),
        payment_block(sheet),
        notes_block(sheet),
    ]
    close_document(sheet, y, blocks)


def draw_two_columns(sheet: Sheet) -> None:
    """The top in two columns of blocks, put together at random."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    blocks: list[Drawable] = [
        letterhead(sheet),
        buyer_block(sheet),
        title(sheet),
        *split_references(
            sheet,
            tuple(
                draw.pick(["lines", "aligned", "grid", "stacked", "justified", "leaders"])
                for _ in range(3)
            ),
        ),
    ]
    if sheet.invoice.delivery:
        blocks.append(delivery_block(sheet))
    if draw.chance(0.2):
        blocks.append(payment_block(sheet))
    first, rest = blocks[0], blocks[1:]
    draw.shuffle(rest)
    if draw.chance(0.3):
        rest.insert(draw.randrange(len(rest) + 1), first)
        first = rest.pop(0)
    cut = draw.randint(1, len(rest) - 1)
    left, right = [first, *rest[:cut]][: cut + 1], rest[cut:]
    gap = draw.pick([6, 10, 16])
    y = (
        side_by_side(
            sheet, m, stack(*left, gap=gap), stack(*right, gap=gap), share=draw.uniform(0.45, 0.58)
        )
        + 8
    )
    if draw.chance(0.1):
        y = totals_band(sheet)(canvas, m, y, sheet.inner_width) + 10
        y = items_table(sheet, m, y, sheet.inner_width, bottom=limit(sheet)) + 8
        close_document(sheet, y, [regime_block(sheet), payment_block(sheet), notes_block(sheet)])
    else:
        lines_and_close(sheet, y)


def draw_bilingual(sheet: Sheet) -> None:
    """English, or both languages; otherwise like an airy or boxed page."""
    draw_boxes(sheet) if sheet.draw.chance(0.4) else draw_airy(sheet)


def address_text(sheet: Sheet) -> str:
    """The supplier's address on one line."""
    return " - ".join(str(line[0]) for line in address_lines(sheet, sheet.invoice.supplier))
