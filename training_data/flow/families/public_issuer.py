"""Public bodies that bill others, with a slip to pay by; experts paid by fee note."""

from __future__ import annotations

from training_data.flow.families.common import close, pair
from training_data.flow.nodes import (
    Box,
    Columns,
    FlowDocument,
    Leader,
    Node,
    Rule,
    Space,
    Stack,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.supply_buyers import bill_as_body, publicise
from training_data.flow.parts.supply_lines import Lines, goods
from training_data.flow.parts.supply_parties import foot, head, party_box, recipient
from training_data.flow.parts.supply_payment import (
    account_entries,
    facts,
    heading,
    remarks,
    settle,
)
from training_data.flow.parts.supply_refs import NARROW, WIDE, Plan, arrange
from training_data.flow.parts.supply_sums import reckoning
from training_data.flow.parts.supply_words import minor_facts, own_facts, say
from training_data.people import draw_town
from training_data.pieces import Pieces, tag
from training_data.sheet import Entry

_TITLES = [
    "AVIS DES SOMMES À PAYER",
    "TITRE DE RECETTE",
    "Titre de recette",
    "FACTURE",
    "Facture",
    "Avis de sommes à payer",
    "TITRE EXÉCUTOIRE",
]


def _ledger(page: Page) -> list[Entry]:
    draw, year = page.draw, page.sheet.invoice.dates["issue_date"].year
    options = [
        Entry("Exercice", (f"{year}",)),
        Entry(draw.pick(["Bordereau", "N° bordereau"]), (draw.digits(3),)),
        Entry("Imputation budgétaire", (draw.fill("70###"),)),
        Entry(draw.pick(["Code produit", "Code collectivité"]), (draw.digits(draw.pick([2, 6])),)),
        Entry(draw.pick(["Budget", "Centre financier"]), (draw.fill("#####"),)),
        Entry(draw.pick(["Identifiant PayFiP", "Réf. PayFiP"]), (draw.digits(6),)),
        Entry(draw.pick(["Centre de coûts", "UB / CR"]), (draw.fill("9##@@##"),)),
    ]
    return draw.some(options, 2, 5)


def _slip(page: Page) -> Node:
    """The part to be torn off: who, what number, how much."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    entries = [
        Entry(say(page, "invoice_number"), sheet.number("invoice_number")),
        Entry(
            draw.pick(["Débiteur", "Redevable"]),
            (tag(invoice.buyer.name, "buyer_name", breakable=True),),
        ),
        Entry(say(page, "amount_due"), sheet.money(invoice.totals.due, "amount_due"), True),
    ]
    if draw.chance(0.4):
        entries.insert(1, Entry(draw.pick(["Clé", "Ligne optique"]), (draw.digits(12),)))
    cut = draw.pick(["Talon à joindre à votre règlement", "Coupon à détacher", "TALON DE PAIEMENT"])
    body = arrange(page, entries, {"headed": 3, "rows": 2, "cards": 2})
    return stack(Rule(0.6, dashed=True), text(cut, bold=True, scale=0.85), body, gap=4, keep=True)


def compose_public_issuer(page: Page) -> FlowDocument:
    """A body's bill to another: accounts, the paying office, ways of appeal, a slip."""
    bill_as_body(page)
    publicise(page, 0.6)
    draw, invoice = page.draw, page.sheet.invoice
    plan = Plan(page, {"facts": 4, "address": 2, "box": 2, "sentence": 1, "remarks": 1})
    name = heading(page, _TITLES, align=draw.pick(["centre", "left", "right"]))
    top = head(page, draw.pick(["block", "mark", "centred", "line"]))
    to = recipient(page, plan.lines("address"))
    entries = facts(page, [*_ledger(page), *minor_facts(page, 0, 2)], plan.entries("facts"))
    refs = arrange(page, entries, draw.pick([NARROW, WIDE]))
    box, told = plan.box(), plan.told("sentence")
    paying: Node | None = None
    if draw.chance(0.5):
        office = f"Service de gestion comptable de {draw_town(draw)}"
        label = draw.pick(["Comptable assignataire", "Poste comptable", "À payer à", "Trésorerie"])
        lines: list[Node] = [text(label, bold=True, scale=0.9), text(office)]
        paying = stack(
            *lines, arrange(page, account_entries(page), {"plain": 2, "colons": 1}), gap=1
        )
    appeal = text(
        draw.pick(
            [
                "Voies de recours : dans un délai de deux mois suivant la notification du présent "
                "acte, vous pouvez contester la somme devant le tribunal compétent.",
                "Titre exécutoire rendu exécutoire en application de l'article L. 1617-5 du code "
                "général des collectivités territoriales.",
                "Payable en ligne sur www.payfip.gouv.fr au moyen des références ci-dessus.",
            ]
        ),
        scale=0.78,
        prose=True,
    )
    columns = [
        "description",
        *(["quantity", "unit_price"] if draw.chance(0.75) else []),
        "net_amount",
    ]
    body = goods(page, Lines(columns))
    layout = draw.pick(["title_first", "title_inside", "accounts_left"])
    if layout == "title_first":
        upper: list[Node | None] = [name, pair(top, to), refs, box]
    elif layout == "title_inside":
        upper = [pair(top, to), name, refs, box]
    else:
        upper = [pair(stack(top, refs, gap=8), stack(to, box, gap=8)), name]
    slip = _slip(page) if draw.chance(0.45) and invoice.document_type == "invoice" else None
    end = [
        reckoning(page),
        paying or settle(page),
        remarks(page, plan.sentences("remarks")),
        appeal,
    ]
    return close(page, *upper, told, body, *end, slip, foot=foot(page))


def compose_expert_fee(page: Page) -> FlowDocument:
    """A translator's, trainer's or expert's note: facts in sentences, few lines, a signature."""
    publicise(page)
    draw, sheet, invoice = page.draw, page.sheet, page.sheet.invoice
    plan = Plan(page, {"sentence": 5, "facts": 2.5, "address": 2, "remarks": 1, "box": 0.7})
    names = [
        "Note d'honoraires",
        "NOTE D'HONORAIRES",
        "Facture",
        "FACTURE",
        "Facture d'honoraires",
        "Note de frais et honoraires",
    ]
    dated = {"word": 2.0, "number": 3.0, "dated": 4.0, "under": 2.0}
    name = heading(page, names, forms=dated, align=draw.pick(["left", "centre", "right"]))
    top = head(page, draw.pick(["block", "line", "centred"]))
    to = recipient(page, plan.lines("address"), style=draw.pick(["window", "window", "beside"]))
    place: Node | None = None
    if "issue_date" not in sheet.printed and draw.chance(0.6):
        sheet.printed.add("issue_date")
        day = sheet.day(invoice.dates["issue_date"], "issue_date", pattern="long")
        place = text(
            (f"{invoice.supplier.town.title()}, le ", *day), align=draw.pick(["right", "left"])
        )
    chorus, told = plan.entries("facts"), plan.told("sentence")
    entries = facts(page, minor_facts(page, 0, 2), chorus)
    refs = arrange(page, entries, {"plain": 5, "colons": 3, "run": 2, "dotted": 1})
    if draw.chance(0.4):
        rows: list[Node] = []
        for at, item in enumerate(invoice.items):
            pieces = (tag(item.description, f"line.{at}.description", breakable=True),)
            rows.append(Leader(text(pieces), text(sheet.money(item.net, f"line.{at}.net_amount"))))
        lines: Node = Stack(tuple(rows), 3.0)
    else:
        columns = draw.pick(
            [
                ["description", "quantity", "unit_price", "net_amount"],
                ["date", "description", "quantity", "unit_price", "net_amount"],
                ["description", "net_amount"],
            ]
        )
        lines = goods(page, Lines(columns))
    about = text(
        f"{draw.pick(['Objet', 'Mission', 'Intervention', 'Concerne'])} : {invoice.subject}",
        bold=draw.chance(0.5),
    )
    number: Pieces = (
        draw.pick(
            [
                f"Déclaration d'activité n° {draw.digits(11)} (ne vaut pas agrément de l'État)",
                f"N° de sécurité sociale des artistes-auteurs : {draw.digits(6)}",
                f"Expert près la cour d'appel de {draw_town(draw)}",
                "Membre d'une association de gestion agréée : règlement par chèque accepté.",
            ]
        ),
    )
    sign = Columns((Space(1), text(invoice.seller, italic=True)), (0.6, 0.4))
    middle = [about, told, refs]
    if draw.chance(0.4):
        draw.shuffle(middle)
    upper: list[Node | None] = [top, Columns((Space(1), to), (0.5, 0.5)), place, name]
    if draw.chance(0.35):
        upper = [name, pair(top, to), place]
    small = text(number, scale=0.8) if draw.chance(0.5) else None
    box = plan.box()
    tail = [reckoning(page), remarks(page, plan.sentences("remarks")), settle(page), small]
    return close(
        page,
        *upper,
        *middle,
        box,
        lines,
        *tail,
        sign if draw.chance(0.4) else None,
        foot=foot(page),
    )


def compose_three_sirets(page: Page) -> FlowDocument:
    """A dense ruled form: billed, delivered and paying party, each with a SIRET of its own."""
    publicise(page)
    draw, sheet = page.draw, page.sheet
    plan = Plan(page, {"cells": 5, "address": 2, "box": 2, "remarks": 0.7})
    name = heading(
        page,
        ["FACTURE", "Facture", "FACTURE DE VENTE"],
        forms={"word": 3, "framed": 2, "number": 2},
    )
    top = head(page, draw.pick(["apart", "block", "line"]))
    to = recipient(page, plan.lines("address"), style=draw.pick(["tab", "frame"]), titled=True)
    others: list[Node] = [
        party_box(page, "party_delivery"),
        party_box(page, draw.pick(["party_payer", "party_factor"])),
    ]
    parties: list[Node] = [to, *others]
    if draw.chance(0.5):
        draw.shuffle(parties)
    row = Columns(tuple(parties), (1.0, 1.0, 1.0), 6.0)
    if draw.chance(0.3):
        row = Columns((Stack(tuple(others), 6.0), to), (0.5, 0.5), 10.0)
    entries = [*own_facts(page), *minor_facts(page, 2, 6), *plan.entries("cells")]
    if draw.chance(0.35):
        draw.shuffle(entries)
    cells = arrange(page, entries, {"headed": 5, "strips": 3, "cards": 1.5, "rows": 1})
    box = plan.box(forms={**NARROW, "headed": 3})
    columns = [
        "reference",
        "description",
        "quantity",
        "unit",
        "unit_price",
        "vat_rate",
        "net_amount",
    ]
    lines = goods(page, Lines(columns[draw.pick([0, 0, 1]) :]))
    order: list[Node | None] = [cells, row] if draw.chance(0.5) else [row, cells]
    first = pair(top, name) if draw.chance(0.6) else Stack((top, name), 6.0)
    assigned = text(
        "Créance cédée à notre affactureur : seul un règlement à son ordre est libératoire.",
        bold=True,
        scale=0.85,
    )
    framed = (
        Box(assigned, border=0.8, padding=4.0) if "supply_party_factor" in sheet.words else None
    )
    tail = [reckoning(page), settle(page), framed, remarks(page, plan.sentences("remarks"))]
    return close(
        page, first, *order, box, lines, *tail, foot=foot(page), gap=draw.pick([4.0, 6.0, 9.0])
    )
