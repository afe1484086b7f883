"""Invoices of old systems: rows and columns of characters, on blank or on preprinted paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.identity import address_lines, supplier_name
from training_data.blocks.item_cells import draw_cell
from training_data.blocks.remarks import note_words, regime_words
from training_data.blocks.stated import (
    bic_of,
    entries_of,
    iban_of,
    identity_lines,
    kind_word,
    vat_lines,
    words_of,
)
from training_data.blocks.stated_sums import sums_of
from training_data.families.character_paper import Print
from training_data.pieces import Pieces, Tag, capitals, plain_text
from training_data.sheet import Entry, Sheet

_KIND = "line_printer"


def draw_line_printer(sheet: Sheet) -> None:
    """Head, addressee, a row of references, lines between bars, sums at the foot."""
    draw = sheet.draw
    sheet.printing = replace(
        sheet.printing,
        symbol="",
        line_symbol="",
        before=False,
        thousands=draw.pick(["", "", " ", "."]),
        decimal=",",
        minus=draw.pick(["{}-", "{}-", "-{}", "{} -"]),
        day_pattern=draw.pick(["%d/%m/%y", "%d/%m/%y", "%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y"]),
        bare_whole=False,
    )
    page = Print(sheet, draw.pick([80, 88, 96, 104]))
    _head(page)
    _references(page)
    _lines(page)
    _foot(page)


def _loud(lines: Sequence[Pieces]) -> list[Pieces]:
    return [capitals(line) for line in lines]


def _head(page: Print) -> None:
    sheet, draw = page.sheet, page.sheet.draw
    supplier = sheet.invoice.supplier
    own = [supplier_name(sheet), *address_lines(sheet, supplier), (f"TEL {supplier.phone}",)]
    ids = identity_lines(sheet, _KIND)
    own += ids if draw.chance(0.7) else []
    half = page.columns // 2
    for n, line in enumerate(_loud(own)):
        page.put(0, line, room=half, row=n)
    kind = capitals((kind_word(sheet, ["FACTURE", "F A C T U R E", "FACTURE", "FACTURE CLIENT"]),))
    page.put(page.columns, kind, align="right", row=0)
    page.put(page.columns, draw.pick(["PAGE   1", "PAGE 001", "FOLIO  1"]), align="right", row=1)
    to = _loud(buyer_lines(sheet, ids=False))
    start = draw.pick([3, 5, max(len(own), 6)])
    at = draw.pick([half + 1, half + 4])
    if page.framed:
        page.box(at - 1, start - 0.3, page.columns - at + 1, len(to) + 0.8)
    lead = draw.pick(["", "", "DOIT", "FACTURE A", "CLIENT FACTURE"])
    if lead and page.framed:
        page.caption(at - 1, start - 1.0, lead, 30)
    for n, line in enumerate(to):
        page.put(at, line, room=page.columns - at, row=start + n)
    if draw.chance(0.35):  # the address of delivery, far to the left
        other = sheet.invoice.delivery or sheet.invoice.buyer
        below = max(len(own) + 1, start + len(to) + 1)
        page.put(0, f"LIVRE A : {other.street} {other.postal_town}".upper(), room=72, row=below)
        page.row = below + 2
    else:
        page.row = max(len(own), start + len(to)) + 1.5


def _references(page: Print) -> None:
    """The references in cells across the paper, or label by label."""
    sheet, draw = page.sheet, page.sheet.draw
    wanted = ["invoice_number", "issue_date", "customer_number"]
    wanted += draw.some(["due_date", "seller", "order_number", "delivery_note"], 0, 3)
    wanted += ["engagement_number", "service_code", "contract_number", "original_invoice_number"]
    wanted += draw.some(["payment_means", "buyer_siret"], 0, 1)
    entries = entries_of(sheet, _KIND, wanted)
    if draw.chance(0.3):
        draw.shuffle(entries)
    if draw.chance(0.65):
        _cells(page, entries)
        return
    glue, columns = draw.pick([" : ", ": ", " ", " . . : "]), draw.pick([1, 2, 2])
    wide = max(len(str(entry.label)) for entry in entries) if draw.chance(0.7) else 0
    step = page.columns / columns
    for n, entry in enumerate(entries):
        column = (n % columns) * step
        shown = str(entry.label).upper().ljust(wide) + glue
        page.put(column, (shown, *capitals(entry.pieces)), room=step - 1)
        if n % columns == columns - 1 or n == len(entries) - 1:
            page.row += 1
    page.row += 1


def _cells(page: Print, entries: Sequence[Entry]) -> None:
    bar = page.sheet.draw.pick(["!", "!", "|", "I"])
    left = list(entries)
    while left:
        chunk: list[Entry] = []
        room = 0
        while left and room + _room(left[0]) <= page.columns - 2:
            room += _room(left[0])
            chunk.append(left.pop(0))
        if not chunk:
            chunk.append(left.pop(0))
        spare = max(0, page.columns - 2 - sum(_room(entry) for entry in chunk)) // len(chunk)
        column, top = 0.0, page.row
        if not page.framed:
            page.rule()
        for entry in chunk:
            width = _room(entry) + spare
            if page.framed:
                page.box(column, top, width, 2.2)
                page.caption(column, top, str(entry.label).capitalize(), width)
                page.put(column + 1, capitals(entry.pieces), row=top + 0.95, room=width - 1.5)
            else:
                page.put(column, f"{bar} {str(entry.label).upper()}", room=width)
                page.put(column, (f"{bar} ", *capitals(entry.pieces)), room=width, row=page.row + 1)
            column += width
        if not page.framed:
            page.put(column, bar)
            page.put(column, bar, row=page.row + 1)
            page.row += 2
            page.rule()
        else:
            page.row += 2.6
    page.row += 0.5


def _room(entry: Entry) -> int:
    return max(len(str(entry.label)), len(plain_text(entry.pieces))) + 4


def _lines(page: Print) -> None:
    """The lines; a page that is full is carried forward."""
    sheet, draw = page.sheet, page.sheet.draw
    keys = draw.pick(
        [
            ("reference", "description", "quantity", "unit_price", "net_amount"),
            ("reference", "description", "quantity", "unit", "unit_price", "net_amount"),
            ("description", "quantity", "unit_price", "net_amount", "vat_rate"),
            ("reference", "description", "quantity", "unit_price", "net_amount", "vat_rate"),
        ]
    )
    rooms = {"reference": 9, "quantity": 9, "unit": 6, "unit_price": 11, "vat_rate": 5}
    rooms |= {"net_amount": 13}
    rooms["description"] = page.columns - sum(rooms[key] for key in keys if key in rooms)
    bar = draw.pick(["!", "|", " ", " "]) if not page.framed else " "
    heads = {key: draw.pick(words_of("line_printer_heads")[key]) for key in keys}

    def header() -> float:
        top = page.row
        if not page.framed:
            page.rule(draw.pick(["-", "-", "="]))
        column = 0
        for key in keys:
            if page.framed:
                page.caption(column, page.row + 0.15, heads[key].capitalize(), rooms[key])
            else:
                page.put(column, f"{bar} {heads[key]}" if bar != " " else heads[key])
            column += rooms[key]
        page.row += 1.3 if page.framed else 1
        if not page.framed:
            page.rule()
        return top

    def close(top: float) -> None:
        if page.framed:
            page.row += 0.3
            column = 0
            for key in keys:
                page.box(column, top, rooms[key], page.row - top)
                column += rooms[key]
        else:
            page.rule()

    top = header()
    for n, item in enumerate(sheet.invoice.items):
        if page.row > page.last - 3:
            page.put(page.columns - 30, draw.pick(["A REPORTER", "TOTAL A REPORTER", "REPORT ./."]))
            carried = sum((i.net for i in sheet.invoice.items[:n]), item.net * 0)
            page.put(page.columns - 1, sheet.printing.number(carried), align="right")
            page.row += 1
            close(top)
            page.canvas.new_page()
            page.row = 1
            top = header()
        column = 0
        for key in keys:
            pieces = draw_cell(sheet, key, n, item, coded=True, quantity_places=None)
            pieces = capitals(pieces[:1])
            end = column + rooms[key]
            if key in ("reference", "description", "unit"):
                page.put(column + 2 * (bar != " "), _cut(pieces, rooms[key] - 2))
            else:
                page.put(end - 1, pieces, align="right", room=rooms[key])
            if bar != " ":
                page.put(column, bar)
            column = end
        page.row += 1
    fill = draw.randint(0, 12)
    page.row = max(page.row, min(page.row + fill, page.last - 16))
    close(top)
    page.row += 0.5


def _cut(pieces: Pieces, room: int) -> Pieces:
    """The text as far as its column goes; what is marked is what is printed."""
    first = pieces[0]
    if not isinstance(first, Tag):
        return (first[:room],)
    if len(first.text) <= room:
        return pieces
    shown = first.text[:room].rstrip()
    return (first._replace(text=shown, marks=tuple((key, shown) for key, _ in first.marks)),)


def _foot(page: Print) -> None:
    """VAT by rate, the sums, how to pay; at the end of the lines or at the end of the paper."""
    sheet, draw = page.sheet, page.sheet.draw
    by_rate = bool(sheet.invoice.totals.vat) and draw.chance(0.6)
    rows = sums_of(sheet, _KIND, per_rate=not by_rate)
    notes = [capitals(line) for line in note_words(sheet, 0, 1)]
    said = regime_words(sheet)
    needed = len(rows) + 9 + 3 * len(notes)
    if page.row > page.last - needed:
        page.canvas.new_page()
        page.row = 2
    elif draw.chance(0.5):
        page.row = page.last - needed
    top = page.row
    if by_rate:
        heads = draw.pick([("BASE HT", "TAUX", "TVA"), ("BASE", "TX TVA", "MONTANT TVA")])
        for end, words in zip((12, 20, 33), heads, strict=True):
            page.put(end, words, align="right")
        for n, vat in enumerate(vat_lines(sheet, percent=draw.chance(0.4))):
            for end, cell in zip((12, 20, 33), (vat.base, vat.rate, vat.amount), strict=True):
                page.put(end, cell, align="right", row=top + 1 + n)
    at = page.columns - draw.pick([36, 40])
    leader = draw.pick([" ", " ", ".", " :"])
    for n, row in enumerate(rows):
        label = plain_text(row.label).upper()
        if leader == ".":
            label = label.ljust(22, ".")
        shown = row.label if any(isinstance(p, Tag) for p in row.label) else (label,)
        page.put(at, shown, room=24, row=top + n)
        stars = draw.pick(["", "", "", "***"]) if row.concept == "due" else ""
        page.put(page.columns - 1, (stars, *row.value), align="right", row=top + n)
    if page.framed:
        page.box(at - 1, top - 0.2, page.columns - at + 1, len(rows) + 0.4)
    page.row = max(top + len(rows), top + 6) + 1
    tail: list[Pieces] = [capitals(said)] if said else []
    if "payment_means" not in sheet.printed and draw.chance(0.7):
        tail += [
            (f"{entry.label} : ", *capitals(entry.pieces))
            for entry in entries_of(sheet, _KIND, ["payment_means"])
        ]
    if sheet.invoice.means == "transfer" and draw.chance(0.75):
        tail.append(("IBAN ", *iban_of(sheet), "  BIC ", *bic_of(sheet)))
    for line in (*tail, *notes):
        y = page.top + page.row * page.pitch
        wide = page.columns * page.step
        below = page.canvas.paragraph(page.left, y, wide, line, page.face)
        page.row += -(-(below - y) // page.pitch)
