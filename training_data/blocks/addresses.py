"""Address boxes: of the buyer, of the supplier as a party, of a delivery."""

from __future__ import annotations

from training_data.blocks.identity import address_lines, contact_lines, supplier_ids, supplier_name
from training_data.canvas import Canvas, Drawable
from training_data.entry_cells import labelled
from training_data.pieces import Pieces, capitals, tag
from training_data.sheet import Entry, Sheet

_WHOSE = ("client", "votre", "acheteur", "preneur", "v/", "customer", "your")


def buyer_lines(sheet: Sheet, *, ids: bool = True) -> list[Pieces]:
    """The buyer's name, service, address, and perhaps SIRET, VAT number and code service."""
    draw, invoice, printing = sheet.draw, sheet.invoice, sheet.printing
    buyer = invoice.buyer
    name: Pieces = (tag(buyer.name, "buyer_name", breakable=True),)
    if draw.chance(0.03):
        name = ("M. le Maire, ", *name) if "airie" in buyer.name else name
    details: list[Pieces] = [(detail,) for detail in buyer.details]
    lines = [name, *details] if draw.chance(0.92) else [*details, name]
    lines += address_lines(sheet, buyer, country=draw.chance(0.08))
    if sheet.habits.loud_buyer:
        lines = [capitals(line) for line in lines]
    if not ids:
        return lines
    if buyer.has_siret and draw.chance(0.55) and "buyer_siret" not in sheet.printed:
        sheet.printed.add("buyer_siret")
        siret = tag(printing.siret(buyer.siret), "buyer_siret", value=buyer.siret)
        lines.append(labelled(sheet, Entry(sheet.label("buyer_siret"), (siret,))))
    vat_share = {"company": 0.45, "foreign": 0.6, "person": 0.0}.get(buyer.kind, 0.12)
    if "buyer_vat_number" not in sheet.printed and draw.chance(vat_share):
        lines.append(labelled(sheet, buyer_vat_entry(sheet)))
    if draw.chance(0.07):
        lines.append((draw.pick(["Tél. : ", "Tél ", "T. "]) + buyer.phone,))
        if draw.chance(0.5):
            lines.append((buyer.email,))
    if draw.chance(0.06):
        customer = Entry(sheet.label("customer_number"), (invoice.numbers["customer_number"],))
        lines.insert(0, labelled(sheet, customer))
    if (
        "service_code" in sheet.invoice.numbers
        and "service_code" not in sheet.printed
        and draw.chance(0.2)
    ):
        lines.insert(
            len(lines) if draw.chance(0.7) else 1,
            labelled(sheet, Entry(sheet.label("service_code"), sheet.number("service_code"))),
        )
    return lines


def buyer_vat_entry(sheet: Sheet, *, apart: bool = False) -> Entry:
    """The buyer's VAT number; `apart` from its address the label says whose it is."""
    sheet.printed.add("buyer_vat_number")
    number = sheet.invoice.buyer.vat_number
    label = sheet.label("buyer_vat_number")
    if apart and not any(word in label.lower() for word in _WHOSE):
        label += sheet.cased(" client")
    shown = sheet.printing.vat_number(number)
    return Entry(label, (tag(shown, "buyer_vat_number", value=number),))


def address_box(
    sheet: Sheet, lines: list[Pieces], *, heading: str = "", style: str = ""
) -> Drawable:
    """Lines of an address with a heading, in one of several frames.

    Args:
        sheet: the document.
        lines: the address.
        heading: above or in front of it; empty for none.
        style: `plain`, `box`, `round`, `fill`, `bar`, `corners`; drawn when empty.
    """
    draw = sheet.draw
    style = style or draw.weigh(
        {"plain": 5, "box": 2, "round": 2, "fill": 2, "bar": 1, "corners": 1}
    )
    bold_name, size = draw.chance(0.6), draw.pick([1.0, 1.0, 1.1])
    above = draw.chance(0.6)
    spacing = 0.8 if draw.chance(0.05) else 0.0
    narrow = 0.55 if sheet.habits.loud_buyer and draw.chance(0.6) else 1.0

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        pad = 0 if style == "plain" else 6
        if heading and above:
            y = canvas.text(
                x,
                y,
                heading,
                sheet.face(
                    draw_scale, bold=heading_bold, colour=sheet.accent if coloured else (0, 0, 0)
                ),
            )

        def body(c: Canvas, a: float, b: float, w: float) -> float:
            if heading and not above:
                b = c.text(a, b, heading, sheet.face(draw_scale, bold=heading_bold))
            for place, line in enumerate(lines):
                b = c.paragraph(
                    a,
                    b,
                    w * (narrow if place == 0 else 1.0),
                    line,
                    sheet.face(size, bold=bold_name and place == 0, spacing=spacing),
                )
            return b

        height = canvas.measure(body, width - 2 * pad) + 2 * pad
        if style in ("box", "round"):
            canvas.rectangle(
                x, y, x + width, y + height, stroke=(0, 0, 0), radius=6 if style == "round" else 0
            )
        elif style == "fill":
            canvas.rectangle(x, y, x + width, y + height, fill=sheet.soft)
        elif style == "bar":
            canvas.line(x, y, x, y + height, width=2.5, colour=sheet.accent)
        elif style == "corners":
            for cx, sx in ((x, 1), (x + width, -1)):
                for cy, sy in ((y, 1), (y + height, -1)):
                    canvas.line(cx, cy, cx + 10 * sx, cy)
                    canvas.line(cx, cy, cx, cy + 10 * sy)
        body(canvas, x + pad, y + pad, width - 2 * pad)
        return y + height

    draw_scale, heading_bold, coloured = (
        draw.pick([0.8, 0.9, 1.0]),
        draw.chance(0.6),
        draw.chance(0.4),
    )
    return render


def buyer_block(
    sheet: Sheet, *, heading: bool | None = None, style: str = "", ids: bool = True
) -> Drawable:
    """The buyer's address."""
    heading = sheet.draw.chance(0.48) if heading is None else heading
    heading = heading or sheet.habits.terse_parties
    return address_box(
        sheet,
        buyer_lines(sheet, ids=ids),
        heading=sheet.label("party_buyer") if heading else "",
        style=style,
    )


def delivery_lines(sheet: Sheet) -> tuple[str, list[Pieces]]:
    """Heading and lines of another address: of delivery, or of the paying office; unmarked."""
    party = sheet.invoice.delivery or sheet.invoice.buyer
    concept = sheet.draw.pick(["party_delivery", "party_delivery", "party_payer"])
    lines: list[Pieces] = [
        (
            party.name
            if party.name != sheet.invoice.buyer.name
            else tag(party.name, "buyer_name", breakable=True),
        ),
        *address_lines(sheet, party),
    ]
    return sheet.label(concept), lines


def delivery_block(sheet: Sheet, *, style: str = "") -> Drawable:
    """The other address in a box."""
    heading, lines = delivery_lines(sheet)
    return address_box(sheet, lines, heading=heading, style=style)


def supplier_lines(sheet: Sheet) -> list[Pieces]:
    """The supplier's name, address and contacts, with its identifiers at times."""
    lines = [
        supplier_name(sheet),
        *address_lines(sheet, sheet.invoice.supplier),
        *contact_lines(sheet),
    ]
    if sheet.draw.chance(0.5):
        sheet.printed.add("supplier_ids")
        lines += [labelled(sheet, entry) for entry in supplier_ids(sheet)]
    return lines


def supplier_block(sheet: Sheet, *, style: str = "") -> Drawable:
    """The supplier's address as a party beside the buyer's."""
    lines = supplier_lines(sheet)
    return address_box(sheet, lines, heading=sheet.label("party_seller"), style=style)
