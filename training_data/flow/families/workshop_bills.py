"""Bills of garages and of hirers of machines: two sections of lines, each with its sum."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

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
    words_of,
)
from training_data.blocks.stated_sums import sums_of
from training_data.flow.nodes import (
    Borders,
    Box,
    Cells,
    Columns,
    FlowDocument,
    Folio,
    Head,
    Node,
    Space,
    Stack,
    Table,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.sheet import Entry

_KIND = "workshop_bills"
_MARKS = ("Renault Master", "Peugeot Partner", "Citroën Jumpy", "Iveco Daily", "Dacia Duster")
_MACHINES = ("Mini-pelle 1,8 T", "Nacelle 12 m", "Plaque vibrante", "Chariot 3 T", "Groupe 20 kVA")


def compose_workshop_bill(page: Page) -> FlowDocument:
    """A vehicle's bill: what was done, the parts, the sums."""
    draw, day = page.draw, page.sheet.printing.day
    last = page.sheet.invoice.dates["delivery_date"]
    things = [
        Entry(draw.pick(["Véhicule", "Marque / modèle"]), (draw.pick(_MARKS),)),
        Entry(draw.pick(["Immat.", "Immatriculation"]), (draw.fill("@@-###-@@"),)),
        Entry(draw.pick(["Km", "Kilométrage", "Compteur"]), (f"{draw.randint(9, 240)} 350",)),
        Entry(draw.pick(["N° série", "VIN", "Châssis"]), (draw.fill("VF3@@###########"),)),
        Entry(draw.pick(["OR", "Ordre de réparation", "N° OR"]), (draw.digits(6),)),
        Entry(draw.pick(["Entré le", "Date entrée"]), (day(last - timedelta(1)),)),
    ]
    return _compose(page, draw.some(things, 3, 6), "garage")


def compose_hire_bill(page: Page) -> FlowDocument:
    """A hired machine's bill: from when to when, where, the days, what goes with it."""
    draw, day = page.draw, page.sheet.printing.day
    last = page.sheet.invoice.dates["delivery_date"]
    days = draw.randint(1, 30)
    things = [
        Entry(draw.pick(["Matériel", "Machine", "N° parc"]), (draw.pick(_MACHINES),)),
        Entry(draw.pick(["Départ", "Sortie le", "Du"]), (day(last - timedelta(days)),)),
        Entry(draw.pick(["Retour", "Rentré le", "Au"]), (day(last),)),
        Entry(draw.pick(["Durée", "Nb jours"]), (f"{days} j",)),
        Entry(draw.pick(["Chantier", "Lieu d'utilisation"]), (page.sheet.invoice.subject,)),
        Entry(draw.pick(["Contrat de location", "Bon de location"]), (draw.fill("L######"),)),
    ]
    return _compose(page, draw.some(things, 3, 6), "hire")


def _compose(page: Page, things: list[Entry], trade: str) -> FlowDocument:
    sheet, draw = page.sheet, page.draw
    note = draw.pick(words_of(_KIND)[f"{trade}_notes"]).format(km=f"{draw.randint(11, 98)} 400")
    said = regime_words(sheet)
    parts: list[Node | None] = [
        _head(page, trade),
        _cells(page, things),
        _sections(page, draw.pick(words_of(_KIND)[f"{trade}_sections"]).split("/")),
        text(note, italic=True, scale=0.9) if draw.chance(0.6) else None,
        _sums(page),
        text(said, scale=0.9) if said else None,
        _account(page),
        *(text(line, scale=0.75, prose=True) for line in note_words(sheet, 0, 2)),
    ]
    gap = draw.pick([7.0, 10.0, 14.0])
    nodes: list[Node] = []
    for part in parts:
        if part is not None:
            nodes += [part, Space(gap)]
    legal = [(sheet.invoice.supplier.name,), *identity_lines(sheet, _KIND)]
    foot = stack(
        text(joined(legal, draw.pick([" - ", " / "])), scale=0.75, align="centre"),
        Folio("Page {n} / {c}", 0.75, "right") if draw.chance(0.6) else None,
        gap=1.0,
    )
    side, canvas = draw.uniform(28, 48), sheet.canvas
    margin = (side, draw.uniform(26, 42), side, 20.0)
    return FlowDocument(Stack(tuple(nodes), 0.0), canvas.width, canvas.height, margin, None, foot)


def _head(page: Page, trade: str) -> Node:
    """Shop and customer; the bill's references beside or below them."""
    sheet, draw = page.sheet, page.draw
    own: list[Node] = [text(supplier_name(sheet), bold=True, scale=draw.pick([1.3, 1.6]))]
    own += [text(line) for line in address_lines(sheet, sheet.invoice.supplier)]
    own += [text(line) for line in contact_lines(sheet)]
    to: list[Node] = [
        text(line, bold=not n) for n, line in enumerate(buyer_lines(sheet, ids=False))
    ]
    client: Node = Stack(tuple(to), 0.0)
    if draw.chance(0.6):
        client = Box(client, border=0.8, padding=7.0, radius=draw.pick([0.0, 6.0]))
    title = text((kind_word(sheet, words_of(_KIND)[f"{trade}_titles"]),), bold=True, scale=1.5)
    wanted = ["invoice_number", "issue_date", *draw.some(["customer_number", "due_date"], 0, 2)]
    wanted += ["engagement_number", "service_code", "contract_number", "original_invoice_number"]
    wanted += draw.some(["buyer_siret", "seller", "delivery_note", "payment_means"], 0, 2)
    entries = entries_of(sheet, _KIND, wanted)
    form = draw.pick(["left", "cells", "right"])
    shop = Stack(tuple(own), 0.0)
    if form == "cells":
        top = Columns((shop, stack(title, client, gap=8.0)), (0.5, 0.5))
        return stack(top, _cells(page, entries), gap=8.0)
    rows = tuple(
        Cells((text(str(e.label), scale=0.92), text(e.pieces, bold=True))) for e in entries
    )
    borders: Borders = draw.pick(["all", "none", "rows"])
    look = TableLook(borders=borders, padding=(1.5, 3.0))
    table = stack(
        title, Table((Head(None, "left", 0.46), Head(None, "left", 0.54)), rows, look), gap=4.0
    )
    if form == "left":
        return Columns((stack(shop, table, gap=10.0), client), (0.5, 0.5), 20.0)
    return Columns((stack(shop, client, gap=12.0), table), (0.52, 0.48), 20.0)


def _cells(page: Page, entries: list[Entry]) -> Node:
    """Labels over their values, at most four or five side by side."""
    draw = page.draw
    most = draw.randint(4, 5)
    fill = draw.chance(0.5)
    tables: list[Node] = []
    for at in range(0, len(entries), most):
        chunk = entries[at : at + most]
        heads = tuple(Head(text(str(e.label), scale=0.8), "left", 1.0) for e in chunk)
        row = Cells(tuple(text(e.pieces, bold=True) for e in chunk))
        look = TableLook(borders="all", header_fill="grey" if fill else "", padding=(2.0, 4.0))
        tables.append(Table(heads, (row,), look, 0.95))
    return Stack(tuple(tables), draw.pick([0.0, 4.0]))


def _sections(page: Page, names: list[str]) -> Node:
    """The lines under two headings in one table, with the sum of each at times."""
    sheet, draw = page.sheet, page.draw
    items = sheet.invoice.items
    keys = draw.pick(
        [
            ("reference", "description", "quantity", "unit_price", "net_amount"),
            ("description", "quantity", "unit", "unit_price", "net_amount"),
            ("description", "quantity", "unit_price", "net_amount"),
        ]
    )
    heads = tuple(
        Head(
            text(draw.pick(words_of("workshop_bills_heads")[key]), bold=True, scale=0.92),
            "left" if key in ("reference", "description", "unit") else "right",
            0.42 if key == "description" else 0.14,
        )
        for key in keys
    )
    cut = len(items) if len(items) < 3 else draw.randint(1, len(items) - 1)
    summed, rows = draw.chance(0.6), list[Cells]()
    for name, part in zip(names, (range(cut), range(cut, len(items))), strict=True):
        if not part:
            continue
        rows.append(Cells((text(name, bold=True),), over=True))
        rows += [
            Cells(
                tuple(
                    text(draw_cell(sheet, key, n, items[n], coded=False, quantity_places=None))
                    for key in keys
                )
            )
            for n in part
        ]
        if summed:
            total = sum((items[n].net for n in part), Decimal(0))
            cells: list[Node | None] = [None] * len(keys)
            cells[keys.index("description")] = text(f"Total {name.lower()}", italic=True)
            cells[-1] = text(sheet.money(total, line=True), italic=True)
            rows.append(Cells(tuple(cells)))
    borders: Borders = draw.pick(["columns", "all", "rows", "frame", "header"])
    look = TableLook(
        borders=borders, header_fill=draw.pick(["", "soft", "dark"]), padding=(2.0, 4.0)
    )
    return Table(heads, tuple(rows), look, 0.95)


def _sums(page: Page) -> Node:
    """The sums in a row of cells or in a column, with the VAT by rate at times."""
    sheet, draw = page.sheet, page.draw
    rated = bool(sheet.invoice.totals.vat) and draw.chance(0.5)
    rows = sums_of(sheet, _KIND, per_rate=not rated)
    if len(rows) <= 6 and draw.chance(0.4):
        heads = tuple(Head(text(r.label, scale=0.85, align="right"), "right", 1.0) for r in rows)
        row = Cells(tuple(text(r.value, bold=r.concept == "due") for r in rows))
        block: Node = Table(heads, (row,), TableLook(borders="all", padding=(2.5, 4.0)))
    else:
        cells = tuple(
            Cells((text(r.label), text(r.value)), strong=r.concept in ("due", "gross"))
            for r in rows
        )
        borders: Borders = draw.pick(["all", "frame", "none"])
        look = TableLook(borders=borders, padding=(1.5, 5.0))
        table = Table((Head(None, "left", 0.6), Head(None, "right", 0.4)), cells, look)
        block = Columns((Space(1), table), (0.56, 0.44))
    if not rated:
        return stack(block, keep=True)
    heads = tuple(Head(text(w, scale=0.85), "right", 1.0) for w in ("Base", "%", "TVA"))
    lines = tuple(Cells((text(v.base), text(v.rate), text(v.amount))) for v in vat_lines(sheet))
    vat = Table(heads, lines, TableLook(borders="rows", padding=(1.5, 4.0)), 0.9)
    return stack(Columns((vat, Space(1)), (0.5, 0.5)), block, gap=6.0, keep=True)


def _account(page: Page) -> Node | None:
    sheet, draw = page.sheet, page.draw
    wanted = ["payment_means"] if "payment_means" not in sheet.printed and draw.chance(0.7) else []
    lines = [(f"{e.label} : ", *e.pieces) for e in entries_of(sheet, _KIND, wanted)]
    if sheet.invoice.means == "transfer" and draw.chance(0.8):
        lines.append(("IBAN ", *iban_of(sheet), draw.pick(["  BIC ", " - BIC : "]), *bic_of(sheet)))
    return Stack(tuple(text(line) for line in lines), 2.0) if lines else None
