"""Invoices of common accounting programs: a head of frames, a body down to a band of sums."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.identity import address_lines, contact_lines, supplier_name
from training_data.blocks.item_cells import draw_cell
from training_data.blocks.letterhead import logo_mark
from training_data.blocks.remarks import regime_words
from training_data.blocks.stated import (
    bic_of,
    entries_of,
    iban_of,
    identity_lines,
    joined,
    kind_word,
    word,
    words_of,
)
from training_data.canvas import Align, Canvas
from training_data.families.sum_bands import boxes, stacked, strip
from training_data.pieces import Pieces, plain_text
from training_data.sheet import Entry, Sheet

_KIND = "three_frames"

_SHARES = {
    "reference": 0.13,
    "description": 0.0,
    "quantity": 0.09,
    "unit_price": 0.12,
    "discount": 0.08,
    "net_amount": 0.14,
    "vat_rate": 0.07,
}
_TOLD = {
    "delivery_note": ("Bon de livraison N° ", "BL n° ", "Livraison n° "),
    "order_number": ("Notre commande N° ", "Commande n° ", "Bon de commande fournisseur "),
    "engagement_number": ("Votre commande n° ", "Engagement n° ", "Votre bon de commande : "),
    "quote_number": ("Devis n° ", "Selon devis N° ", "Devis accepté "),
}


def draw_three_frames(sheet: Sheet) -> None:
    """Supplier, framed buyer, a header table; the lines in a tall frame; a band of sums."""
    draw, canvas = sheet.draw, sheet.canvas
    band = draw.pick([boxes, boxes, strip, stacked])
    foot = canvas.height - _footer(sheet)
    state = draw.getstate()
    room = canvas.measure(lambda c, x, y, w: band(sheet, x, y, w), sheet.inner_width)
    pay = _payment(sheet)
    pay_height = sum(
        canvas.paragraph_height(sheet.inner_width, line, sheet.face(0.9)) for line in pay
    )
    y = _head(sheet)
    y = _body(sheet, y + 8, foot - room - pay_height - 12, foot - 14)
    later = draw.getstate()
    draw.setstate(state)  # so that the band is as tall as it was when measured
    below = band(sheet, sheet.margin, y + 6, sheet.inner_width) + 4
    draw.setstate(later)
    if draw.chance(0.3):
        below = max(below, foot - pay_height - 6)
    for line in pay:
        below = canvas.paragraph(sheet.margin, below, sheet.inner_width, line, sheet.face(0.9))


def _head(sheet: Sheet) -> float:
    """The frames above the lines."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    width = sheet.inner_width
    shade = draw.pick([None, sheet.soft, sheet.soft])
    y = m
    if draw.chance(0.4):
        y = logo_mark(sheet)(canvas, m, y, width * 0.3) + 4
    lines = [supplier_name(sheet), *address_lines(sheet, sheet.invoice.supplier)]
    lines += contact_lines(sheet)
    lines += identity_lines(sheet, _KIND) if draw.chance(0.3) else []
    for n, line in enumerate(lines):
        y = canvas.paragraph(
            m, y, width * 0.44, line, sheet.face(1.2 if not n else 0.95, bold=not n)
        )
    kind = (kind_word(sheet, ["Facture", "FACTURE", "Facture de vente", "FACTURE"]),)
    title_at = draw.pick(["right", "left", "bar"])
    at, top = m + width * 0.5, m + draw.pick([0, 20, 50])
    if title_at == "right":
        top = canvas.text(at, m, kind, sheet.face(1.7, bold=True)) + draw.pick([4, 14])
    to = buyer_lines(sheet, ids=False)
    radius = draw.pick([0, 0, 8])
    pad = 8.0

    def address(c: Canvas, x: float, b: float, w: float) -> float:
        for n, line in enumerate(to):
            b = c.paragraph(x, b, w, line, sheet.face(1.05, bold=not n))
        return b

    tall = max(canvas.measure(address, width * 0.5 - 2 * pad) + 2 * pad, draw.pick([0, 90]))
    canvas.rectangle(at, top, m + width, top + tall, stroke=(0, 0, 0), width=0.7, radius=radius)
    address(canvas, at + pad, top + pad, width * 0.5 - 2 * pad)
    y = max(y, top + tall) + 12
    if title_at == "left":
        y = canvas.text(m, y, kind, sheet.face(1.6, bold=True)) + 3
    elif title_at == "bar":
        canvas.rectangle(m, y, m + width, y + sheet.size * 2, fill=sheet.soft, stroke=(0, 0, 0))
        canvas.text(m + width / 2, y + 4, kind, sheet.face(1.2, bold=True), align="centre")
        y += sheet.size * 2 + 4
    rows = _references(sheet)
    for entries in rows:
        y = _cells(canvas, sheet, entries, m, y, width, shade=shade) + draw.pick([0, 4])
    return y


def _references(sheet: Sheet) -> list[list[Entry]]:
    """The entries of one or two header tables."""
    draw = sheet.draw
    first = ["invoice_number", "issue_date", "customer_number"]
    first += draw.some(["due_date", "payment_means"], 1, 2)
    second = ["engagement_number", "service_code", "contract_number", "original_invoice_number"]
    second += draw.some(["buyer_siret", "buyer_vat_number", "seller", "quote_number"], 0, 2)
    if draw.chance(0.3):
        second.remove("engagement_number")
    if draw.chance(0.25):
        draw.shuffle(first)
    rows = [
        entries_of(sheet, _KIND, first),
        entries_of(sheet, _KIND, second),
    ]
    if len(rows[1]) + len(rows[0]) <= 6 and draw.chance(0.5):
        rows = [rows[0] + rows[1]]
    return [row for row in rows if row]


def _cells(
    canvas: Canvas,
    sheet: Sheet,
    entries: Sequence[Entry],
    x: float,
    y: float,
    width: float,
    *,
    shade: tuple[float, float, float] | None,
) -> float:
    """Labels in a row of the header table, values in the one below."""
    label, value = sheet.face(0.85, bold=sheet.bold_labels), sheet.face(0.95)
    wide = [
        max(label.width(str(e.label)), value.width(plain_text(e.pieces)) * 1.05) + 10
        for e in entries
    ]
    scale = width / sum(wide) if len(entries) > 2 else min(1.6, width / sum(wide))
    height = label.size * 1.7
    left = x
    for entry, own in zip(entries, wide, strict=True):
        right = left + own * scale
        canvas.rectangle(left, y, right, y + height, fill=shade, stroke=(0, 0, 0))
        canvas.rectangle(left, y + height, right, y + 2 * height, stroke=(0, 0, 0))
        middle, fit = (left + right) / 2, right - left - 4
        canvas.text(middle, y + 2.5, str(entry.label), label, align="centre", fit=fit)
        canvas.text(middle, y + height + 2.5, entry.pieces, value, align="centre", fit=fit)
        left = right
    return y + 2 * height


def _body(sheet: Sheet, y: float, last: float, bottom: float) -> float:
    """The lines in a frame as tall as the page allows; further pages where there are many."""
    draw, canvas, m = sheet.draw, sheet.canvas, sheet.margin
    keys = draw.pick(
        [
            ["reference", "description", "quantity", "unit_price", "net_amount", "vat_rate"],
            ["reference", "description", "quantity", "unit_price", "discount", "net_amount"],
            ["description", "quantity", "unit_price", "net_amount", "vat_rate"],
            ["description", "quantity", "unit_price", "net_amount"],
            ["reference", "description", "quantity", "unit_price", "net_amount"],
        ]
    )
    shares = [_SHARES[key] for key in keys]
    shares[keys.index("description")] = 1 - sum(shares)
    edges = [m]
    for share in shares:
        edges.append(edges[-1] + share * sheet.inner_width)
    sheet.words["percent"] = draw.pick(["", " %"])
    heads = [draw.pick(words_of("three_frames_heads")[key]) for key in keys]
    shade, coded = draw.pick([None, sheet.soft]), draw.chance(0.6)
    face, bold = sheet.face(0.95), sheet.face(0.9, bold=draw.chance(0.6))
    fixed = draw.chance(0.75)

    def header(top: float) -> float:
        below = top + bold.size * 1.8
        canvas.rectangle(m, top, edges[-1], below, fill=shade, stroke=(0, 0, 0))
        for n, head in enumerate(heads):
            middle, fit = (edges[n] + edges[n + 1]) / 2, edges[n + 1] - edges[n] - 4
            canvas.text(middle, top + 3, head, bold, align="centre", fit=fit)
        return below + 3

    def close(top: float, end: float) -> None:
        canvas.rectangle(m, top, edges[-1], end, stroke=(0, 0, 0))
        for edge in edges[1:-1]:
            canvas.line(edge, top, edge, end, width=0.4)

    top, at = y, header(y)
    for told in _told(sheet):
        left, right = edges[keys.index("description")], edges[keys.index("description") + 1]
        at = canvas.paragraph(left + 3, at, right - left - 6, told, sheet.face(0.95, italic=True))
    for n, item in enumerate(sheet.invoice.items):
        if at > bottom - 40:
            canvas.text(
                edges[-1] - 6, bottom - 14, draw.pick(["./..", "À suivre"]), face, align="right"
            )
            close(top, bottom)
            canvas.new_page()
            top, at = m, header(m)
        below = at
        for place, key in enumerate(keys):
            pieces = draw_cell(sheet, key, n, item, coded=coded, quantity_places=2)
            left, right = edges[place] + 3, edges[place + 1] - 3
            if key in ("description", "reference"):
                below = max(below, canvas.paragraph(left, at, right - left, pieces, face))
            else:
                align: Align = "centre" if key == "vat_rate" else "right"
                x = right if align == "right" else (left + right) / 2
                canvas.text(x, at, pieces, face, align=align, fit=right - left)
        at = below + 2
    if at > last:
        close(top, min(at + 4, bottom))
        canvas.new_page()
        return m
    end = max(last, at) if fixed else min(max(at + 20, top + 120), last)
    close(top, end)
    return end


def _told(sheet: Sheet) -> list[Pieces]:
    """References that stand as rows of text above the first line."""
    draw, numbers, told = sheet.draw, sheet.invoice.numbers, list[Pieces]()
    for concept, leads in _TOLD.items():
        if concept not in numbers or concept in sheet.printed or not draw.chance(0.6):
            continue
        value = sheet.number(concept) if concept == "engagement_number" else (numbers[concept],)
        day = sheet.invoice.dates["order_date"]
        tail = (" du ", sheet.printing.day(day)) if draw.chance(0.5) else ()
        told.append((draw.pick(leads), *value, *tail))
    return told


def _payment(sheet: Sheet) -> list[Pieces]:
    """Regime, account and conditions below the band."""
    draw, lines = sheet.draw, list[Pieces]()
    said = regime_words(sheet)
    lines += [said] if said else []
    if sheet.invoice.means == "transfer" and draw.chance(0.8):
        glue = draw.pick([" : ", " "])
        account = (word(sheet, _KIND, "iban"), glue, *iban_of(sheet))
        gap = draw.pick(["   ", " - ", " / "])
        lines.append((*account, gap, word(sheet, _KIND, "bic"), glue, *bic_of(sheet)))
    if draw.chance(0.6):
        lines.append((sheet.phrase("boilerplate"),))
    return lines


def _footer(sheet: Sheet) -> float:
    """The legal line at the foot of each page; the height that it takes."""
    draw = sheet.draw
    lines = [(sheet.invoice.supplier.trade_name,), *identity_lines(sheet, _KIND)]
    pieces = joined(lines, draw.pick([" - ", " – ", " / "]))
    numbered = draw.chance(0.6)

    def render(canvas: Canvas, number: int, count: int) -> None:
        y, middle = canvas.height - 36, canvas.width / 2
        face = sheet.face(0.75)
        fit = sheet.inner_width
        canvas.text(middle, y, pieces, face, align="centre", fit=fit)
        if numbered:
            canvas.text(middle, y + 11, f"Page {number}/{count}", face, align="centre")

    sheet.canvas.at_end(render)
    return 46.0
