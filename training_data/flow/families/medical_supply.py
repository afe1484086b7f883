"""Suppliers of hospitals: medical goods with lots and expiry, and laboratories' analyses."""

from __future__ import annotations

from datetime import timedelta

from training_data.flow.families.common import close, pair
from training_data.flow.nodes import Columns, FlowDocument, Node, Space, Stack, text
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


def _lot(page: Page, item: Item) -> tuple[str, str]:
    """A lot's number and its expiry, month and year or a day."""
    draw = page.draw
    expiry = item.day + timedelta(draw.randint(200, 1400))
    number = draw.fill(draw.pick(["@####", "######", "##@###", "@@####@"]))
    return number, draw.pick([f"{expiry:%m/%Y}", f"{expiry:%m/%y}", f"{expiry:%d/%m/%Y}"])


def compose_medical_supply(page: Page) -> FlowDocument:
    """Many lines with lot, expiry and UCD codes over some pages, each with its subtotal."""
    publicise(page)
    draw = page.draw
    plan = Plan(
        page, {"table": 4, "box": 3, "address": 2, "sentence": 1.5, "remarks": 1, "foot": 0.6}
    )
    top = head(page)
    to = recipient(page, plan.lines("address"))
    aside: Node | None = None
    if draw.chance(0.45):
        party = page.sheet.invoice.delivery or page.sheet.invoice.buyer
        aside = party_box(page, "party_delivery", party, tabbed=draw.chance(0.5))
    name = heading(page, ["FACTURE", "Facture", "FACTURE CLIENT", "Facture de vente"])
    table = arrange(page, facts(page, minor_facts(page), plan.entries("table")), WIDE)
    box = plan.box(forms={**NARROW, "headed": 2})
    place = draw.pick(["columns", "below", "below", "described"])
    lots = [_lot(page, item) for item in page.sheet.invoice.items]
    word, until = draw.pick(
        [("Lot", "Pér."), ("N° lot", "Péremption"), ("LOT", "EXP"), ("Lot n°", "Exp.")]
    )

    def below(number: int, item: Item) -> Pieces:
        lot, expiry = lots[number]
        return (
            f"{word} {lot}  {until} {expiry}"
            + (f"  UCD {draw.digits(7)}" if draw.chance(0.3) else ""),
        )

    extras = {
        "lot": Extra(word, lambda number, _: (lots[number][0],)),
        "expiry": Extra(until, lambda number, _: (lots[number][1],), "centre"),
        "ucd": Extra(
            draw.pick(["Code UCD", "UCD", "CIP 13", "GTIN"]), lambda *_: ("34009" + draw.digits(8),)
        ),
    }
    columns = [
        draw.pick(["ucd", "reference", "reference"]),
        "description",
        *(["lot", "expiry"] if place == "columns" else []),
        "quantity",
        *(["unit"] if draw.chance(0.3) else []),
        "unit_price",
        *(["vat_rate"] if draw.chance(0.6) else []),
        "net_amount",
    ]
    rows = draw.pick([0, 14, 18, 22]) if len(lots) > 10 else 0
    lines = goods(
        page,
        Lines(
            columns,
            extras,
            None if place == "columns" else below,
            page_rows=min(rows, 18) if place != "columns" else rows,
        ),
    )
    upper = (
        Columns((top, to), (0.52, 0.48), 18.0)
        if draw.chance(0.6)
        else Stack((top, Columns((aside or Space(1), to), (0.5, 0.5), 18.0)), 10.0)
    )
    if draw.chance(0.6) or aside is None:
        order: list[Node | None] = [upper, name, table, box]
    else:
        order = [upper, pair(name, box), table]
    return close(
        page,
        *order,
        plan.told("sentence"),
        lines,
        reckoning(page),
        settle(page),
        remarks(page, plan.sentences("remarks")),
        foot=foot(page, plan.sentences("foot")),
    )


def compose_laboratory(page: Page) -> FlowDocument:
    """A laboratory: samples and reports per group of analyses, a two-column head of facts."""
    publicise(page)
    draw, sheet = page.draw, page.sheet
    plan = Plan(page, {"facts": 4, "box": 2.5, "address": 2, "sentence": 2, "remarks": 1})
    name = heading(
        page,
        ["FACTURE", "Facture d'analyses", "FACTURE D'ANALYSES", "Facture"],
        align=draw.pick(["left", "right", "centre"]),
    )
    left = head(page, draw.pick(["block", "mark", "line"]))
    refs = arrange(page, facts(page, minor_facts(page, 1, 5), plan.entries("facts")), NARROW)
    to = recipient(page, plan.lines("address"))
    box = plan.box()
    counts = draw.pick([1, 2, 3, 100])
    report = draw.pick(["Rapport d'essai", "Dossier", "Échantillon", "Compte rendu", "Prélèvement"])

    def group(number: int, item: Item) -> Pieces:
        if number % counts or counts == 100:
            return ()
        return (f"{report} n° {draw.fill('##@####')} – reçu le {sheet.printing.day(item.day)}",)

    extras = {
        "method": Extra(
            draw.pick(["Méthode", "Norme", "Référentiel"]),
            lambda *_: (
                draw.pick(
                    [
                        "NF EN ISO 9308-1",
                        "NF T90-431",
                        "Interne M-104",
                        "ISO 17294-2",
                        "HPLC",
                        "NABM 1104",
                    ]
                ),
            ),
        ),
        "letter": Extra(
            draw.pick(["Cotation", "B", "Coef."]), lambda *_: (f"B{draw.randint(5, 90)}",), "centre"
        ),
    }
    columns = [
        *draw.some(["reference", "date"], 0, 1),
        "description",
        *draw.some(["method", "letter"], 0, 1),
        "quantity",
        "unit_price",
        "net_amount",
        *(["vat_rate"] if draw.chance(0.3) else []),
    ]
    lines = goods(page, Lines(columns, extras, group=group))
    layout = draw.pick(["refs_left", "refs_right", "under"])
    if layout == "refs_left":
        upper: list[Node | None] = [pair(left, None), pair(refs, to), name, box]
    elif layout == "refs_right":
        upper = [pair(left, Stack((name, refs or Space(1)), 6.0)), pair(box, to)]
    else:
        upper = [pair(left, to, share=0.45), name, pair(refs, box)]
    accredited = text(
        f"Accréditation COFRAC n° 1-{draw.digits(4)} – portée disponible sur www.cofrac.fr",
        scale=0.8,
    )
    return close(
        page,
        *upper,
        plan.told("sentence"),
        lines,
        reckoning(page),
        remarks(page, plan.sentences("remarks")),
        settle(page),
        accredited if draw.chance(0.5) else None,
        foot=foot(page),
    )
