"""Towns that bill, associations, works for the public, factoring, credit notes."""

from __future__ import annotations

from dataclasses import replace

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.references import buyer_entries, other_entries, own_entries
from training_data.blocks.works import works_cells
from training_data.buyers import draw_buyer
from training_data.flow.families.common import all_entries, boxed, close, pair, references, shifted
from training_data.flow.nodes import (
    Box,
    Columns,
    FlowDocument,
    Node,
    Rule,
    Space,
    Stack,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.closing import ending, notes, payment, regime
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import lines_table, table_of
from training_data.flow.parts.parties import (
    address,
    brand_line,
    buyer,
    delivery,
    letterhead,
    supplier_party,
    third_party,
)
from training_data.flow.parts.sums import sums, totals
from training_data.flow.parts.titles import title
from training_data.people import draw_town
from training_data.pieces import Pieces
from training_data.sheet import Entry


def compose_revenue_order(page: Page) -> FlowDocument:
    """A town's bill (`titre de recette`, `avis des sommes à payer`) with its accounts."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    body = draw_buyer(draw)
    while body.kind != "local":
        body = draw_buyer(draw)
    own = invoice.supplier
    sheet.invoice = invoice = replace(
        invoice,
        supplier=replace(
            body, trade_name=body.name, iban=own.iban, bic=own.bic, bank="Banque de France"
        ),
    )
    issue = invoice.dates["issue_date"]
    ledger = [
        Entry("Exercice", (str(issue.year),)),
        Entry(draw.pick(["Bordereau", "N° de bordereau"]), (draw.digits(draw.pick([2, 3])),)),
        Entry(draw.pick(["Imputation", "Article"]), (draw.fill("70###"),)),
        Entry(draw.pick(["Code régie", "Budget"]), (draw.fill("##00"),)),
        Entry(draw.pick(["Comptable public", "Poste comptable"]), (f"SGC de {draw_town(draw)}",)),
        Entry(draw.pick(["Réf. de la dette", "N° de dette"]), (draw.digits(9),)),
    ]
    head = pair(
        letterhead(page, with_logo=draw.chance(0.5)),
        buyer(page, style=draw.pick(["plain", "line"])),
    )
    banner = text(
        draw.pick(
            [
                "AVIS DES SOMMES À PAYER",
                "TITRE DE RECETTE EXÉCUTOIRE",
                "TITRE EXÉCUTOIRE",
                "FACTURE VALANT AVIS DES SOMMES À PAYER",
            ]
        ),
        bold=True,
        scale=draw.pick([1.1, 1.4]),
        align="centre",
    )
    top = title(page, align=draw.pick(["left", "centre"]), scale=1.2)
    refs = pair(
        show_entries(page, draw.some(ledger, 3, 6), draw.pick(["grid", "lines", "colons"])),
        references(page, wide=False),
    )
    legal = text(
        "Titre exécutoire en application de l'article L. 252 A du livre des procédures fiscales, "
        "pris, émis et rendu exécutoire conformément aux articles R. 2342-4 et D. 1617-23 du code "
        "général des collectivités territoriales. Toute contestation doit être portée dans les "
        "deux mois devant le juge.",
        scale=0.72,
        prose=True,
    )
    return close(
        page,
        head,
        banner if draw.chance(0.7) else None,
        top,
        refs,
        lines_table(page),
        ending(page, sums(page)),
        legal,
    )


def compose_membership(page: Page) -> FlowDocument:
    """An association's plain call for a subscription or a grant, with a line of thanks."""
    draw = page.draw
    head = letterhead(page, align=draw.pick(["centre", "left", "right"]), ids=draw.chance(0.7))
    top = title(page, align=draw.pick(["centre", "left"]))
    to = shifted(buyer(page, style="plain"), draw.pick([0.0, 0.5, 0.5]))
    refs = show_entries(
        page, all_entries(page), draw.pick(["lines", "stacked", "inline", "colons", "value_first"])
    )
    columns = draw.pick(
        [["description", "net_amount"], ["description", "quantity", "unit_price", "net_amount"]]
    )
    thanks = text(
        draw.pick(
            [
                "Avec nos remerciements pour votre soutien.",
                "La trésorière,",
                "Le président,",
                "Cotisation valable pour l'année en cours.",
            ]
        ),
        italic=True,
    )
    return close(
        page,
        head,
        Rule(0.5),
        top,
        to,
        refs,
        lines_table(page, columns=columns),
        ending(page, shifted(totals(page), draw.pick([0.0, 0.45]))),
        shifted(thanks, draw.pick([0.0, 0.6])),
    )


def compose_works_statement(page: Page) -> FlowDocument:
    """A statement of works: contract in cells, cumulative table, retention, direct payment."""
    sheet, draw = page.sheet, page.draw
    head = pair(letterhead(page), buyer(page, heading=True))
    site = stack(
        text(draw.pick(["Opération", "Chantier", "Marché de travaux"]), bold=True, scale=0.9),
        text(f"{sheet.invoice.subject} – {draw_town(draw)}"),
        text(
            draw.pick(
                [
                    "Lot 02 – Gros œuvre",
                    "Lot 05 – Menuiseries",
                    "Lot 11 – Électricité",
                    "Lot unique",
                ]
            )
        ),
        gap=1,
    )
    top = pair(title(page), Box(site, border=0.6, padding=5.0))
    refs = references(page)
    if draw.chance(0.75):
        columns, rows = works_cells(sheet)
        table = table_of(page, columns, rows, scale=0.82)
    else:
        table = lines_table(page)
    others: Node | None = None
    if draw.chance(0.35):
        role = draw.pick(
            ["Entreprise principale", "Maître d'œuvre", "Sous-traitant", "Mandataire du groupement"]
        )
        others = third_party(page, role, style="line")
    return close(
        page, head, top, refs, others, table, ending(page, sums(page)), forced=draw.chance(0.4)
    )


def compose_factored(page: Page) -> FlowDocument:
    """Agency, head office and factor each with their numbers; where to pay in a framed sentence."""
    draw = page.draw
    seller = supplier_party(page)
    to = buyer(page, heading=True)
    factor = third_party(
        page,
        draw.pick(["Affactureur", "Factor", "Bénéficiaire du paiement", "Société d'affacturage"]),
    )
    roles = draw.some(
        ["Agence", "Siège social", "Établissement livré", "Centre de facturation"], 0, 2
    )
    blocks: list[Node] = [seller, to, factor, *(third_party(page, role) for role in roles)]
    if draw.chance(0.5):
        draw.shuffle(blocks)
    count = draw.pick([2, 3])
    rows: list[Node] = []
    for at in range(0, len(blocks), count):
        row = blocks[at : at + count]
        row += [Space(1)] * (count - len(row))
        rows.append(Columns(tuple(row), (1.0,) * count, 12.0))
    top = title(page, align=draw.pick(["left", "centre", "right"]))
    sentence = text(
        draw.pick(
            [
                "Pour être libératoire, votre règlement doit être effectué à l'ordre de notre "
                "affactureur, qui le reçoit par subrogation.",
                "Créance cédée : seul le paiement entre les mains du factor est libératoire.",
            ]
        ),
        bold=draw.chance(0.5),
        scale=0.9,
        prose=True,
    )
    grid = Stack(tuple(rows), 8.0)
    refs = references(page)
    order: list[Node] = [top, grid, refs] if draw.chance(0.6) else [grid, top, refs]
    return close(page, *order, lines_table(page), ending(page, sums(page)), boxed(sentence))


def compose_credit_memo(page: Page) -> FlowDocument:
    """A credit note that speaks of another invoice before its own lines."""
    sheet, draw = page.sheet, page.draw
    head = pair(letterhead(page), None, share=0.55)
    top = title(page, align=draw.pick(["left", "right", "centre"]))
    window = shifted(buyer(page), draw.pick([0.0, 0.5]))
    original: Pieces = (
        draw.pick(
            [
                "Avoir relatif à la facture n° ",
                "En annulation partielle de notre facture ",
                "Sur facture n° ",
                "Régularisation de la facture ",
            ]
        ),
        *sheet.number("original_invoice_number"),
        draw.pick([" du ", " émise le "]),
        *sheet.day(sheet.invoice.dates["order_date"]),
    )
    cause = text("Motif : " + sheet.phrase("credit_reasons"), italic=draw.chance(0.3))
    claim = stack(text(original, bold=draw.chance(0.3)), cause if draw.chance(0.6) else None, gap=2)
    refs = references(page)
    parts: list[Node] = [window, top, claim, refs]
    if draw.chance(0.4):
        parts = [top, window, refs, claim]
    return close(page, head, *parts, lines_table(page), ending(page, sums(page)))


def compose_lots(page: Page) -> FlowDocument:
    """A public contract's invoice: the contract first, delivery beside the buyer, brand above."""
    sheet, draw = page.sheet, page.draw
    brand = brand_line(page)
    contract = show_entries(
        page, buyer_entries(sheet), draw.pick(["grid", "cells", "header_row", "tiles"])
    )
    lines = buyer_lines(sheet)
    to = address(page, lines, heading=sheet.label("party_buyer"))
    row = pair(to, delivery(page)) if draw.chance(0.6) else pair(delivery(page), to)
    top = title(page)
    mine = show_entries(page, own_entries(sheet) + other_entries(sheet), wide=True)
    seller = supplier_party(page, heading=draw.chance(0.6))
    tail = [payment(page), regime(page), seller, notes(page)]
    order: list[Node] = [top, mine, contract, row]
    if draw.chance(0.4):
        draw.shuffle(order)
    return close(page, brand, *order, lines_table(page), sums(page), *tail)
