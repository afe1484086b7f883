"""Monthly bills of cleaning, security, green spaces and maintenance: a fee for a list of sites."""

from __future__ import annotations

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
from training_data.blocks.stated_sums import Sum, sums_of
from training_data.flow.nodes import (
    Borders,
    Box,
    Cells,
    Columns,
    Fill,
    FlowDocument,
    Folio,
    Head,
    Node,
    Rule,
    Space,
    Stack,
    Table,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.people import draw_street, draw_town
from training_data.printing import format_day
from training_data.sheet import Entry

_KIND = "upkeep_contracts"


def compose_upkeep_contract(page: Page) -> FlowDocument:
    """The firm and the bill's number, the contract, the sites with their fees, the month's sum."""
    sheet, draw = page.sheet, page.draw
    said = regime_words(sheet)
    middle: list[Node | None] = [_parties(page), _contract(page)]
    if draw.chance(0.3):
        middle.reverse()
    parts: list[Node | None] = [
        _banner(page),
        *middle,
        text(_told_month(page), bold=draw.chance(0.4)) if draw.chance(0.7) else None,
        _sites(page),
        _totals(page),
        text(said, scale=0.95) if said else None,
        _payment(page),
        *(text(line, scale=0.78, prose=True) for line in note_words(sheet, 0, 2)),
    ]
    gap = draw.pick([8.0, 11.0, 15.0])
    nodes: list[Node] = []
    for part in parts:
        if part is not None:
            nodes += [part, Space(gap)]
    glue = draw.pick([" - ", " | ", " • "])
    legal = joined([(sheet.invoice.supplier.name,), *identity_lines(sheet, _KIND)], glue)
    foot = stack(
        Rule(0.5, draw.pick(["ink", "accent"])),
        text(legal, scale=0.75, align="centre"),
        Folio("{n}/{c}", 0.75, "centre") if draw.chance(0.5) else None,
        gap=2.0,
    )
    side, canvas = draw.uniform(32, 54), sheet.canvas
    margin = (side, draw.uniform(28, 46), side, 22.0)
    return FlowDocument(Stack(tuple(nodes), 0.0), canvas.width, canvas.height, margin, None, foot)


def _banner(page: Page) -> Node:
    """The firm, its trade, and the bill's title."""
    sheet, draw = page.sheet, page.draw
    name = text(supplier_name(sheet), bold=True, scale=draw.pick([1.4, 1.8]), tone="accent")
    trade = text(draw.pick(words_of(_KIND)["trades"]), scale=0.85, italic=draw.chance(0.5))
    kind = text(
        (kind_word(sheet, words_of(_KIND)["titles"]),),
        bold=True,
        scale=draw.pick([1.3, 1.8]),
        align="right",
    )
    row = Columns((stack(name, trade, gap=1.0), kind), (0.62, 0.38), 10.0, "middle")
    form = draw.pick(["rule", "box", "plain"])
    if form == "box":
        return Box(row, border=1.0, tone="accent", padding=8.0)
    return stack(row, Rule(1.5, "accent"), gap=4.0) if form == "rule" else row


def _parties(page: Page) -> Node:
    sheet, draw = page.sheet, page.draw
    supplier = sheet.invoice.supplier
    own = [text(line, scale=0.9) for line in address_lines(sheet, supplier)]
    own += [text(line, scale=0.9) for line in contact_lines(sheet)]
    entries = entries_of(sheet, _KIND, ["invoice_number", "issue_date", "customer_number"])
    if draw.chance(0.6):
        entries += entries_of(sheet, _KIND, ["due_date"])
    form = draw.pick(["above", "lines", "tab"])
    if form == "above":
        cells = [
            stack(text(str(e.label), scale=0.75, tone="muted"), text(e.pieces, bold=True), gap=0.0)
            for e in entries
        ]
        half = -(-len(cells) // 2)
        facts: Node = Columns(
            (Stack(tuple(cells[:half]), 4.0), Stack(tuple(cells[half:]), 4.0)), (0.5, 0.5), 8.0
        )
    elif form == "lines":
        facts = Stack(tuple(text((f"{e.label} ", *e.pieces)) for e in entries), 1.0)
    else:
        rows = tuple(Cells((text(str(e.label)), text(e.pieces, align="right"))) for e in entries)
        look = TableLook(borders="rows", padding=(1.5, 2.0))
        facts = Table((Head(None, "left", 0.5), Head(None, "right", 0.5)), rows, look)
    to: list[Node] = [
        text(line, bold=not n, scale=1.05)
        for n, line in enumerate(buyer_lines(sheet, ids=draw.chance(0.3)))
    ]
    lead = draw.pick(["", "", "Client", "Votre adresse de facturation", "Adressée à"])
    if lead:
        to.insert(0, text(lead, scale=0.8, tone="muted"))
    window: Node = Stack(tuple(to), 0.0)
    if draw.chance(0.4):
        window = Box(window, fill="soft", padding=8.0)
    left = stack(Stack(tuple(own), 0.0), facts, gap=10.0)
    pair = (left, window) if draw.chance(0.8) else (window, left)
    return Columns(pair, (0.5, 0.5), 18.0)


def _contract(page: Page) -> Node | None:
    """What binds the parties: contract, order, service, period; in a frame or in a sentence."""
    sheet, draw = page.sheet, page.draw
    wanted = ["contract_number", "engagement_number", "service_code", "original_invoice_number"]
    wanted += draw.some(["period", "buyer_siret", "seller", "quote_number"], 0, 2)
    wanted += ["billing_framework"] if sheet.invoice.framework else []
    entries = entries_of(sheet, _KIND, wanted)
    if draw.chance(0.4):
        every = draw.pick(["mensuelle", "trimestrielle", "à terme échu", "terme à échoir"])
        entries.append(Entry(draw.pick(["Périodicité", "Facturation"]), (every,)))
    if draw.chance(0.25):
        draw.shuffle(entries)
    if not entries:
        return None
    form = draw.pick(["inline", "cells", "frame", "frame"])
    if form == "inline":
        glue = draw.pick(["  •  ", " - ", "    "])
        return text(joined([(f"{e.label} : ", *e.pieces) for e in entries], glue))
    if form == "cells" and 2 <= len(entries) <= 5:
        heads = tuple(
            Head(text(str(e.label), scale=0.8, bold=True, align="centre"), "centre", 1.0)
            for e in entries
        )
        look = TableLook(borders="all", header_fill="soft", padding=(2.5, 3.0))
        return Table(heads, (Cells(tuple(text(e.pieces) for e in entries)),), look)
    lines = [text((f"{e.label} : ", *e.pieces)) for e in entries]
    heading = draw.pick(words_of(_KIND)["contract_headings"])
    title = text(heading, bold=True, scale=0.9) if draw.chance(0.6) else None
    return Box(stack(title, *lines, gap=2.0), border=0.6, tone="muted", padding=6.0)


def _told_month(page: Page) -> str:
    draw = page.draw
    day = page.sheet.invoice.dates["delivery_date"]
    month = format_day(day.replace(day=2), "long").split(" ", 1)[1]
    return str(draw.pick(words_of(_KIND)["months"])).format(month=month)


def _sites(page: Page) -> Node:
    """The lines by site: a column of sites, or a heading for each of them."""
    sheet, draw = page.sheet, page.draw
    items = sheet.invoice.items
    form = draw.pick(["column", "heading", "none"]) if len(items) < 20 else "none"
    keys = draw.pick(
        [
            ("description", "quantity", "unit_price", "net_amount"),
            ("description", "net_amount"),
            ("description", "unit", "quantity", "unit_price", "net_amount"),
            ("description", "vat_rate", "net_amount"),
        ]
    )
    sites = [draw.pick(words_of(_KIND)["sites"]) for _ in items]
    heads = [
        Head(
            text(draw.pick(words_of("upkeep_contracts_heads")[key]), bold=True, scale=0.92),
            "left" if key in ("description", "unit") else "right",
            0.45 if key == "description" else 0.15,
        )
        for key in keys
    ]
    if form == "column":
        heads.insert(0, Head(text(draw.pick(["Site", "Lieu", "Bâtiment"]), bold=True), "left", 0.3))
    rows: list[Cells] = []
    for n, item in enumerate(items):
        cells: list[Node | None] = [
            text(draw_cell(sheet, key, n, item, coded=False, quantity_places=None)) for key in keys
        ]
        if form == "column":
            cells.insert(0, text(sites[n], scale=0.95))
        elif form == "heading" and (n % 2 == 0):
            where = f"{sites[n]} - {draw_street(draw)}, {draw_town(draw)}"
            rows.append(Cells((text(where, bold=True, scale=0.95),), over=True))
        rows.append(Cells(tuple(cells)))
    borders: Borders = draw.pick(["rows", "header", "all", "columns", "none"])
    fill: Fill = draw.pick(["", "soft", "accent", "grey"])
    look = TableLook(borders=borders, header_fill=fill, padding=(draw.pick([2.0, 3.5]), 4.0))
    return Table(tuple(heads), tuple(rows), look, 0.95)


def _totals(page: Page) -> Node:
    """The sums in cards side by side, in a column, or beside the VAT by rate."""
    sheet, draw = page.sheet, page.draw
    form = draw.pick(["cards", "column", "beside"])
    rated = bool(sheet.invoice.totals.vat) and form == "beside"
    rows = sums_of(sheet, _KIND, per_rate=not rated)
    if form == "cards" and 2 <= len(rows) <= 5:
        cards = [
            Box(
                stack(text(r.label, scale=0.8), text(r.value, bold=True, scale=1.15), gap=1.0),
                border=0.6,
                tone="muted",
                padding=6.0,
                fill="soft" if r.concept == "due" else "",
            )
            for r in rows
        ]
        return stack(Columns(tuple(cards), (1.0,) * len(cards), 6.0), keep=True)
    column = _column(page, rows)
    if not rated:
        share = draw.uniform(0.45, 0.58)
        return stack(Columns((Space(1), column), (share, 1 - share)), keep=True)
    heads = [Head(text(w, scale=0.85), "right", 1.0) for w in ("Taux", "Base HT", "Montant TVA")]
    lines = [Cells((text(v.rate), text(v.base), text(v.amount))) for v in vat_lines(sheet)]
    look = TableLook(borders="rows", padding=(2.0, 3.0))
    table = Table(tuple(heads), tuple(lines), look, 0.9)
    return stack(Columns((table, column), (0.5, 0.5), 20.0), keep=True)


def _column(page: Page, rows: list[Sum]) -> Node:
    lines: list[Node] = []
    for row in rows:
        strong = row.concept in ("due", "gross")
        line: Node = Columns(
            (text(row.label, bold=strong), text(row.value, bold=strong, align="right")),
            (0.58, 0.42),
        )
        if row.concept == "due":
            line = Box(line, fill="soft", padding=4.0)
        lines.append(line)
    return Stack(tuple(lines), page.draw.pick([2.0, 4.0]))


def _payment(page: Page) -> Node | None:
    sheet, draw = page.sheet, page.draw
    if sheet.invoice.document_type == "credit_note":
        return None
    wanted = ["payment_means"] if draw.chance(0.8) else []
    wanted += ["payment_terms"] if draw.chance(0.3) else []
    wanted += ["due_date"] if "due_date" not in sheet.printed and draw.chance(0.4) else []
    entries = entries_of(sheet, _KIND, wanted)
    if sheet.invoice.means == "transfer" and draw.chance(0.85):
        entries.append(Entry(word(sheet, _KIND, "iban"), iban_of(sheet)))
        entries.append(Entry(word(sheet, _KIND, "bic"), bic_of(sheet)))
    if not entries:
        return None
    lines = [text((f"{e.label} : ", *e.pieces)) for e in entries]
    body = Stack(tuple(lines), 1.5, True)
    return Box(body, fill="grey", padding=6.0, share=0.6) if draw.chance(0.3) else body
