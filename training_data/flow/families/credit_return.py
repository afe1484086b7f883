"""Credit notes of suppliers to public bodies: their invoice is named anywhere but at one place."""

from __future__ import annotations

from training_data.flow.families.common import close, pair
from training_data.flow.nodes import Box, FlowDocument, Node, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.supply_buyers import publicise
from training_data.flow.parts.supply_lines import Lines, goods
from training_data.flow.parts.supply_parties import foot, head, party_box, recipient
from training_data.flow.parts.supply_payment import facts, heading, remarks, settle
from training_data.flow.parts.supply_refs import NARROW, WIDE, Plan, arrange
from training_data.flow.parts.supply_sums import reckoning
from training_data.flow.parts.supply_words import credited, minor_facts
from training_data.invoice import Item
from training_data.pieces import Pieces

_CAUSES = (
    "Retour de marchandises non conformes",
    "Erreur de prix",
    "Erreur de code service – rejet Chorus Pro",
    "Double facturation",
    "Quantités livrées inférieures à la commande",
    "Remise de fin d'année",
    "Prestation non réalisée",
)


def compose_credit_return(page: Page) -> FlowDocument:
    """A credit note: its invoice in the title's shadow, a box, the lines, the facts or remarks."""
    publicise(page)
    draw, sheet = page.draw, page.sheet
    plan = Plan(page, {"facts": 3, "box": 2, "address": 2, "sentence": 1.5, "remarks": 1})
    words = (
        "AVOIR",
        "Avoir",
        "FACTURE D'AVOIR",
        "Facture d'avoir",
        "Note de crédit",
        "NOTE D'AVOIR",
    )
    name = heading(page, ["Facture"], credit=words, align=draw.pick(["left", "left", "right"]))
    where = draw.weigh({"title": 3, "group": 2, "box": 2, "later": 3})
    cause = draw.pick(["Motif : ", "Cause : ", "Motif de l'avoir : ", ""]) + draw.pick(_CAUSES)
    claim: Node | None = None
    if where in ("title", "box"):
        told = text(credited(page), bold=draw.chance(0.4))
        claim = stack(
            told, text(cause, italic=draw.chance(0.3)) if draw.chance(0.6) else None, gap=2
        )
        if where == "box":
            claim = Box(claim, border=0.7, padding=5.0)
    original: Pieces = ()
    if where == "group":
        opening = draw.pick(["Facture n° ", "Notre facture ", "Sur facture "])
        day = sheet.day(sheet.invoice.dates["order_date"])
        original = (opening, *sheet.number("original_invoice_number"), " du ", *day)

    def group(number: int, _: Item) -> Pieces:
        return original if number == 0 else ()

    lines = goods(
        page,
        Lines(
            [
                *draw.some(["reference", "date"], 0, 1),
                "description",
                *(["quantity", "unit_price"] if draw.chance(0.85) else []),
                "net_amount",
                *(["vat_rate"] if draw.chance(0.4) else []),
            ],
            group=group,
        ),
    )
    top, to = head(page), recipient(page, plan.lines("address"))
    forms = WIDE if draw.chance(0.5) else NARROW
    refs = arrange(page, facts(page, minor_facts(page), plan.entries("facts")), forms)
    box, more = plan.box(), plan.told("sentence")
    upper: list[Node | None] = [pair(top, to), name, claim, refs, box]
    if draw.chance(0.3):
        upper = [pair(stack(top, name, gap=12), to), refs, box, claim]
    elif draw.chance(0.3):
        side = party_box(page, "party_delivery", tabbed=draw.chance(0.5))
        upper = [pair(top, name), pair(side, to), claim, refs, box]
    tail = [reckoning(page), settle(page), remarks(page, plan.sentences("remarks"))]
    return close(page, *upper, more, lines, *tail, foot=foot(page))
