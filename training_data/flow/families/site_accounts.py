"""Statements of works: the contract's state by lot, what was billed before, what is withheld."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.identity import address_lines, supplier_name
from training_data.blocks.mentions import spelt_words
from training_data.blocks.remarks import regime_words
from training_data.blocks.stated import (
    bic_of,
    entries_of,
    iban_of,
    identity_lines,
    joined,
    kind_word,
    value_of,
    word,
    words_of,
)
from training_data.blocks.stated_sums import sums_of
from training_data.blocks.works import works_cells
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
from training_data.people import draw_person, draw_town
from training_data.pieces import Pieces, tag
from training_data.sheet import Entry

_KIND = "site_accounts"


def compose_site_account(page: Page) -> FlowDocument:
    """The site and its parties in a frame, progress by line, and a calculation from top to foot."""
    sheet, draw = page.sheet, page.draw
    frames: list[Node | None] = [_operation(page), _actors(page)]
    if draw.chance(0.4):
        frames.reverse()
    spelt = spelt_words(sheet)
    said = regime_words(sheet)
    parts: list[Node | None] = [
        _head(page),
        _title(page),
        *frames,
        _progress(page),
        _calculation(page),
        text(spelt, prose=True) if spelt else None,
        text(said, bold=draw.chance(0.3)) if said else None,
        _payment(page),
        _visas(page) if draw.chance(0.6) else None,
    ]
    gap = draw.pick([6.0, 9.0, 13.0])
    nodes: list[Node] = []
    for part in parts:
        if part is not None:
            nodes += [part, Space(gap)]
    foot = stack(
        text(joined(identity_lines(sheet, _KIND), draw.pick([" - ", " / "])), scale=0.8),
        Folio(draw.pick(["Page {n}/{c}", "Feuillet {n}", "{n}"]), 0.8, "right"),
        gap=1.0,
    )
    side, canvas = draw.uniform(34, 56), sheet.canvas
    margin = (side, draw.uniform(30, 50), side, 22.0)
    return FlowDocument(Stack(tuple(nodes), 0.0), canvas.width, canvas.height, margin, None, foot)


def _head(page: Page) -> Node:
    sheet, draw = page.sheet, page.draw
    own: list[Node] = [text(supplier_name(sheet), bold=True, scale=draw.pick([1.2, 1.6]))]
    own += [text(line) for line in address_lines(sheet, sheet.invoice.supplier)]
    own.append(text(f"Tél. {sheet.invoice.supplier.phone}"))
    to: list[Node] = [
        text(line, bold=not n) for n, line in enumerate(buyer_lines(sheet, ids=False))
    ]
    lead = draw.pick(words_of(_KIND)["owner_leads"])
    client = stack(text(lead, scale=0.85), Stack(tuple(to), 0.0), gap=2.0)
    framed: Node = Box(client, border=0.7, padding=6.0) if draw.chance(0.6) else client
    return Columns((Stack(tuple(own), 0.0), framed), (0.5, 0.5))


def _title(page: Page) -> Node:
    """Whose number is whose: the statement's beside the invoice's."""
    sheet, draw = page.sheet, page.draw
    situation = sheet.invoice.numbers["situation_number"]
    kind = kind_word(sheet, words_of(_KIND)["titles"])
    number, day = value_of(sheet, "invoice_number"), value_of(sheet, "issue_date")
    label = word(sheet, _KIND, "invoice_number")
    date_label = word(sheet, _KIND, "issue_date")
    month = draw.pick([f" - {sheet.invoice.dates['issue_date']:%m/%Y}", ""])
    lead: Pieces = (kind, draw.pick([" n° ", " N° ", " n°"]), situation, month)
    if draw.chance(0.3):
        lead = (kind,)
    first = text(lead, bold=True, scale=draw.pick([1.2, 1.5]), align="centre")
    second = text(
        (f"{label} ", *number, draw.pick(["   -   ", "     ", " / "]), f"{date_label} ", *day),
        align="centre",
    )
    inner = stack(first, second, gap=3.0)
    form = draw.pick(["frame", "grey", "plain"])
    if form == "plain":
        return inner
    border = 1.0 if form == "frame" else 0.0
    return Box(inner, border=border, fill="grey" if form == "grey" else "", padding=6.0)


def _operation(page: Page) -> Node:
    """The works and the contract, label by label."""
    sheet, draw = page.sheet, page.draw
    lot = draw.pick(words_of(_KIND)["lots"])
    entries = [
        Entry(draw.pick(["Opération", "Chantier", "Objet du marché"]), (sheet.invoice.subject,)),
        Entry("Lot", (f"{draw.randint(1, 18):02d} - {lot}",)),
    ]
    wanted = ["contract_number", "engagement_number", "service_code", "buyer_siret"]
    wanted += ["original_invoice_number", *draw.some(["market_date", "due_date", "period"], 0, 2)]
    if sheet.invoice.framework:
        wanted.append("billing_framework")
    entries += entries_of(sheet, _KIND, wanted)
    if draw.chance(0.3):
        entries.append(Entry("Ordre de service du", (*value_of(sheet, "order_date"),)))
    return _grid(page, entries)


def _grid(page: Page, entries: list[Entry]) -> Node:
    """The entries in a table of two or four columns, or as lines."""
    draw = page.draw
    form = draw.pick(["two", "four", "four", "lines"])
    bold, suffix = draw.chance(0.5), draw.pick(["", " :", " :"])

    def cells(entry: Entry) -> tuple[Node, Node]:
        return text(f"{entry.label}{suffix}", bold=bold), text(entry.pieces)

    if form == "lines":
        lines = [text((f"{entry.label} : ", *entry.pieces)) for entry in entries]
        return Stack(tuple(lines), 2.0)
    each = 1 if form == "two" else 2
    rows: list[Cells] = []
    for at in range(0, len(entries), each):
        row: list[Node | None] = []
        for entry in entries[at : at + each]:
            row += cells(entry)
        row += [None] * (2 * each - len(row))
        rows.append(Cells(tuple(row)))
    shares = (0.3, 0.7) if each == 1 else (0.18, 0.32, 0.18, 0.32)
    borders: Borders = draw.pick(["all", "all", "rows", "none"])
    look = TableLook(borders=borders, padding=(2.0, 4.0))
    return Table(tuple(Head(None, "left", share) for share in shares), tuple(rows), look)


def _actors(page: Page) -> Node | None:
    """The architect, and who subcontracts to whom; of no field."""
    sheet, draw = page.sheet, page.draw
    town = draw_town(draw)
    entries = [
        Entry(
            draw.pick(["Maître d'œuvre", "Architecte", "MOE"]),
            (f"Atelier {draw_person(draw).split()[-1]} - {town}",),
        ),
        Entry("Coordonnateur SPS", (draw_person(draw),)),
        Entry(draw.pick(["Conducteur de travaux", "Suivi par"]), (sheet.invoice.seller,)),
    ]
    if sheet.invoice.regime == "reverse_charge" or sheet.invoice.framework == "A9":
        main = draw.pick(["Entreprise principale", "Titulaire du marché", "Mandataire"])
        held = draw_person(draw).split()[-1]
        entries.insert(0, Entry(main, (f"SAS {held} Construction",)))
    chosen = draw.some(entries, 0, 3)
    if not chosen:
        return None
    return text(joined([(f"{e.label} : ", *e.pieces) for e in chosen], "     "), scale=0.95)


def _progress(page: Page) -> Node:
    """The lines with the contract's amounts, to date, before and now."""
    sheet, draw = page.sheet, page.draw
    columns, rows = works_cells(sheet)
    tight = 0.92 if len(columns) < 6 else 0.82
    heads = tuple(
        Head(text(str(column.header), bold=True, align="centre"), column.align, column.share)
        for column in columns
    )
    body = tuple(
        Cells(
            tuple(text(cell, bold=row.bold is not None) if cell else None for cell in row.cells),
            strong=row.bold is not None,
        )
        for row in rows
    )
    borders: Borders = draw.pick(["all", "columns", "all", "rows"])
    look = TableLook(
        borders=borders,
        header_fill=draw.pick(["", "grey", "soft"]),
        padding=(draw.pick([1.5, 3.0]), 3.0),
    )
    return Table(heads, body, look, tight)


def _calculation(page: Page) -> Node:
    """From what was done to date down to what is to be paid, with letters or numbers in front."""
    sheet, draw = page.sheet, page.draw
    totals = sheet.invoice.totals
    rows: list[tuple[Pieces, Pieces, bool]] = []
    if not (totals.discount or totals.shipping) and draw.chance(0.7):
        to_date = sheet.progress.get("cumulative", totals.net * draw.randint(2, 5))
        before = to_date - totals.net
        minus = draw.pick([1, -1])
        labels = [draw.pick(words_of(_KIND)[key]) for key in ("to_date", "before")]
        rows.append(((labels[0],), sheet.money(to_date), False))
        rows.append(((labels[1],), sheet.money(minus * before), False))
    for row in sums_of(sheet, _KIND, full=draw.chance(0.6)):
        rows.append((row.label, row.value, row.concept in ("due", "gross")))
    if not totals.retention and draw.chance(0.3):
        rows.insert(-1, ((draw.pick(words_of(_KIND)["no_retention"]),), ("néant",), False))
    mark = draw.pick(["", "", "letters", "numbers"])
    cells = []
    for n, (label, value, strong) in enumerate(rows):
        front = {"": "", "letters": f"{'ABCDEFGHIJKLMNOPQRSTUV'[n]}. ", "numbers": f"{n + 1}) "}
        shown = text((front[mark], *label), bold=strong)
        cells.append(Cells((shown, text(value, bold=strong, align="right"))))
    borders: Borders = draw.pick(["all", "rows", "none", "frame"])
    look = TableLook(borders=borders, padding=(draw.pick([1.0, 2.5]), 5.0))
    table = Table((Head(None, "left", 0.66), Head(None, "right", 0.34)), tuple(cells), look)
    where = draw.pick(["full", "right", "right"])
    if where == "full":
        return stack(table, keep=True)
    share = draw.uniform(0.35, 0.5)
    return stack(Columns((Space(1), table), (share, 1 - share), 0.0), keep=True)


def _payment(page: Page) -> Node | None:
    sheet, draw = page.sheet, page.draw
    if sheet.invoice.document_type == "credit_note":
        return None
    lines: list[Node] = []
    if draw.chance(0.6):
        (entry,) = entries_of(sheet, _KIND, ["payment_means"])
        lines.append(text((f"{entry.label} : ", *entry.pieces)))
    if draw.chance(0.75):
        bank = sheet.invoice.supplier.bank
        lead = draw.pick(["Compte à créditer : ", "Domiciliation : ", f"{bank} - IBAN ", "IBAN : "])
        lines.append(
            text((lead, *iban_of(sheet), draw.pick([" - BIC ", "   BIC : "]), *bic_of(sheet)))
        )
    if sheet.invoice.framework == "A9":
        paid = tag(
            draw.pick(words_of(_KIND)["direct_payment"]),
            "billing_framework",
            value="A9",
            breakable=True,
        )
        lines.append(text((paid,)))
    return stack(*lines, gap=2.0) if lines else None


def _visas(page: Page) -> Node:
    """Where the company, the architect and the owner sign."""
    names = page.draw.some(words_of(_KIND)["visas"], 2, 3)
    cells = tuple(text(name, scale=0.85, align="centre") for name in names)
    heads = tuple(Head(None, "left", 1.0) for _ in names)
    look = TableLook(borders="all", padding=(3.0, 4.0))
    blank = Cells((None,) * len(names), height=38.0)
    return stack(Table(heads, (Cells(cells), blank), look), keep=True)
