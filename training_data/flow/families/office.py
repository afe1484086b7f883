"""Letters, notes of fees, pages of word processors."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.recapitulation import draw_recapitulation
from training_data.blocks.references import buyer_entries, other_entries, own_entries
from training_data.blocks.totals import totals_entries
from training_data.blocks.works import works_cells
from training_data.flow.families.common import all_entries, close, pair, references, shifted
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import (
    Box,
    Cells,
    FlowDocument,
    Head,
    Leader,
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
from training_data.flow.parts.closing import ending, notes, payment, regime, spelt_sum
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import lines_table, plain_look, table_of
from training_data.flow.parts.parties import address, buyer, letterhead, return_line
from training_data.flow.parts.sums import recapitulation, sums, totals
from training_data.flow.parts.titles import dated_place, title
from training_data.pieces import tag


def _claim(page: Page) -> Node:
    """A sentence with number, date and sum: `Nous vous prions de trouver…`."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    kind = tag(
        draw.pick(["facture", "note"]) if invoice.document_type == "invoice" else "pièce",
        *(["document_type"] if invoice.document_type == "invoice" else []),
        value=invoice.document_type,
    )
    opening = draw.pick(
        [
            "Nous vous prions de trouver ci-dessous le détail de notre ",
            "Veuillez trouver ci-après notre ",
            "Nous avons l'honneur de vous adresser notre ",
            "En exécution de votre commande, nous vous remettons la ",
        ]
    )
    number = sheet.number("invoice_number")
    amount = sheet.money(invoice.totals.due, "amount_due")
    gross = sheet.money(invoice.totals.gross)
    closing = draw.pick(
        [
            (", d'un montant total de ", *gross, "."),
            (" d'un montant de ", *gross, ", dont il reste à régler ", *amount, "."),
            (", par laquelle vous restez nous devoir la somme de ", *amount, "."),
            (", pour un montant à régler de ", *amount, "."),
        ]
    )
    dated = (
        (" du ", *sheet.day(invoice.dates["issue_date"], "issue_date")) if draw.chance(0.6) else ()
    )
    return text(
        (opening, kind, draw.pick([" n° ", " N° ", " référencée "]), *number, *dated, *closing),
        prose=True,
    )


def compose_correspondence(page: Page) -> FlowDocument:
    """A letter: place and date, subject, a sentence that claims the sum, lines, a greeting."""
    sheet, draw = page.sheet, page.draw
    head = letterhead(page, with_logo=draw.chance(0.3), align=draw.pick(["left", "left", "centre"]))
    window = stack(
        return_line(page) if draw.chance(0.3) else None,
        buyer(page, heading=draw.chance(0.2), style=draw.pick(["plain", "plain", "line"])),
    )
    place = dated_place(page, draw.pick(["left", "right"])) if draw.chance(0.75) else None
    first = title(page, bare=True, scale=draw.pick([1.1, 1.3, 1.6])) if draw.chance(0.7) else None
    claim = _claim(page) if draw.chance(0.75) or first is None else None
    refs = show_entries(
        page,
        own_entries(sheet) + buyer_entries(sheet) + other_entries(sheet)[:2],
        draw.pick(["lines", "inline", "aligned", "colons"]),
    )
    hello = draw.pick(
        ["Madame, Monsieur,", "Monsieur le Maire,", "Messieurs,", "Madame la Directrice,"]
    )
    greeting = draw.pick(
        [
            "Nous vous prions d'agréer l'expression de nos salutations distinguées.",
            "Veuillez recevoir nos sincères salutations.",
            "Restant à votre disposition, nous vous adressons nos meilleures salutations.",
        ]
    )
    order = [first, refs]
    if draw.chance(0.4):
        order.reverse()
    table = lines_table(page, look=plain_look(page) if draw.chance(0.5) else None)
    sign = shifted(text(sheet.invoice.seller, italic=True), 0.6) if draw.chance(0.5) else None
    return close(
        page,
        pair(head, None, share=0.6),
        shifted(window, draw.pick([0.0, 0.48, 0.55])),
        place,
        *order,
        stack(text(hello), claim, gap=6) if claim else None,
        table,
        ending(page, shifted(totals(page), draw.pick([0.0, 0.4, 0.5]))),
        text(greeting, prose=True) if draw.chance(0.6) else None,
        sign,
        gap=draw.pick([8.0, 14.0, 20.0]),
    )


def compose_fee_statement(page: Page) -> FlowDocument:
    """A note of fees: the lines with dotted leaders, the sums in the same column."""
    sheet, draw = page.sheet, page.draw
    lead = letterhead(page, with_logo=False, align="centre", compact=draw.chance(0.6))
    rows: list[Node] = []
    for place, item in enumerate(sheet.invoice.items):
        name = tag(item.description, f"line.{place}.description", breakable=True)
        net = sheet.money(item.net, f"line.{place}.net_amount", line=True)
        rows.append(Leader(text((name,)), text(net)))
        if draw.chance(0.12):
            rows.append(
                text(
                    draw.pick(["Débours non soumis", "Vacation", "Diligences accomplies"]),
                    italic=True,
                    scale=0.88,
                    tone="muted",
                )
            )
    top = title(page, align=draw.pick(["left", "centre", "right"]))
    refs = show_entries(
        page, all_entries(page), draw.pick(["lines", "colons", "definitions", "inline"])
    )
    ends = [
        Leader(text(e.label, bold=e.strong), text(e.pieces, bold=e.strong))
        for e in totals_entries(sheet)
    ]
    to = buyer(page, style="plain", heading=draw.chance(0.4))
    body = stack(
        text(
            draw.pick(["Détail", "Nature des diligences", "Honoraires", "Prestations"]), bold=True
        ),
        *rows,
        gap=draw.pick([2.0, 6.0]),
    )
    block = shifted(Stack(tuple(ends), 2.0), draw.pick([0.0, 0.3, 0.5]))
    if draw_recapitulation(sheet, 0.16):
        block = recapitulation(page)
    return close(
        page,
        lead,
        Rule(draw.pick([0.5, 1.5]), "accent"),
        shifted(to, draw.pick([0.0, 0.5])),
        top,
        refs,
        body,
        Rule(0.5),
        block,
        spelt_sum(page),
        regime(page),
        payment(page),
        notes(page),
        gap=draw.pick([8.0, 12.0, 18.0]),
    )


def compose_timesheet(page: Page) -> FlowDocument:
    """A consultant's month: title and period first, days by date, rate and sum."""
    draw = page.draw
    head = title(page, scale=draw.pick([1.6, 2.2, 3.0]), bare=True)
    left = stack(head, references(page, wide=False), gap=6)
    right = stack(letterhead(page, align=draw.pick(["left", "right"])), buyer(page), gap=18)
    if draw.chance(0.4):
        left, right = right, left
    columns = ["date", "description", "quantity", "unit_price", "net_amount"]
    if draw.chance(0.3):
        columns = ["description", "unit_price", "quantity", "unit", "net_amount"]
    table = lines_table(page, columns=columns, look=plain_look(page))
    if page.sheet.invoice.document_type == "invoice" and draw.chance(0.1):
        table = table_of(page, *works_cells(page.sheet), scale=0.85)
    return close(
        page,
        pair(left, right, share=draw.uniform(0.42, 0.56), gap=24),
        table,
        ending(page, sums(page)),
    )


def compose_ruled_form(page: Page) -> FlowDocument:
    """A word processor's form: everything stands in the cells of ruled tables."""
    sheet, draw = page.sheet, page.draw
    inset = draw.pick([3.0, 5.0])
    look = TableLook("all", draw.pick([0.5, 0.75, 1.0]), padding=(inset, inset))
    first = letterhead(page, with_logo=draw.chance(0.3), name_scale=1.1)
    second = stack(
        title(page, bare=True, align="centre", scale=1.5),
        show_entries(page, own_entries(sheet), draw.pick(["lines", "aligned", "colons"])),
        gap=5,
    )
    to = address(page, buyer_lines(sheet), heading=sheet.label("party_buyer"), style="plain")
    rest = show_entries(
        page, buyer_entries(sheet) + other_entries(sheet), draw.pick(["lines", "colons", "aligned"])
    )
    cells = [first, second, to, rest]
    if draw.chance(0.3):
        cells = [second, first, rest, to]
    share = draw.uniform(0.45, 0.55)
    grid = Table(
        (Head(None, share=share), Head(None, share=1 - share)),
        (Cells((cells[0], cells[1])), Cells((cells[2], cells[3]))),
        look,
    )
    lines = lines_table(page, look=draw_table_look(draw, ruled=True), filler=draw.chance(0.3))
    sign: Node | None = None
    if draw.chance(0.35):
        words = draw.pick(
            ["Bon pour accord, le", "Signature et cachet", "Service fait, le", "Certifié exact"]
        )
        sign = Box(
            stack(text(words, scale=0.9), Space(36)),
            border=0.6,
            padding=4.0,
            share=0.45,
            align=draw.pick(["left", "right"]),
        )
    return close(page, grid, lines, ending(page, sums(page)), sign, gap=draw.pick([0.0, 6.0, 10.0]))
