"""Hotels, garages, carriers."""

from __future__ import annotations

from datetime import timedelta

from training_data.blocks.references import buyer_entries, own_entries
from training_data.flow.families.common import close, pair, references, shifted
from training_data.flow.nodes import (
    Box,
    FlowDocument,
    Node,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.closing import ending
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import lines_table
from training_data.flow.parts.parties import (
    buyer,
    letterhead,
)
from training_data.flow.parts.sums import sums, totals
from training_data.flow.parts.titles import title
from training_data.people import draw_person, draw_town
from training_data.sheet import Entry


def compose_hotel_stay(page: Page) -> FlowDocument:
    """A hotel's bill: guest, room, arrival and departure; nights by date."""
    sheet, draw = page.sheet, page.draw
    day = sheet.invoice.dates["issue_date"]
    nights = draw.randint(1, 6)
    arrival = day - timedelta(nights)
    stay = [
        Entry(
            draw.pick(["Chambre", "Chambre n°", "Room / Chambre"]), (str(draw.randint(101, 540)),)
        ),
        Entry(draw.pick(["Arrivée", "Date d'arrivée", "Du"]), sheet.day(arrival)),
        Entry(draw.pick(["Départ", "Date de départ", "Au"]), sheet.day(day)),
        Entry(draw.pick(["Client", "Hôte", "Nom"]), (draw_person(draw),)),
        Entry(draw.pick(["Nuitées", "Nombre de nuits"]), (str(nights),)),
    ]
    chosen = draw.some(stay, 3, 5)
    head = letterhead(page, align=draw.pick(["left", "centre", "centre"]), ids=draw.chance(0.3))
    top = title(page, align=draw.pick(["left", "centre"]))
    to = buyer(page)
    mine = own_entries(sheet) + buyer_entries(sheet)
    left = show_entries(page, chosen)
    right = show_entries(page, mine)
    row = (
        pair(stack(to, left, gap=8), right)
        if draw.chance(0.5)
        else stack(to, pair(left, right), gap=8)
    )
    columns = (
        ["date", "description", "quantity", "net_amount"]
        if draw.chance(0.6)
        else ["date", "description", "gross_amount"]
    )
    extra = (
        text(
            draw.pick(["Dont taxe de séjour : ", "Taxe de séjour incluse : "])
            + sheet.printing.number(sheet.invoice.totals.net * 0 + nights),
            scale=0.85,
        )
        if draw.chance(0.4)
        else None
    )
    return close(
        page,
        head,
        top,
        row,
        lines_table(page, columns=columns),
        extra,
        ending(page, shifted(totals(page), draw.pick([0.3, 0.5, 0.0]))),
    )


def compose_garage(page: Page) -> FlowDocument:
    """A garage's invoice: the vehicle in cells, labour and parts with references."""
    sheet, draw = page.sheet, page.draw
    vehicle = [
        Entry(draw.pick(["Immatriculation", "Immat.", "N° immat."]), (draw.fill("@@-###-@@"),)),
        Entry(
            "Marque", (draw.pick(["Renault", "Peugeot", "Citroën", "Iveco", "Dacia", "Toyota"]),)
        ),
        Entry(
            draw.pick(["Modèle", "Type"]),
            (draw.pick(["Master III", "Kangoo", "Berlingo", "Daily 35", "Partner", "Duster"]),),
        ),
        Entry(draw.pick(["Kilométrage", "Km"]), (f"{draw.randint(8, 240)} {draw.digits(3)}",)),
        Entry(draw.pick(["N° de série", "VIN", "Châssis"]), (draw.fill("VF1@@###########"),)),
        Entry("OR n°", (draw.digits(5),)),
        Entry(
            draw.pick(["Mise en circ.", "1re MEC"]), sheet.day(sheet.invoice.dates["market_date"])
        ),
        Entry("Réceptionnaire", (sheet.invoice.seller,)),
    ]
    cells = show_entries(
        page, draw.some(vehicle, 4, 8), draw.pick(["header_row", "cells", "grid", "cards"])
    )
    head = pair(letterhead(page), stack(title(page), references(page, wide=False), gap=4))
    columns = ["reference", "description", "quantity", "unit_price", "discount", "net_amount"]
    if draw.chance(0.3):
        columns.append("vat_rate")
    to = shifted(buyer(page), draw.pick([0.0, 0.45, 0.52]))
    middle: list[Node] = [to, cells]
    if draw.chance(0.3):
        middle.reverse()
    legal = text(
        draw.pick(
            [
                "Pièces remplacées tenues à la disposition du client.",
                "Véhicule restitué après contrôle et essai routier.",
                "Garantie main-d'œuvre et pièces : 12 mois ou 20 000 km.",
            ]
        ),
        scale=0.85,
        prose=True,
    )
    return close(
        page,
        head,
        *middle,
        lines_table(page, columns=columns),
        ending(page, sums(page, strip=draw.chance(0.35))),
        legal,
    )


def compose_carrier(page: Page) -> FlowDocument:
    """A carrier's invoice: where it was loaded and delivered, weight, file; surcharges."""
    sheet, draw = page.sheet, page.draw
    day = sheet.invoice.dates["delivery_date"]
    haul = [
        Entry(
            draw.pick(["Chargement", "Enlèvement", "Départ"]),
            (f"{draw_town(draw)} le ", *sheet.day(day - timedelta(1))),
        ),
        Entry(
            draw.pick(["Livraison", "Arrivée", "Destination"]),
            (f"{draw_town(draw)} le ", *sheet.day(day)),
        ),
        Entry(draw.pick(["Poids", "Poids taxé"]), (f"{draw.randint(1, 24)} {draw.digits(3)} kg",)),
        Entry(draw.pick(["Colis", "Palettes", "Nb UM"]), (str(draw.randint(1, 33)),)),
        Entry(draw.pick(["Lettre de voiture", "Récépissé", "CMR n°"]), (draw.digits(8),)),
        Entry("Dossier", (draw.fill("T##/#####"),)),
    ]
    trip = show_entries(
        page,
        draw.some(haul, 3, 6),
        draw.pick(["grid", "two_columns", "header_row", "cells", "tiles"]),
    )
    left = stack(letterhead(page, compact=draw.chance(0.3)), gap=4)
    right = stack(buyer(page, style=draw.pick(["line", "round", "plain"])), gap=4)
    head = pair(left, right, share=draw.uniform(0.48, 0.58))
    bar = (
        Box(title(page, bare=True, scale=1.3), fill=draw.pick(["soft", "grey"]), padding=5.0)
        if draw.chance(0.4)
        else title(page)
    )
    fuel = text(
        f"Surcharge carburant appliquée : {draw.randint(4, 22)},{draw.digits(2)} % (indice CNR)",
        scale=0.85,
    )
    return close(
        page,
        head,
        bar,
        references(page),
        trip,
        lines_table(page),
        fuel if draw.chance(0.5) else None,
        ending(page, sums(page)),
    )
