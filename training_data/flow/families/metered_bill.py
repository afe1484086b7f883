"""Energy and water bills on several pages: the sum first, consumption and details behind it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from training_data.entry_cells import as_pieces
from training_data.flow.families.common import close, pair
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    Fill,
    FlowDocument,
    Head,
    Node,
    PageBreak,
    Space,
    Stack,
    Table,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.supply_buyers import publicise
from training_data.flow.parts.supply_lines import Lines, goods
from training_data.flow.parts.supply_parties import foot, head, recipient
from training_data.flow.parts.supply_payment import (
    debit_calendar,
    facts,
    heading,
    remarks,
    settle,
)
from training_data.flow.parts.supply_refs import NARROW, WIDE, Plan, arrange
from training_data.flow.parts.supply_sums import reckoning
from training_data.flow.parts.supply_words import due_entry, minor_facts, say
from training_data.pieces import Pieces
from training_data.references import draw_account_number
from training_data.sheet import Entry


def _point(page: Page, *, water: bool) -> list[Entry]:
    """What names the contract and the place of consumption; of no field."""
    draw, day, buyer = page.draw, page.sheet.invoice.dates["market_date"], page.sheet.invoice.buyer
    numbered = ["N° de compteur", "Matricule compteur", "Compteur n°"]
    point = [
        "Point de livraison",
        "PDL",
        "Réf. acheminement",
        "PRM",
        "PCE",
        "N° de point de livraison",
    ]
    options = [
        Entry(
            draw.pick(numbered), (draw.fill(draw.pick(["@##@@######", "########", "D##BA######"])),)
        ),
        Entry(
            draw.pick(["Compte de facturation", "Compte commercial", "N° de regroupement"]),
            (draw_account_number(draw, day),),
        ),
        Entry(
            draw.pick(["Lieu de consommation", "Site desservi", "Adresse du branchement"]),
            (f"{buyer.street} {buyer.town}",),
        ),
        Entry(draw.pick(["Date de souscription", "Contrat souscrit le"]), page.sheet.day(day)),
    ]
    if water:
        options.append(Entry("Diamètre", (draw.pick(["15 mm", "20 mm", "40 mm"]),)))
    else:
        options += [
            Entry(draw.pick(point), (draw.digits(14),)),
            Entry(
                draw.pick(["Puissance souscrite", "Option tarifaire"]),
                (draw.pick(["36 kVA", "C4 LU", "C5 – CU4", "120 kW", "T3"]),),
            ),
        ]
    return draw.some(options, 2, 5)


def _readings(page: Page, *, water: bool) -> Node:
    """Old and new index, with consumption."""
    draw, sheet = page.draw, page.sheet
    last = sheet.invoice.dates["delivery_date"]
    words = draw.pick(
        [
            ["Ancien relevé", "Nouveau relevé", "Consommation"],
            ["Index début", "Index fin", "Conso."],
        ]
    )
    heads = [
        Head(text(word, bold=True, scale=0.9), "left", 1.0)
        for word in ("Poste", "Du", "Au", *words)
    ]
    rows = []
    for post in draw.some(["Base", "HP hiver", "HC hiver", "HP été", "HC été", "Pointe"], 1, 4):
        old, used = draw.randint(900, 70000), draw.randint(12, 9000)
        cells: list[Pieces] = [
            ("Compteur principal" if water else post,),
            sheet.day(last - timedelta(draw.pick([30, 61, 182]))),
            sheet.day(last),
            (f"{old}",),
            (f"{old + used}",),
            (f"{used} {'m3' if water else 'kWh'} {draw.pick(['', '', '(estimé)'])}".strip(),),
        ]
        rows.append(Cells(tuple(text(cell) for cell in cells)))
        if water:
            break
    title = draw.pick(["Relevés et consommation", "Vos consommations", "Historique de vos index"])
    return stack(
        text(title, bold=True),
        Table(tuple(heads), tuple(rows), draw_table_look(draw), 0.85),
        gap=3,
        keep=True,
    )


def _summary(page: Page) -> Node:
    """What the lines come to by kind, without tax; of no field."""
    draw, sheet = page.draw, page.sheet
    labels = draw.sample(
        [
            "Abonnement et part fixe",
            "Consommation",
            "Taxes et contributions",
            "Services",
            "Acheminement",
        ],
        3,
    )
    items = sheet.invoice.items
    if len(items) < 3:
        return Space(1)
    third = len(items) // 3
    parts = [items[:third], items[third : 2 * third], items[2 * third :]]
    rows = tuple(
        Cells(
            (text(label), text(sheet.money(sum((i.net for i in part), Decimal(0))), align="right"))
        )
        for label, part in zip(labels, parts, strict=True)
    )
    title = draw.pick(["Synthèse de votre facture (HT)", "Votre facture en bref – montants HT"])
    table = Table((Head(None, "left", 1.0), Head(None, "right")), rows, draw_table_look(draw))
    return stack(text(title, bold=True, tone="accent"), table, gap=3)


def _call(page: Page) -> Node:
    """The sum to pay in large type, and by when or how."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    label = say(page, "amount_due")
    lead = text(label, bold=True)
    value = text(
        sheet.money(invoice.totals.due, "amount_due"), bold=True, scale=draw.pick([1.6, 2.0, 2.4])
    )
    below: Node | None = None
    if invoice.document_type != "credit_note" and draw.chance(0.8):
        entry = due_entry(page)
        below = text((*as_pieces(entry.label), " ", *entry.pieces))
        if invoice.means == "direct_debit":
            opening = draw.pick(["Prélevé le ", "Sera prélevé à partir du ", "Prélèvement le "])
            below = text((opening, *entry.pieces))
    fill: Fill = draw.pick(["", "soft", "accent", "dark", "grey"])
    inner = stack(lead, value, below, gap=3)
    return Box(inner, border=0.0 if fill else 1.0, fill=fill, padding=8.0, radius=draw.pick([0, 6]))


def compose_energy_bill(page: Page) -> FlowDocument:
    """A bill for electricity or gas: a first page with the sum, then the details."""
    return _compose(page, water=False)


def compose_water_bill(page: Page) -> FlowDocument:
    """A bill for water and its treatment, in the same parts."""
    return _compose(page, water=True)


def _compose(page: Page, *, water: bool) -> FlowDocument:
    publicise(page, 0.7)
    draw = page.draw
    plan = Plan(page, {"side": 4, "box": 3, "address": 1.5, "details": 1.5, "remarks": 1})
    names = ["Facture", "FACTURE", "Votre facture"]
    names.append("Facture d'eau et d'assainissement" if water else "Facture d'énergie")
    name = heading(page, names, forms={"word": 3, "number": 4, "dated": 3, "under": 3})
    top = head(page, draw.pick(["mark", "mark", "block", "line", "band"]))
    to = recipient(page, plan.lines("address"), style=draw.pick(["window", "window", "frame", ""]))
    side = arrange(
        page,
        facts(page, minor_facts(page, 1, 2), [*_point(page, water=water), *plan.entries("side")]),
        NARROW,
    )
    summary = stack(_summary(page), reckoning(page), gap=page.look.gap)
    call, box = _call(page), plan.box()
    layout = draw.pick(["side", "side", "under", "tower"])
    if layout == "side":
        share = draw.pick([0.32, 0.38])
        left = stack(side, box, gap=10)
        right = stack(to, Space(6), name, call, summary, settle(page), gap=8)
        first: list[Node | None] = [top, Columns((left, right), (share, 1 - share), 18.0)]
    elif layout == "under":
        first = [pair(top, to), name, pair(side, stack(call, box, gap=8)), summary, settle(page)]
    else:
        first = [
            pair(stack(top, side, gap=10), stack(to, box, gap=14)),
            name,
            call,
            summary,
            settle(page),
        ]
    columns = ["description", "quantity", "unit", "unit_price", "net_amount", "vat_rate"]
    lines = goods(page, Lines(columns[: draw.pick([5, 6, 6])]))
    about = draw.pick(["Détail de la facture", "Le détail de votre facture", "DÉTAIL PAR SITE"])
    detail: list[Node] = [text(about, bold=True, tone="accent", scale=1.2), Space(4)]
    more = arrange(page, plan.entries("details"), {**WIDE, "plain": 2})
    detail += [Stack((more, Space(4)), 0.0)] if more else []
    extras: list[Node] = [lines, Space(8), _readings(page, water=water)]
    if draw.chance(0.4):
        extras.reverse()
    if draw.chance(0.5) or page.sheet.invoice.means == "direct_debit":
        extras += [Space(8), debit_calendar(page)]
    behind = Stack((PageBreak(), *detail, *extras), 0.0)
    notes = remarks(page, plan.sentences("remarks"))
    parts = [*first, notes, behind] if draw.chance(0.5) else [*first, behind, notes]
    return close(page, *parts, foot=foot(page))
