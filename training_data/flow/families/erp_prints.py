"""Prints of open management software: a report in a browser's manner, and a form of modules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from training_data.blocks.identity import contact_lines, supplier_name
from training_data.entry_cells import as_pieces, labelled
from training_data.flow.families.common import close, pair
from training_data.flow.families.trading_facts import (
    buyer_facts,
    buyer_siret_fact,
    other_facts,
    own_facts,
    party_lines,
    seller_lines,
    settle_goods,
    settle_words,
    sum_facts,
    title_tag,
)
from training_data.flow.families.trading_forms import items_list, party, show_facts
from training_data.flow.families.trading_terms import (
    bank_facts,
    legal_foot,
    means_words,
    regime_line,
    settlement,
)
from training_data.flow.nodes import (
    Box,
    Columns,
    FlowDocument,
    Node,
    Rule,
    Space,
    Span,
    Stack,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.logos import draw_emblem
from training_data.pieces import Pieces


def compose_report_print(page: Page) -> FlowDocument:
    """A browser's report: address on the right, large title, facts side by side, sums in lines."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "erp")
    settle_goods(page, "erp")
    emblem: Node = draw_emblem(page, draw.uniform(30, 60))
    motto = text(draw.pick(["", "", "Votre partenaire technique", "Des solutions qui durent"]))
    company = Stack(tuple(text(line) for line in seller_lines(page, trade=draw.chance(0.3))), 0.0)
    head: Node = pair(emblem, motto, share=0.3)
    if draw.chance(0.35):
        head = pair(company, emblem, share=0.7)
        company = Stack(())
    lined = stack(head, Rule(0.8, draw.pick(["ink", "accent", "muted"])), company, gap=4)
    lines = party_lines(page, sheet.invoice.buyer)
    if sheet.invoice.buyer.has_siret and draw.chance(0.35):
        lines.append(labelled(sheet, buyer_siret_fact(sheet)))
    to = party(page, lines, sheet.label("party_buyer") if draw.chance(0.2) else "")
    other: Node = Space(1)
    if draw.chance(0.35):
        place = sheet.invoice.delivery or sheet.invoice.buyer
        same = place.name == sheet.invoice.buyer.name
        other = party(page, party_lines(page, place, marked=same), "Adresse de livraison")
    window = pair(other, to, share=draw.uniform(0.48, 0.6))
    title = text(
        (title_tag(sheet), draw.pick([" ", " ", " n° "]), *sheet.number("invoice_number")),
        scale=draw.pick([1.7, 2.1, 2.4]),
        tone=draw.pick(["ink", "accent"]),
    )
    facts = own_facts(page, due=0.8)
    facts += other_facts(page, "delivery_date", "order_number", "seller", share=0.45)
    facts += buyer_facts(page)
    informed = show_facts(page, facts, draw.weigh({"ribbon": 6, "pairs": 1, "column": 1}))
    taxed = bool(sheet.invoice.totals.vat)
    columns = ["description", "quantity", "unit_price", "vat_rate", "net_amount"]
    if any(item.discount for item in sheet.invoice.items):
        columns.insert(3, "discount")
    if not taxed:
        columns.remove("vat_rate")
    look = TableLook(
        borders=draw.pick(["rows", "header", "none"]),
        line=0.5,
        tone="muted",
        header_fill=draw.pick(["", "", "accent", "soft"]),
        zebra=draw.pick(["", "soft", "grey"]),
        padding=(draw.pick([2.0, 3.5]), 4.0),
    )
    sums = show_facts(page, sum_facts(page, balance=True), draw.pick(["split", "split", "ledger"]))
    share = draw.uniform(0.38, 0.5)
    told = text(
        draw.pick(
            [
                "Merci d'utiliser la communication suivante pour votre paiement : ",
                "Communication de paiement : ",
                "Référence à indiquer au paiement : ",
            ]
        ),
        Span(sheet.number("invoice_number"), True),
    )
    terms = draw.pick(["Conditions de paiement : ", "Conditions générales : ", ""])
    days = text(f"{terms}{sheet.fill(sheet.phrase('payment_terms'))}")
    account = show_facts(page, bank_facts(page, joint=0.5), "column")
    pays = sheet.invoice.means in ("transfer", "other")
    return close(
        page,
        lined,
        window,
        title,
        informed,
        items_list(page, columns, look=look),
        Columns((Space(1), sums), (1 - share, share), 12.0),
        days if draw.chance(0.6) else None,
        told if draw.chance(0.6) else None,
        account if pays and draw.chance(0.8) else text(means_words(page, paid=False)),
        regime_line(page),
        foot=legal_foot(page, *contact_lines(sheet)[:1]),
    )


def compose_module_print(page: Page) -> FlowDocument:
    """A form of modules: references on the right, two tall boxes, a ruled table."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "erp")
    settle_goods(page, "erp")
    sheet.words["unit"] = ""
    align = draw.pick([True, True, False])
    title = text((title_tag(sheet),), bold=True, scale=draw.pick([1.2, 1.4]), align="right")
    facts = own_facts(page, due=0.75)
    facts += other_facts(page, "quote_number", "order_number", share=0.5)
    buyers = buyer_facts(page)
    early = draw.chance(0.6)
    top = facts + buyers if early else facts
    colon = draw.pick([" : ", " : ", ": ", " "])
    references = Stack(
        tuple(
            text(
                Span((*as_pieces(entry.label), colon)),
                Span(entry.pieces),
                align="right",
                scale=0.95,
            )
            for entry in top
        ),
        0.0,
    )
    if not align:
        references = Stack((show_facts(page, top, draw.pick(["ledger", "split"])),), 0.0)
    sign: Node = draw_emblem(page, draw.uniform(36, 64))
    if draw.chance(0.5):
        sign = text(supplier_name(sheet), bold=True, scale=1.5, brand=True)
    head = pair(sign, stack(title, references, gap=2), share=draw.uniform(0.35, 0.5))
    seller = [*seller_lines(page), *contact_lines(sheet)]
    to = party_lines(page, sheet.invoice.buyer)
    if sheet.invoice.buyer.has_siret and draw.chance(0.4):
        to.append(labelled(sheet, buyer_siret_fact(sheet)))
    boxes = [
        stack(
            text(f"{sheet.label('party_seller')}{colon.rstrip()}", scale=0.85),
            Box(_lines(seller), fill=draw.pick(["soft", "grey"]), padding=7.0),
            gap=1,
        ),
        stack(
            text(f"{sheet.label('party_buyer')}{colon.rstrip()}", scale=0.85),
            Box(_lines(to), border=0.6, padding=7.0),
            gap=1,
        ),
    ]
    addresses = Columns(tuple(boxes), (0.47, 0.53), 14.0)
    columns = ["description", "vat_rate", "unit_price", "quantity", "net_amount"]
    if any(item.discount for item in sheet.invoice.items):
        columns.insert(4, "discount")
    if not sheet.invoice.totals.vat and draw.chance(0.7):
        columns.remove("vat_rate")
    look = TableLook(
        borders=draw.pick(["columns", "frame", "all"]), line=0.5, padding=(2.0, 3.0), tone="muted"
    )
    table = items_list(page, columns, look=replace(look, header_fill="grey"), scale=0.95)
    stated = text(
        draw.pick(["Montants exprimés en Euros", "Montants exprimés en euros"]),
        scale=0.8,
        align="right",
    )
    sums = show_facts(page, sum_facts(page, balance=True), "split", scale=0.95)
    pay = settlement(page, form=draw.pick(["column", "ledger", "sentence"]))
    paid = _payments(page)
    low = Columns(
        (stack(pay, regime_line(page), gap=5), stack(sums, paid, gap=6)), (0.55, 0.45), 16.0
    )
    late = show_facts(page, buyers, draw.pick(["sentence", "column"])) if not early else None
    agent = None
    if draw.chance(0.2):
        agent = show_facts(page, other_facts(page, "seller", share=1.0), "column")
    return close(
        page,
        head,
        addresses,
        late,
        agent,
        stack(stated, table, gap=1),
        low,
        foot=legal_foot(page),
    )


def _lines(lines: Sequence[Pieces]) -> Node:
    return Stack(tuple(text(line, bold=not place) for place, line in enumerate(lines)), 0.0)


def _payments(page: Page) -> Node | None:
    """The payments that were received, where there are some."""
    sheet, draw, totals = page.sheet, page.draw, page.sheet.invoice.totals
    if not totals.prepaid or draw.chance(0.5):
        return None
    before = sheet.printing.day(sheet.invoice.dates["order_date"])
    kind = draw.pick(["Virement", "Carte", "Chèque", "Prélèvement"])
    words = f"{before} – {sheet.money_text(totals.prepaid)} – {kind} {draw.digits(6)}"
    head = text(draw.pick(["Règlements déjà effectués", "Paiements reçus"]), scale=0.85, bold=True)
    return stack(head, text(words, scale=0.85), gap=1)
