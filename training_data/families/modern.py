"""Invoices with bands and sidebars."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_block
from training_data.blocks.identity import contact_lines, supplier_ids, supplier_name
from training_data.blocks.items import continuation_head, items_table
from training_data.blocks.letterhead import letterhead
from training_data.blocks.payment import notes_block, payment_block, regime_block
from training_data.blocks.titles import title
from training_data.blocks.totals import totals_block
from training_data.blocks.vat_summary import vat_table
from training_data.canvas import Canvas, Drawable
from training_data.families.common import close_document, limit, lines_and_close
from training_data.families.heads import all_entries, side_by_side, split_references, stack
from training_data.pieces import Pieces, tag
from training_data.presentation import present
from training_data.sheet import Sheet


def _white(sheet: Sheet, pieces: Pieces, scale: float, *, bold: bool, align: str) -> Drawable:
    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        face = sheet.face(scale, bold=bold, colour=(1, 1, 1))
        return canvas.paragraph(x, y, width, pieces, face, align=align)  # type: ignore[arg-type]

    return render


def draw_banner(sheet: Sheet) -> None:
    """A coloured band with title and number in white, cards below."""
    draw, canvas, m, invoice = sheet.draw, sheet.canvas, sheet.margin, sheet.invoice
    word = tag(sheet.label(invoice.title_concept), "document_type", value=invoice.document_type)
    in_band = draw.chance(0.75)
    n = draw.pick(["n° ", "N° ", "", "# ", "Réf. "])
    band = [_white(sheet, (word,), draw.pick([1.8, 2.4]), bold=draw.chance(0.5), align="left")]
    if in_band:
        band.append(
            _white(sheet, (n, *sheet.number("invoice_number")), 1.05, bold=False, align="left")
        )
        if draw.chance(0.3):
            sheet.printed.add("issue_date")
            band.append(
                _white(
                    sheet,
                    (
                        draw.pick(["du ", "Date : ", "", "Le "]),
                        *sheet.day(invoice.dates["issue_date"], "issue_date"),
                    ),
                    1.0,
                    bold=False,
                    align="left",
                )
            )
    names: list[Pieces] = [
        supplier_name(sheet),
        (invoice.supplier.street,),
        (invoice.supplier.postal_town,),
        *contact_lines(sheet),
    ]
    right = [
        _white(sheet, line, 1.25 if place == 0 else 0.95, bold=place == 0, align="right")
        for place, line in enumerate(names)
    ]
    left_block, right_block = stack(*band, gap=0), stack(*right, gap=0)
    if draw.chance(0.3):
        left_block, right_block = right_block, left_block
    height = (
        max(
            canvas.measure(left_block, sheet.inner_width / 2),
            canvas.measure(right_block, sheet.inner_width / 2),
        )
        + m
    )
    canvas.rectangle(0, 0, canvas.width, height, fill=sheet.accent)
    side_by_side(sheet, m * 0.5, left_block, right_block)
    y = height + 14
    blocks = [*split_references(sheet, ("cards", draw.pick(["cards", "two_columns", "lines"]), ""))]
    buyer = buyer_block(sheet, heading=True)
    if draw.chance(0.5):
        y = stack(*blocks, gap=6)(canvas, m, y, sheet.inner_width) + 4
        y = buyer(canvas, m, y, sheet.inner_width * 0.5) + 10
    else:
        y = (
            side_by_side(
                sheet, y, buyer, stack(*split_references(sheet, ("aligned", "lines", "stacked")))
            )
            + 4
        )
        y = stack(*blocks, gap=6)(canvas, m, y, sheet.inner_width) + 4
    lines_and_close(sheet, y)


def draw_sidebar(sheet: Sheet) -> None:
    """References, contacts, identifiers and payment in a narrow column, the rest beside it."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    side = canvas.width * draw.uniform(0.26, 0.33)
    on_left = draw.chance(0.8)
    side_x = m * 0.6 if on_left else canvas.width - side - m * 0.6
    main_x = side + m if on_left else m
    main_width = canvas.width - side - 2 * m
    main_title = title(sheet, scale=draw.pick([1.3, 1.6]))
    entries = all_entries(sheet)
    head = letterhead(sheet, ids=False)
    form = draw.pick(["lines", "stacked", "lines", "stacked", "aligned"])
    ids = supplier_ids(sheet)
    sheet.printed.add("supplier_ids")
    parts: list[tuple[str, Drawable]] = [
        (
            draw.pick(["Vos références", "Références", "Informations", "Votre dossier"]),
            present(sheet, entries, form, scale=0.9),
        ),
        (
            draw.pick(["Nous contacter", "Contact", "Service client"]),
            stack(*[_plain(sheet, line) for line in contact_lines(sheet)], gap=1),
        ),
        (
            draw.pick(["Informations légales", "Mentions légales", "Identification"]),
            present(sheet, ids, draw.pick(["lines", "stacked"]), scale=0.85),
        ),
        (draw.pick(["Paiement", "Règlement"]), stack(payment_block(sheet))),
    ]
    if draw.chance(0.3):
        parts[1:] = draw.sample(parts[1:], 3)

    def column(c: Canvas, x: float, y: float, width: float) -> float:
        for heading, part in parts:
            y = (
                c.text(x, y, heading, sheet.face(1.0, bold=True, colour=sheet.accent), fit=width)
                + 2
            )
            y = part(c, x, y, width) + 10
        return y

    y = m
    if draw.chance(0.6):
        y = head(canvas, side_x, m, side)
        top_main = m
    else:
        y = top_main = head(canvas, m, m, sheet.inner_width) + 10
    y += 10
    height = canvas.measure(column, side - 12)
    if draw.chance(0.7):
        canvas.rectangle(side_x, y - 6, side_x + side, y + height + 4, fill=sheet.soft)
    column(canvas, side_x + 6, y, side - 12)
    top = (
        buyer_block(sheet, style="plain")(
            canvas, main_x + main_width * 0.2, top_main, main_width * 0.8
        )
        + 24
    )
    top = main_title(canvas, main_x, top, main_width) + 8
    columns = (
        ["description", "quantity", "unit_price", "net_amount"]
        if draw.chance(0.6)
        else ["description", "net_amount"]
    )
    top = (
        items_table(
            sheet,
            main_x,
            top,
            main_width,
            bottom=limit(sheet),
            next_top=continuation_head(sheet),
            columns=columns,
        )
        + 8
    )
    blocks: list[Drawable] = [
        totals_block(sheet, draw.pick(["justified", "grid", "leaders"])),
        regime_block(sheet),
        notes_block(sheet),
    ]
    if sheet.invoice.totals.vat and draw.chance(0.5):
        blocks.insert(draw.randint(0, 1), vat_table(sheet))
    if draw.chance(0.3):
        blocks.insert(0, blocks.pop(-1))
    close_document(sheet, top, blocks, x=main_x, width=main_width)


def _plain(sheet: Sheet, line: Pieces) -> Drawable:
    return lambda canvas, x, y, width: canvas.paragraph(x, y, width, line, sheet.face(0.9))
