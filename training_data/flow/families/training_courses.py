"""Invoices of training organisations: session, trainees, the number of their declaration."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from training_data.blocks.identity import contact_lines
from training_data.flow.families.common import close, pair, shifted
from training_data.flow.families.trading_facts import (
    buyer_facts,
    other_facts,
    own_facts,
    party_lines,
    seller_lines,
    settle_goods,
    settle_words,
    sum_facts,
    title_tag,
)
from training_data.flow.families.trading_forms import app_look, items_list, party, show_facts
from training_data.flow.families.trading_terms import (
    heading_words,
    legal_foot,
    regime_line,
    settlement,
)
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    FlowDocument,
    Head,
    Node,
    Rule,
    Space,
    Span,
    Stack,
    Table,
    Text,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.logos import draw_emblem
from training_data.people import draw_person, draw_town
from training_data.pieces import Pieces
from training_data.sheet import Entry


def _exempted(page: Page) -> None:
    """Have the organisation bill without VAT, as most trainers do."""
    sheet, invoice = page.sheet, page.sheet.invoice
    totals = invoice.totals
    if invoice.regime == "franchise" or totals.vat == 0 or page.draw.chance(0.3):
        return
    if totals.outside or totals.untaxed or totals.retention or totals.withheld:
        return
    none = Decimal(0)
    base = sum((row.base for row in invoice.vat_rows), none)
    row = replace(invoice.vat_rows[0], rate=none, base=base, amount=none)
    prepaid = totals.prepaid if abs(totals.prepaid) < abs(totals.net) else none
    sheet.invoice = replace(
        invoice,
        regime="exempt",
        vat_rows=(row,),
        items=tuple(replace(item, rate=none) for item in invoice.items),
        totals=replace(
            totals, vat=none, gross=totals.net, prepaid=prepaid, due=totals.net - prepaid
        ),
    )


def _declaration(page: Page) -> Text:
    """The number of the declaration of activity; of no field."""
    draw = page.draw
    number = draw.fill(draw.pick(["## ## ##### ##", "###########", "## ##### ####"]))
    words = draw.pick(
        [
            f"Déclaration d'activité enregistrée sous le n° {number} auprès du préfet de région",
            f"N° de déclaration d'activité : {number} (ne vaut pas agrément de l'État)",
            f"NDA {number}",
            f"Organisme enregistré sous le numéro {number}. Certifié Qualiopi",
            f"N° d'existence {number}",
        ]
    )
    return text(words, scale=draw.pick([0.8, 0.9, 1.0]), italic=draw.chance(0.3), prose=True)


def _session(page: Page) -> list[Entry]:
    """Title, days, place, trainer and length of the course; of no field."""
    sheet, draw = page.sheet, page.draw
    first = sheet.invoice.dates["delivery_date"]
    days = draw.randint(0, 4)
    when: Pieces = (sheet.printing.day(first),)
    if days:
        when = (
            "du ",
            sheet.printing.day(first),
            " au ",
            sheet.printing.day(first + timedelta(days)),
        )
    facts = [
        Entry(sheet.label("period"), when),
        Entry(draw.pick(["Lieu", "Lieu de formation", "Site"]), (draw_town(draw),)),
        Entry(draw.pick(["Durée", "Durée totale"]), (f"{7 * (days + 1)} heures",)),
        Entry(draw.pick(["Formateur", "Intervenant", "Animé par"]), (draw_person(draw),)),
        Entry(draw.pick(["Participants", "Effectif"]), (str(draw.randint(1, 14)),)),
        Entry(
            draw.pick(["Modalité", "Format"]), (draw.pick(["Présentiel", "Distanciel", "Mixte"]),)
        ),
    ]
    return draw.some(facts, 2, 6)


def _trainees(page: Page) -> Node:
    """Who attended, as a table or a list; of no field."""
    draw = page.draw
    names = [draw_person(draw) for _ in range(draw.randint(1, 9))]
    head = draw.pick(["Stagiaire(s)", "Participants", "Bénéficiaires de l'action"])
    if draw.chance(0.5):
        return text(Span((f"{head} : ",), True), ", ".join(names), prose=True)
    heads = (
        Head(text(head, bold=True), share=1.0),
        Head(text("Présence", bold=True, align="right"), "right"),
        Head(text("Heures", bold=True, align="right"), "right"),
    )
    hours = draw.pick([7, 14, 21, 24, 35])
    rows = []
    for name in names:
        seen = hours - draw.pick([0, 0, 0, 3])
        share = f"{round(100 * seen / hours)} %"
        rows.append(Cells((text(name), text(share), text(f"{seen} h"))))
    return Table(heads, tuple(rows), app_look(page), 0.88)


def compose_training_course(page: Page) -> FlowDocument:
    """A course's invoice: organisation, payer and session in blocks, mostly exempt from VAT."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "training")
    settle_goods(page, "training")
    _exempted(page)
    sign: Node = draw_emblem(page, draw.uniform(26, 54))
    seller = stack(
        party(page, [*seller_lines(page), *contact_lines(sheet)]),
        _declaration(page) if draw.chance(0.4) else None,
        gap=2,
    )
    declared = None if len(seller.children) > 1 else _declaration(page)
    head = pair(seller, sign, share=0.75) if draw.chance(0.5) else pair(sign, seller, share=0.3)
    lead = heading_words(
        sheet, title_tag(sheet), numbered=draw.chance(0.45), dated=draw.chance(0.3)
    )
    top: Node = text(
        lead, bold=True, scale=draw.pick([1.2, 1.5]), align=draw.pick(["left", "centre"])
    )
    if draw.chance(0.35):
        top = Box(top, fill=draw.pick(["soft", "accent", "grey"]), padding=5.0)
    to = party(page, party_lines(page, sheet.invoice.buyer), sheet.label("party_buyer"))
    facts = own_facts(page, due=0.55)
    facts += other_facts(page, "order_number", share=0.5)
    buyers = buyer_facts(page)
    shown = show_facts(page, facts, draw.pick(["column", "split", "rail", "ledger"]))
    asked = show_facts(page, buyers, draw.pick(["column", "split", "bullets", "ledger"]))
    head_session = text(draw.pick(["Session", "Action de formation", "Objet"]), bold=True)
    session = stack(
        head_session if draw.chance(0.5) else None,
        show_facts(page, _session(page), draw.pick(["column", "pairs", "sentence", "ribbon"])),
        gap=2,
    )
    blocks: list[Node] = [shifted(to, draw.pick([0.0, 0.52])), pair(shown, asked), session]
    if draw.chance(0.35):
        blocks = [pair(stack(shown, asked, gap=6), to), session]
    elif draw.chance(0.3):
        blocks = [session, pair(to, shown), asked]
    columns = draw.pick(
        [
            ["description", "quantity", "unit_price", "net_amount"],
            ["description", "quantity", "net_amount"],
            ["reference", "description", "unit_price", "quantity", "net_amount"],
        ]
    )
    share = draw.uniform(0.36, 0.5)
    sums = show_facts(page, sum_facts(page), draw.pick(["split", "ledger", "column"]))
    regime = regime_line(page)
    beside: Node = regime if regime and draw.chance(0.4) else Space(1)
    trainees = _trainees(page) if draw.chance(0.5) else None
    return close(
        page,
        head,
        Rule(0.8, "accent") if draw.chance(0.3) else None,
        top,
        *blocks,
        trainees if draw.chance(0.4) else None,
        items_list(page, columns),
        Columns((beside, sums), (1 - share, share), 16.0),
        regime if not isinstance(beside, Text) else None,
        settlement(page, heading=draw.pick(["", "Règlement", "Modalités de paiement"])),
        declared,
        Stack((_attached(page),)) if draw.chance(0.4) else None,
        foot=legal_foot(page),
    )


def _attached(page: Page) -> Text:
    """What is sent along."""
    words = page.draw.pick(
        [
            "Pièces jointes : feuille d'émargement, attestation de fin de formation.",
            "P.J. : certificat de réalisation, convention signée.",
            "Facture accompagnée du certificat de réalisation (art. R. 6332-25).",
        ]
    )
    return text(words, scale=0.85, prose=True)
