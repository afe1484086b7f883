"""Invoices that put the sum forward, repeat it on a slip, or the parties last."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_block, delivery_block, supplier_block
from training_data.blocks.items import continuation_head, items_table
from training_data.blocks.letterhead import letterhead
from training_data.blocks.payment import notes_block, payment_block, regime_block
from training_data.blocks.payment_facts import bank_entries
from training_data.blocks.references import all_reference_names
from training_data.blocks.titles import title
from training_data.blocks.totals import totals_band
from training_data.canvas import Canvas
from training_data.families.common import close_document, limit, lines_and_close
from training_data.families.heads import side_by_side, split_references, stack
from training_data.presentation import present
from training_data.sheet import Sheet


def draw_hero(sheet: Sheet) -> None:
    """The sum and its date in large type at the top; the lines below or overleaf."""
    draw, canvas, m, invoice = sheet.draw, sheet.canvas, sheet.margin, sheet.invoice
    y = side_by_side(sheet, m, letterhead(sheet), buyer_block(sheet)) + 16
    y = title(sheet)(canvas, m, y, sheet.inner_width) + 4
    y = stack(*split_references(sheet))(canvas, m, y, sheet.inner_width) + 8
    keys = (
        ["amount_due"]
        if draw.chance(0.5) or invoice.totals.due != invoice.totals.gross
        else ["total_gross"]
    )
    label = sheet.label("amount_due" if keys == ["amount_due"] else "total_gross", fresh=True)
    entry_pieces = sheet.money(invoice.totals.due, *keys)
    box = (m, y, m + sheet.inner_width * draw.uniform(0.5, 1.0), y + sheet.size * 3.2)
    canvas.rectangle(
        *box, fill=sheet.soft if draw.chance(0.5) else None, stroke=sheet.accent, width=1.2
    )
    canvas.text(m + 8, y + sheet.size, label, sheet.face(1.1, bold=True))
    canvas.text(
        box[2] - 8, y + sheet.size * 0.8, entry_pieces, sheet.face(1.5, bold=True), align="right"
    )
    y = box[3] + 8
    if draw.chance(0.5) and "due_date" not in sheet.printed and invoice.document_type == "invoice":
        sheet.printed.add("due_date")
        y = (
            canvas.text(
                m,
                y,
                (
                    draw.pick(
                        [
                            "À régler avant le ",
                            "Date limite de paiement : ",
                            "Prélèvement le ",
                            "Payable au plus tard le ",
                        ]
                    ),
                    *sheet.day(invoice.dates["due_date"], "due_date"),
                ),
                sheet.face(1.0, bold=True),
            )
            + 8
        )
    if draw.chance(0.5):  # summary first, detail on the following page
        y = totals_band(sheet)(canvas, m, y, sheet.inner_width) + 10
        y = payment_block(sheet)(canvas, m, y, sheet.inner_width) + 10
        if draw.chance(0.7):
            canvas.new_page()
            y = (
                canvas.text(
                    m,
                    m,
                    draw.pick(
                        [
                            "Détail de votre facture",
                            "Détail des consommations",
                            "DÉTAIL",
                            "Annexe : détail",
                        ]
                    ),
                    sheet.face(1.3, bold=True),
                )
                + 8
            )
        y = (
            items_table(
                sheet,
                m,
                y,
                sheet.inner_width,
                bottom=limit(sheet),
                next_top=continuation_head(sheet),
            )
            + 8
        )
        close_document(sheet, y, [regime_block(sheet), notes_block(sheet)])
    else:
        lines_and_close(sheet, y)


def draw_slip(sheet: Sheet) -> None:
    """A payment slip to tear off at the foot of the page, repeating the figures."""
    draw, m, invoice = sheet.draw, sheet.margin, sheet.invoice
    y = (
        side_by_side(
            sheet,
            m,
            letterhead(sheet),
            stack(title(sheet), *split_references(sheet, ("grid", "lines", "lines"))),
        )
        + 8
    )
    second = delivery_block(sheet) if invoice.delivery else stack()
    y = side_by_side(sheet, y, second, buyer_block(sheet)) + 10
    y = (
        items_table(
            sheet,
            m,
            y,
            sheet.inner_width,
            bottom=limit(sheet) - 120,
            next_top=continuation_head(sheet),
        )
        + 8
    )
    names = all_reference_names(sheet)
    slip_entries = [(label, pieces) for label, pieces in names]

    def slip(c: Canvas, x: float, y: float, width: float) -> float:
        c.line(x, y, x + width, y, dash="3 3")
        y = c.text(x + width / 2, y + 4, heading, sheet.face(0.8), align="centre") + 2
        at = x
        step = width / len(slip_entries)
        for label, pieces in slip_entries:
            c.text(at, y, label, sheet.face(0.8), fit=step - 4)
            c.text(at, y + sheet.size * 1.2, pieces, sheet.face(0.95, bold=True), fit=step - 4)
            at += step
        y += sheet.size * 2.8
        return bank(c, x, y, width)

    heading = draw.pick(
        [
            "Talon de paiement à joindre à votre règlement",
            "À détacher et à joindre à votre paiement",
            "Avis des sommes à payer",
            "Titre de paiement",
        ]
    )
    bank = present(sheet, bank_entries(sheet) if draw.chance(0.6) else [], "inline")
    close_document(
        sheet,
        y,
        [
            totals_band(sheet),
            regime_block(sheet),
            payment_block(sheet),
            notes_block(sheet, 0, 1),
            slip,
        ],
    )


def draw_parties_below(sheet: Sheet) -> None:
    """Title and references on top, both parties under them or at the foot."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    y = title(sheet)(canvas, m, m, sheet.inner_width) + 6
    y = stack(*split_references(sheet))(canvas, m, y, sheet.inner_width) + 8
    pair = [supplier_block(sheet), buyer_block(sheet, heading=True)]
    if draw.chance(0.35):
        pair.reverse()
    if draw.chance(0.75):
        y = side_by_side(sheet, y, *pair) + 10
        lines_and_close(sheet, y)
    else:
        y = pair[1](canvas, m, y, sheet.inner_width * 0.6) + 10
        y = (
            items_table(
                sheet,
                m,
                y,
                sheet.inner_width,
                bottom=limit(sheet),
                next_top=continuation_head(sheet),
            )
            + 8
        )
        close_document(
            sheet,
            y,
            [
                totals_band(sheet),
                regime_block(sheet),
                payment_block(sheet),
                supplier_block(sheet),
                notes_block(sheet),
            ],
        )
