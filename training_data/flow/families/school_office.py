"""School-book and office suppliers: delivery notes by group of lines; printers and publishers."""

from __future__ import annotations

from datetime import timedelta

from training_data.flow.families.common import close, pair
from training_data.flow.nodes import Box, Columns, FlowDocument, Node, Stack, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.supply_buyers import publicise
from training_data.flow.parts.supply_lines import Extra, Lines, goods
from training_data.flow.parts.supply_parties import foot, head, party_box, recipient
from training_data.flow.parts.supply_payment import facts, heading, remarks, settle
from training_data.flow.parts.supply_refs import NARROW, WIDE, Plan, arrange
from training_data.flow.parts.supply_sums import reckoning
from training_data.flow.parts.supply_words import minor_facts
from training_data.invoice import Item
from training_data.pieces import Pieces
from training_data.references import draw_other_reference
from training_data.sheet import Entry


def compose_school_supply(page: Page) -> FlowDocument:
    """Deliveries one after the other, each with its note, its day, perhaps the order."""
    publicise(page)
    draw, sheet = page.draw, page.sheet
    plan = Plan(page, {"facts": 3, "box": 2, "address": 2, "group": 3, "sentence": 1, "remarks": 1})
    ordered = "engagement_number" in sheet.invoice.numbers and draw.chance(0.35)
    each = draw.pick([2, 3, 4, 5, 8])
    opening, dated, order = draw.pick(
        [
            ("Bon de livraison n° ", " du ", " – votre commande n° "),
            ("BL ", " du ", " / cde "),
            ("Livraison n° ", " effectuée le ", ", bon de commande "),
            ("** BL : ", " - ", " - V/CDE : "),
            ("Bordereau ", " du ", ", réf. "),
        ]
    )
    place = sheet.invoice.delivery or sheet.invoice.buyer

    def group(number: int, item: Item) -> Pieces:
        if number % each:
            return ()
        note = draw_other_reference(draw, item.day)
        pieces: Pieces = (opening, note, dated, *sheet.day(item.day))
        if ordered:
            pieces = (*pieces, order, *sheet.number("engagement_number"))
        return (*pieces, f" – {place.name}") if draw.chance(0.2) else pieces

    names = ["FACTURE", "Facture", "FACTURE GROUPÉE", "Facture récapitulative", "FACTURE"]
    name = heading(page, names, align=draw.pick(["left", "left", "centre", "right"]))
    top, to = head(page), recipient(page, plan.lines("address"))
    side = party_box(page, "party_delivery", place, tabbed=draw.chance(0.6))
    eco = Extra(draw.pick(["Éco-part.", "DEEE"]), lambda *_: (f"0,{draw.digits(2)}",), "right")
    author = Extra(draw.pick(["ISBN", "Gencod", "EAN"]), lambda *_: ("978" + draw.digits(10),))
    lead = draw.pick([["reference"], ["isbn"], ["isbn"], []])
    columns = [
        *lead,
        "description",
        "quantity",
        "unit_price",
        *(["eco"] if draw.chance(0.15) else []),
        "net_amount",
        *(["vat_rate"] if draw.chance(0.6) else []),
    ]
    if draw.chance(0.12):
        columns = ["quantity", *(key for key in columns if key != "quantity")]
    entries = facts(page, minor_facts(page), plan.entries("facts"))
    wide = draw.chance(0.6)
    refs = arrange(page, entries, WIDE if wide else NARROW)
    box = plan.box(forms={**NARROW, "headed": 2, "run": 1})
    told = plan.told("sentence")
    if wide:
        upper: list[Node | None] = [pair(top, name), pair(side, to), box, refs]
        if draw.chance(0.4):
            upper = [pair(top, to), name, refs, pair(side, box)]
    else:
        upper = [pair(top, to), Columns((stack(name, refs, gap=6), side), (0.6, 0.4), 14.0), box]
    grouped = goods(page, Lines(columns, {"eco": eco, "isbn": author}, group=group))
    more = plan.told("group")
    tail = [reckoning(page), settle(page), remarks(page, plan.sentences("remarks"))]
    return close(page, *upper, told, more, grouped, *tail, foot=foot(page))


def _job(page: Page) -> list[Entry]:
    draw, issue = page.draw, page.sheet.invoice.dates["issue_date"]
    options = [
        Entry("Tirage", (f"{draw.randint(2, 90) * 100} ex.",)),
        Entry("Format", (draw.pick(["21 x 29,7 cm", "A5 fermé", "40 x 60 cm", "10 x 15 cm"]),)),
        Entry("Papier", (draw.pick(["Couché mat 135 g", "Recyclé 90 g", "Offset 80 g"]),)),
        Entry("Impression", (draw.pick(["Quadri R/V", "1/1 noir", "Quadri + vernis"]),)),
        Entry("Finition", (draw.pick(["2 points métal", "Dos carré collé", "Rainage et pli"]),)),
        Entry("BAT signé le", page.sheet.day(issue - timedelta(draw.randint(12, 40)))),
        Entry("N° de travail", (draw.fill(draw.pick(["##-####", "J#####"])),)),
        Entry("ISSN", (draw.fill("####-####"),)),
        Entry("Parution", (draw.pick(["Hiver", "n° 48", "Édition du Sud", "Mensuel"]),)),
    ]
    return draw.some(options, 2, 6)


def compose_print_shop(page: Page) -> FlowDocument:
    """A printer's or publisher's invoice: the job's description, few lines, a stub for orders."""
    publicise(page)
    draw = page.draw
    plan = Plan(
        page, {"job": 2, "facts": 3, "address": 1.5, "sentence": 2.5, "foot": 0.6, "box": 2}
    )
    top = head(page, draw.pick(["band", "centred", "mark", "block", "line"]))
    name = heading(
        page,
        ["FACTURE", "Facture", "Facture d'impression", "FACTURE DE TRAVAUX D'IMPRESSION"],
        forms={"word": 3, "number": 3, "dated": 3, "under": 2, "framed": 1},
    )
    to = recipient(page, plan.lines("address"))
    job = arrange(page, [*_job(page), *plan.entries("job")], {"rows": 3, "twofold": 3, "cards": 2})
    described = Box(job, border=0.5, padding=5.0) if job and draw.chance(0.4) else job
    refs = arrange(page, facts(page, minor_facts(page, 0, 3), plan.entries("facts")), NARROW)
    columns = draw.pick(
        [
            ["description", "quantity", "unit_price", "net_amount"],
            ["quantity", "description", "unit_price", "net_amount"],
            ["description", "net_amount"],
            [
                "reference",
                "description",
                "quantity",
                "unit",
                "unit_price",
                "net_amount",
                "vat_rate",
            ],
        ]
    )
    lines = goods(page, Lines(columns))
    labels = ["Au titre de", "Objet de la commande", "Travaux exécutés pour vous", "Ouvrage"]
    about = text(f"{draw.pick(labels)} : {page.sheet.invoice.subject}", bold=draw.chance(0.4))
    order: list[Node | None] = [
        top,
        pair(stack(name, refs, gap=6), to)
        if draw.chance(0.6)
        else Stack((to, name, refs or text("")), 8.0),
        plan.box(),
        described,
        about if draw.chance(0.4) else None,
        plan.told("sentence"),
    ]
    tail = [reckoning(page), remarks(page), settle(page)]
    if draw.chance(0.4):
        tail.reverse()
        tail.insert(0, tail.pop())
    return close(page, *order, lines, *tail, foot=foot(page, plan.sentences("foot")))
