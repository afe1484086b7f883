"""References that are told in a sentence, or two in one cell."""

from __future__ import annotations

from training_data.pieces import Pieces
from training_data.sheet import Entry, Sheet


def two_in_one(sheet: Sheet) -> Entry:
    """Contract and order in one cell: `MP24-03 / BC 118820`."""
    draw = sheet.draw
    labels = ["Marché / commande", "Références", "Origine", "Référence", "Origine / Référence"]
    glue = draw.pick([" / ", " – ", " - ", " | ", " · ", " et "])
    lead = draw.pick(["", "", "Marché ", "Conv. "])
    order = draw.pick(["BC ", "BC n° ", "", "Cde ", "commande ", "votre engagement : "])
    parts: list[Pieces] = [
        (lead, *sheet.number("contract_number")),
        (order, *sheet.number("engagement_number")),
    ]
    if draw.chance(0.25) and lead and order:
        parts.reverse()
    label = sheet.cased(draw.pick(labels if lead or order else labels[:1]))
    return Entry(label, (*parts[0], glue, *parts[1]))


def order_told(sheet: Sheet) -> Pieces:
    """`suivant votre bon de commande n° 240218 du 15 mars 2024`."""
    draw = sheet.draw
    opening = draw.pick(
        [
            "Suivant votre bon de commande n° ",
            "suivant votre bon de commande n° ",
            "Selon votre commande ",
            "Conformément à votre bon de commande ",
            "En exécution de votre commande n° ",
            "Votre engagement : ",
            "Votre B.C. : ",
        ]
    )
    pieces: Pieces = (opening, *sheet.number("engagement_number"))
    if draw.chance(0.65):
        day = sheet.day(sheet.invoice.dates["order_date"])
        pieces = (*pieces, draw.pick([" du ", " du ", " en date du "]), *day)
    return pieces


def contract_told(sheet: Sheet) -> Pieces:
    """`Convention n° CV-25-188 signée le…`."""
    opening, joint = sheet.draw.pick(
        [
            ("Convention n° ", " signée le "),
            ("Convention ", " du "),
            ("Marché n° ", " notifié le "),
            ("Marché public ", " notifié le "),
            ("Contrat n° ", " signé le "),
            ("Accord-cadre ", " du "),
            ("En application de la convention n° ", " du "),
        ]
    )
    pieces: Pieces = (opening, *sheet.number("contract_number"))
    if sheet.draw.chance(0.7):
        pieces = (*pieces, joint, *sheet.day(sheet.invoice.dates["market_date"]))
    return pieces
