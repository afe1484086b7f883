"""Invoices that offices keep in a spreadsheet: everything stands in cells, some of them empty."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.identity import address_lines, contact_lines, supplier_name
from training_data.blocks.item_cells import draw_cell
from training_data.blocks.remarks import note_words, regime_words
from training_data.blocks.stated import (
    bic_of,
    entries_of,
    iban_of,
    identity_lines,
    joined,
    kind_word,
    vat_lines,
    word,
    words_of,
)
from training_data.blocks.stated_sums import sums_of
from training_data.canvas import Align, Colour
from training_data.families.cell_grid import COLUMNS, Grid
from training_data.pieces import Pieces
from training_data.sheet import Entry, Sheet

_KIND = "spreadsheets"

_PATTERNS: tuple[dict[str, int], ...] = (
    {"description": 5, "quantity": 1, "unit_price": 2, "net_amount": 2},
    {"reference": 1, "description": 4, "quantity": 1, "unit_price": 2, "net_amount": 2},
    {"date": 2, "description": 4, "quantity": 1, "unit_price": 1, "net_amount": 2},
    {"description": 4, "quantity": 1, "unit_price": 2, "vat_rate": 1, "net_amount": 2},
    {"description": 4, "unit": 1, "quantity": 1, "unit_price": 2, "net_amount": 2},
    {"quantity": 1, "description": 5, "unit_price": 2, "net_amount": 2},
    {"description": 7, "net_amount": 3},
)


def draw_spreadsheet(sheet: Sheet) -> None:
    """A workbook's sheet, printed: head, labels beside their cells, table with empty rows, sums."""
    draw = sheet.draw
    grid = Grid(sheet)
    fill = draw.pick([None, None, sheet.soft, (0.85, 0.85, 0.85), sheet.accent])
    _head(grid)
    grid.down(draw.randint(1, 2))
    _references(grid)
    grid.down(1)
    _table(grid, fill)
    _sums(grid, fill)
    grid.down(draw.randint(1, 2))
    _end(grid)
    if draw.chance(0.25):
        foot = draw.pick(["Feuil1", "Facture", "Page 1", f"FACT {draw.digits(4)}.xlsx", "Modèle"])
        canvas = sheet.canvas
        canvas.text(canvas.width / 2, canvas.height - 34, foot, sheet.face(0.8), align="centre")


def _head(grid: Grid) -> None:
    """The supplier on the left, the title and the buyer on the right, row by row."""
    sheet, draw = grid.sheet, grid.sheet.draw
    kind = kind_word(sheet, ["FACTURE", "Facture", "FACTURE", "FACTURE CLIENT"])
    own = [supplier_name(sheet), *address_lines(sheet, sheet.invoice.supplier)]
    own += contact_lines(sheet)
    if draw.chance(0.5):
        own += identity_lines(sheet, _KIND)
    to = buyer_lines(sheet, ids=False)
    banner = draw.pick(["above", "right", "below"])
    if banner == "above":
        grid.put(0, COLUMNS, (kind,), align="centre", bold=True, scale=1.15, fill=sheet.soft)
        grid.down(draw.randint(1, 3))
    lead: list[Pieces] = [(kind,), ("",)] if banner == "right" else []
    heading = draw.pick(["", "", "Client", "CLIENT :", "Destinataire", "Facturé à :", "DOIT :"])
    right = [*lead, *([(heading,)] if heading else []), *to]
    apart = draw.chance(0.3)
    if apart and banner != "right":
        right = [("",)] * (len(own) + 1) + right
    column = draw.pick([5, 6, 6])
    for n in range(max(len(own), len(right))):
        if n < len(own):
            grid.put(0, column, own[n], bold=n == 0, scale=1.15 if n == 0 else 1.0)
        if n < len(right) and right[n]:
            grid.put(column, COLUMNS - column, right[n], bold=right[n] == (kind,))
        grid.down()
    if banner == "below":
        grid.down()
        grid.put(0, draw.pick([4, COLUMNS]), (kind,), bold=True, scale=1.2)
        grid.down()


def _references(grid: Grid) -> None:
    """Label and value in cells beside one another, or a row of labels over one of values."""
    sheet, draw = grid.sheet, grid.sheet.draw
    wanted = ["invoice_number", "issue_date"]
    wanted += draw.some(["customer_number", "due_date", "payment_means", "period"], 0, 3)
    wanted += ["engagement_number", "service_code", "contract_number", "original_invoice_number"]
    wanted += draw.some(["buyer_siret", "quote_number", "delivery_note", "payment_terms"], 0, 2)
    entries = entries_of(sheet, _KIND, wanted)
    framed, bold = draw.chance(0.5), draw.chance(0.5)
    form = draw.pick(["beside", "beside", "two", "row", "joint"])
    suffix = draw.pick(["", "", " :", ":"])
    if form == "row":
        for start in range(0, len(entries), 5):
            chunk = entries[start : start + 5]
            for part in (0, 1):
                for n, entry in enumerate(chunk):
                    shown = (str(entry.label),) if not part else entry.pieces
                    grid.put(2 * n, 2, shown, frame=framed, bold=bold and not part, align="centre")
                grid.down()
    elif form == "two":
        half = -(-len(entries) // 2)
        for n in range(half):
            for column, place in ((0, n), (5, n + half)):
                if place < len(entries):
                    _pair(grid, column, 2, entries[place], suffix, framed=framed, bold=bold)
            grid.down()
    else:
        column = draw.pick([0, 0, 5])
        for entry in entries:
            if form == "joint":
                grid.put(column, 5, (f"{entry.label} : ", *entry.pieces))
            else:
                _pair(grid, column, 2, entry, suffix, framed=framed, bold=bold)
            grid.down()
    if draw.chance(0.4):
        grid.down()
        (subject,) = entries_of(sheet, _KIND, ["subject"])
        _pair(grid, 0, 1 if draw.chance(0.5) else 2, subject, suffix, framed=False, bold=bold)
        grid.down()


def _pair(
    grid: Grid, column: int, span: int, entry: Entry, suffix: str, *, framed: bool, bold: bool
) -> None:
    grid.put(column, span, f"{entry.label}{suffix}", frame=framed, bold=bold)
    grid.put(column + span, 5 - span, entry.pieces, frame=framed)


def _table(grid: Grid, fill: Colour | None) -> None:
    """The lines; rows prepared for more of them show nothing, or sums of nothing."""
    sheet, draw = grid.sheet, grid.sheet.draw
    pattern = draw.pick(_PATTERNS)
    white = fill == sheet.accent
    framed = draw.chance(0.75)
    upper = draw.chance(0.3)
    column = 0
    for key, span in pattern.items():
        shown = draw.pick(words_of("spreadsheets_heads")[key])
        ink = (1.0, 1.0, 1.0) if white else (0.0, 0.0, 0.0)
        shown = shown.upper() if upper else shown
        grid.put(
            column, span, shown, align="centre", bold=True, frame=framed, fill=fill, colour=ink
        )
        column += span
    grid.down()
    for n, item in enumerate(sheet.invoice.items):
        column = 0
        for key, span in pattern.items():
            pieces = draw_cell(sheet, key, n, item, coded=False, quantity_places=None)
            pieces = pieces[:1] if key == "description" else pieces
            align: Align = "left" if key in ("description", "reference", "date") else "right"
            grid.put(column, span, pieces, frame=framed, align=align)
            column += span
        grid.down()
    zeros = draw.pick(["", "", "0,00", "-   €", "0,00 €", "- €"])
    for _ in range(draw.randint(0, max(0, 14 - len(sheet.invoice.items)))):
        column = 0
        for key, span in pattern.items():
            shown = zeros if key == "net_amount" else ""
            grid.put(column, span, shown, frame=framed, align="right")
            column += span
        grid.down()


def _sums(grid: Grid, fill: Colour | None) -> None:
    sheet, draw = grid.sheet, grid.sheet.draw
    with_table = bool(sheet.invoice.totals.vat) and draw.chance(0.3)
    rows = sums_of(sheet, _KIND, per_rate=not with_table)
    framed = draw.chance(0.6)
    grid.down(draw.pick([0, 1]))
    grid.room_for(len(rows) + 1)
    lines = vat_lines(sheet) if with_table else []
    heads = ("Base HT", draw.pick(["Taux", "% TVA"]), draw.pick(["TVA", "Montant TVA"]))
    span = draw.pick([2, 2, 3])
    for n, row in enumerate(rows):
        if with_table and n <= len(lines):
            cells: Sequence[Pieces | str] = heads
            if n:
                cells = (lines[n - 1].base, lines[n - 1].rate, lines[n - 1].amount)
            for place, cell in enumerate(cells):
                at, wide = ((0, 2), (2, 1), (3, 2))[place]
                grid.put(at, wide, cell, frame=True, align="right" if n else "centre")
        strong = row.concept in ("gross", "due")
        shade = sheet.soft if strong and fill else None
        left = COLUMNS - 2 - span
        grid.put(left, span, row.label, frame=framed, bold=strong, fill=shade)
        grid.put(COLUMNS - 2, 2, row.value, frame=framed, bold=strong, align="right", fill=shade)
        grid.down()
    for line in lines[len(rows) - 1 :] if with_table else ():
        for (at, wide), cell in zip(
            ((0, 2), (2, 1), (3, 2)), (line.base, line.rate, line.amount), strict=True
        ):
            grid.put(at, wide, cell, frame=True, align="right")
        grid.down()


def _end(grid: Grid) -> None:
    """Regime, account and remarks, each in a row of its own."""
    sheet, draw = grid.sheet, grid.sheet.draw
    grid.room_for(8)
    rows: list[Pieces] = []
    said = regime_words(sheet)
    if said:
        rows.append(said)
    entries: list[Entry] = []
    if "payment_means" not in sheet.printed and draw.chance(0.7):
        entries += entries_of(sheet, _KIND, ["payment_means"])
    if sheet.invoice.means == "transfer" and draw.chance(0.9):
        entries.append(Entry(word(sheet, _KIND, "iban"), iban_of(sheet)))
        if draw.chance(0.75):
            entries.append(Entry(word(sheet, _KIND, "bic"), bic_of(sheet)))
    rows += note_words(sheet, 0, 2)
    if draw.chance(0.4):
        glue = draw.pick([" - ", "   ", " / "])
        rows.append(joined(identity_lines(sheet, _KIND), glue))
    framed = draw.chance(0.4)
    for entry in entries:
        grid.put(0, 2, str(entry.label), frame=framed, bold=draw.chance(0.3))
        grid.put(2, 5, entry.pieces, frame=framed)
        grid.down()
    grid.down(1 if entries else 0)
    for row in rows:
        width = COLUMNS * grid.step
        below = grid.canvas.paragraph(grid.left + 2, grid.y + 1, width - 4, row, sheet.face(0.9))
        grid.down(max(1, -(-(below - grid.y) // grid.height)))
