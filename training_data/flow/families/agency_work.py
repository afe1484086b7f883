"""Temporary work and catering: hours and coefficients, meals by service; licences sold on."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from training_data.flow.families.common import close, pair
from training_data.flow.nodes import Box, Columns, FlowDocument, Node, Space, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.supply_buyers import draw_body, publicise
from training_data.flow.parts.supply_lines import Extra, Lines, goods
from training_data.flow.parts.supply_parties import foot, head, party_box, recipient
from training_data.flow.parts.supply_payment import facts, heading, remarks, settle
from training_data.flow.parts.supply_refs import NARROW, WIDE, Plan, arrange
from training_data.flow.parts.supply_sums import reckoning
from training_data.flow.parts.supply_words import minor_facts
from training_data.invoice import Item
from training_data.people import draw_person
from training_data.pieces import Pieces

_CENT = Decimal("0.01")


def compose_temp_agency(page: Page) -> FlowDocument:
    """Workers one after the other, their weeks, hours, pay, coefficient and rate."""
    publicise(page)
    draw, sheet = page.draw, page.sheet
    plan = Plan(page, {"facts": 4, "box": 2, "address": 1.5, "sentence": 2, "remarks": 1})
    coefficient = Decimal(draw.randint(178, 225)) / 100
    each = draw.pick([1, 2, 3, 4])
    named = draw.pick(["Intérimaire", "Salarié(e)", "M./Mme", "Collaborateur", "Nom"])
    contracted = draw.pick([" – contrat de mission n° ", " / CTT ", " (mission ", " – OM "])

    def group(number: int, item: Item) -> Pieces:
        if number % each:
            return ()
        week = f" – semaine {item.day.isocalendar().week:02d}" if draw.chance(0.5) else ""
        end = ")" if "(" in contracted else ""
        return (f"{named} : {draw_person(draw)}{contracted}{draw.digits(6)}{end}{week}",)

    def pay(_: int, item: Item) -> Pieces:
        return (sheet.printing.number((item.unit_price / coefficient).quantize(_CENT)),)

    extras = {
        "week": Extra(
            draw.pick(["Sem.", "Semaine", "S."]),
            lambda _, item: (f"{item.day.isocalendar().week:02d}/{item.day.year}",),
        ),
        "pay": Extra(draw.pick(["Taux horaire", "Salaire réf.", "Taux payé"]), pay, "right"),
        "coefficient": Extra(
            draw.pick(["Coef.", "Coefficient", "Coeff. factu"]),
            lambda *_: (sheet.printing.number(coefficient, 3),),
            "right",
        ),
    }
    columns = [
        *draw.some(["date", "week"], 0, 1),
        "description",
        "quantity",
        *(["pay", "coefficient"] if draw.chance(0.7) else []),
        "unit_price",
        "net_amount",
    ]
    headers = {
        "quantity": draw.pick(["Nb heures", "Heures", "Qté / h", "Base"]),
        "unit_price": draw.pick(["Taux facturé", "Taux HT", "Tarif HT", "Prix horaire HT"]),
        "description": draw.pick(["Rubrique", "Qualification", "Libellé", "Emploi"]),
    }
    names = [
        "FACTURE",
        "Facture",
        "FACTURE DE MISE À DISPOSITION",
        "Relevé d'heures valant facture",
    ]
    name = heading(page, names)
    top, to = head(page), recipient(page, plan.lines("address"))
    refs = arrange(
        page,
        facts(page, minor_facts(page, 1, 3), plan.entries("facts")),
        WIDE if draw.chance(0.5) else NARROW,
    )
    box, told = plan.box(), plan.told("sentence")
    lines = goods(page, Lines(columns, extras, group=group, headers=headers))
    bond = text(
        f"Garantie financière : {draw.pick(['Caution mutuelle', 'Société de caution'])} "
        f"du {sheet.printing.day(sheet.invoice.dates['market_date'])} – "
        f"montant {sheet.money_text(Decimal(draw.randint(120, 990) * 1000))}",
        scale=0.8,
    )
    if draw.chance(0.5):
        upper: list[Node | None] = [pair(top, to), name, refs, box, told]
    else:
        upper = [pair(stack(top, Space(4), name, gap=4), stack(to, box, gap=8)), refs, told]
    tail = [reckoning(page), settle(page), remarks(page, plan.sentences("remarks"))]
    bonded = bond if draw.chance(0.6) else None
    return close(page, *upper, lines, *tail, bonded, foot=foot(page))


def compose_caterer(page: Page) -> FlowDocument:
    """Meals by day or by site, with the number served; a few words on the event."""
    publicise(page)
    draw, sheet = page.draw, page.sheet
    plan = Plan(page, {"facts": 3, "address": 2, "sentence": 3, "remarks": 1.5, "box": 1.5})
    by_site = draw.chance(0.4)
    each = draw.pick([2, 3, 5])
    sites = ["École Jules-Ferry", "Crèche des Lilas", "Restaurant administratif", "ALSH du Parc"]

    def group(number: int, item: Item) -> Pieces:
        return (
            (f"{draw.pick(sites)} – {sheet.printing.day(item.day)}",) if number % each == 0 else ()
        )

    headers = {"quantity": draw.pick(["Nbre", "Effectif", "Couverts", "Nb repas", "Qté"])}
    columns = [
        *(["date"] if not by_site and draw.chance(0.6) else []),
        "description",
        "quantity",
        "unit_price",
        *(["vat_rate"] if draw.chance(0.7) else []),
        "net_amount",
    ]
    lines = goods(page, Lines(columns, group=group if by_site else None, headers=headers))
    day = sheet.day(sheet.invoice.dates["delivery_date"], "delivery_date")
    served = draw.pick(["Prestation du ", "Date de la prestation : ", "Réception du "])
    event = text((served, *day, f" – {draw.randint(12, 400)} convives"), italic=draw.chance(0.4))
    shown = event if draw.chance(0.45) else None
    name = heading(page, ["Facture", "FACTURE", "Facture traiteur", "FACTURE DE RESTAURATION"])
    top = head(page, draw.pick(["centred", "mark", "band", "apart", "block"]))
    to = recipient(page, plan.lines("address"))
    refs = arrange(page, facts(page, minor_facts(page, 0, 3), plan.entries("facts")), NARROW)
    told, box = plan.told("sentence"), plan.box()
    side = stack(name, refs, box, gap=7)
    upper: list[Node | None] = [top, pair(side, to) if draw.chance(0.6) else pair(to, side)]
    if draw.chance(0.3):
        upper = [pair(top, to), name, refs, box]
    tail = [reckoning(page), settle(page), remarks(page, plan.sentences("remarks"))]
    return close(page, *upper, shown, told, lines, *tail, foot=foot(page))


def compose_licence_reseller(page: Page) -> FlowDocument:
    """Licences and equipment sold on: end user, serial numbers, terms of subscription."""
    publicise(page)
    draw, sheet = page.draw, page.sheet
    plan = Plan(page, {"facts": 3, "strip": 3, "box": 2, "address": 1, "sentence": 1, "foot": 0.4})
    name = heading(page, ["FACTURE", "Facture", "Facture client", "FACTURE / INVOICE"])

    def below(_: int, item: Item) -> Pieces:
        kind = draw.pick(["serial", "term", "none", "none"])
        if kind == "serial":
            label = draw.pick(["S/N : ", "N° de série : ", "SN "])
            return (label + ", ".join(draw.fill("@@#@####") for _ in range(draw.randint(1, 4))),)
        if kind == "term":
            end = item.day + timedelta(365)
            return ("Du ", *sheet.day(item.day), " au ", *sheet.day(end))
        return ()

    extras = {
        "maker": Extra(
            draw.pick(["Réf. constructeur", "P/N", "Part number", "SKU"]),
            lambda *_: (draw.fill(draw.pick(["@@@-#####", "##@@####", "@#@##@@"])),),
        ),
        "position": Extra(draw.pick(["Pos.", "N°", "Lg"]), lambda number, _: (f"{number + 1}0",)),
    }
    columns = [
        *draw.some(["position", "maker"], 0, 2),
        "description",
        "quantity",
        *(["unit"] if draw.chance(0.3) else []),
        "unit_price",
        "net_amount",
        *(["vat_rate"] if draw.chance(0.4) else []),
    ]
    lines = goods(page, Lines(columns, extras, below))
    user = party_box(
        page, "party_delivery", draw_body(page) if draw.chance(0.4) else sheet.invoice.buyer
    )
    top, to = (
        head(page, draw.pick(["mark", "apart", "block"])),
        recipient(page, plan.lines("address")),
    )
    refs = arrange(page, facts(page, minor_facts(page, 2, 6), plan.entries("facts")), NARROW)
    strip = arrange(page, plan.entries("strip"), {"headed": 4, "run": 2, "strips": 2, "cards": 2})
    box, told = plan.box(), plan.told("sentence")
    layout = draw.pick(["three", "panel", "classic"])
    if layout == "three":
        row = Columns((refs or Space(1), user, to), (0.36, 0.32, 0.32), 10.0)
        upper: list[Node | None] = [pair(top, name), row, strip, box]
    elif layout == "panel":
        panel = Box(stack(name, refs, gap=5), border=0.8, padding=6.0)
        upper = [pair(top, panel), pair(user, to), strip, box]
    else:
        upper = [top, pair(stack(name, refs, gap=6), stack(to, box, gap=8)), strip]
    tail = [reckoning(page), settle(page), remarks(page)]
    return close(page, *upper, told, lines, *tail, foot=foot(page, plan.sentences("foot")))
