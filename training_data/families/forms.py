"""Forms in ruled cells, and fixed-pitch prints."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_block, buyer_lines
from training_data.blocks.identity import supplier_ids, supplier_name
from training_data.blocks.item_cells import table_style
from training_data.blocks.items import continuation_head, items_table
from training_data.blocks.letterhead import letterhead
from training_data.blocks.payment import notes_block, payment_block, regime_block
from training_data.blocks.references import (
    buyer_entries,
    other_entries,
    own_entries,
)
from training_data.blocks.titles import title
from training_data.blocks.totals import totals_block
from training_data.blocks.vat_summary import vat_table
from training_data.canvas import Canvas, Drawable
from training_data.families.common import close_document, limit
from training_data.families.heads import shifted, side_by_side, split_references, stack
from training_data.sheet import Entry, Sheet
from training_data.tables import TableStyle


def draw_form(sheet: Sheet) -> None:
    """A form: every piece of information in a ruled cell with its name in small type."""
    draw, canvas, m, invoice = sheet.draw, sheet.canvas, sheet.margin, sheet.invoice
    tiny = draw.pick([0.62, 0.7, 0.8])
    inner = draw.pick(["top", "top", "left"])

    def cells(c: Canvas, x: float, y: float, width: float, row: list[Entry]) -> float:
        step = width / len(row)
        small = sheet.face(tiny, colour=(0.3, 0.3, 0.3))
        body = sheet.face(0.95, bold=sheet.bold_values)
        indent = step * 0.4 if inner == "left" else 0.0
        height = max(c.paragraph_height(step - 8 - indent, entry.pieces, body) for entry in row) + (
            4 if inner == "left" else small.size * 1.25 + 4
        )
        for place, entry in enumerate(row):
            left = x + step * place
            c.rectangle(left, y, left + step, y + height, stroke=(0, 0, 0), width=0.4)
            c.text(left + 3, y + 2, entry.label, small, fit=(indent or step) - 6)
            c.paragraph(
                left + 4 + indent,
                y + (2 if indent else small.size * 1.25 + 1),
                step - 8 - indent,
                entry.pieces,
                body,
            )
        return y + height

    y = (
        title(sheet, align=draw.pick(["left", "centre", "right"]))(canvas, m, m, sheet.inner_width)
        + 4
    )
    supplier = [
        Entry(
            draw.pick(["Raison sociale", "Fournisseur", "Nom", "Créancier"]), supplier_name(sheet)
        ),
        Entry("Adresse", (f"{invoice.supplier.street} {invoice.supplier.postal_town}",)),
        *supplier_ids(sheet),
    ]
    sheet.printed.add("supplier_ids")
    supplier = [
        entry._replace(label=entry.label or draw.pick(["RCS", "Forme"])) for entry in supplier
    ]
    lines = buyer_lines(sheet, ids=False)
    buyer = [
        Entry(
            draw.pick(["Client", "Débiteur", "Destinataire", "Raison sociale", "Acheteur"]),
            lines[0],
        ),
        Entry("Adresse", tuple(piece for line in lines[1:] for piece in (*line, " "))),
        *buyer_entries(sheet),
    ]
    groups = [
        (draw.pick(["FOURNISSEUR", "ÉMETTEUR", "VENDEUR", ""]), supplier),
        (draw.pick(["CLIENT", "DESTINATAIRE", "ACHETEUR", ""]), buyer),
        (draw.pick(["DOCUMENT", "RÉFÉRENCES", ""]), own_entries(sheet) + other_entries(sheet)),
    ]
    if draw.chance(0.4):
        draw.shuffle(groups)
    per_row = draw.randint(2, 4)
    for heading, entries in groups:
        if heading:
            canvas.rectangle(
                m,
                y,
                canvas.width - m,
                y + sheet.size * 1.5,
                fill=sheet.soft,
                stroke=(0, 0, 0),
                width=0.4,
            )
            y = (
                canvas.text(m + 4, y + 2, heading, sheet.face(0.9, bold=True))
                + sheet.size * 0.28
                - 2
            )
        for start in range(0, len(entries), per_row):
            y = cells(canvas, m, y, sheet.inner_width, entries[start : start + per_row])
        y += draw.pick([0, 0, 5])
    style = table_style(sheet)
    y = (
        items_table(
            sheet,
            m,
            y + 4,
            sheet.inner_width,
            bottom=limit(sheet),
            next_top=continuation_head(sheet),
            style=style,
        )
        + 6
    )
    bands: list[Drawable] = [vat_table(sheet)] if invoice.totals.vat and draw.chance(0.6) else []
    bands.append(
        shifted(
            totals_block(sheet, draw.pick(["header_row", "grid", "justified"])),
            draw.pick([0.0, 0.5]),
        )
    )
    close_document(
        sheet, y, [*bands, regime_block(sheet), payment_block(sheet), notes_block(sheet)]
    )


def draw_matrix(sheet: Sheet) -> None:
    """A fixed-pitch print: columns made of spaces, rules made of dashes."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    face = sheet.face()
    dash = draw.pick(["-", "=", "_", "*"])
    rule = dash * int(sheet.inner_width / face.width(dash))

    def ruled(c: Canvas, x: float, y: float, width: float) -> float:
        return c.text(x, y, rule, face) + 2

    y = (
        side_by_side(
            sheet,
            m,
            letterhead(sheet, logo=False),
            stack(buyer_block(sheet, style="plain", heading=draw.chance(0.3))),
            share=draw.uniform(0.45, 0.6),
        )
        + 14
    )
    y = stack(
        title(sheet, scale=draw.pick([1.0, 1.2]), colour=False),
        ruled,
        *split_references(
            sheet,
            tuple(
                draw.pick(["lines", "aligned", "inline", "leaders", "two_columns"])
                for _ in range(3)
            ),
        ),
        ruled,
    )(canvas, m, y, sheet.inner_width)
    style = TableStyle(
        borders="none",
        header_fill=None,
        header_face=face,
        body_face=face,
        gap=draw.pick([0.0, 1.0]),
        padding=1.0,
    )
    y = (
        items_table(
            sheet,
            m,
            y,
            sheet.inner_width,
            bottom=limit(sheet),
            next_top=continuation_head(sheet),
            style=style,
        )
        + 2
    )
    totals = shifted(
        totals_block(sheet, draw.pick(["lines", "leaders", "aligned", "right", "justified"])),
        draw.pick([0.0, 0.5]),
    )
    close_document(
        sheet,
        y,
        [ruled, totals, ruled, regime_block(sheet), payment_block(sheet), notes_block(sheet)],
    )
