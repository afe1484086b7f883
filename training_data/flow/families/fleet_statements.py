"""Statements of carriers, stations and railways: many dated transactions, sums by product."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from training_data.blocks.identity import contact_lines, supplier_name
from training_data.flow.families.common import close, pair, shifted
from training_data.flow.families.trading_facts import (
    buyer_facts,
    other_facts,
    own_facts,
    party_lines,
    settle_goods,
    settle_words,
    sum_facts,
    title_tag,
)
from training_data.flow.families.trading_forms import app_look, items_list, party, show_facts
from training_data.flow.families.trading_terms import (
    heading_words,
    legal_words,
    regime_line,
    settlement,
)
from training_data.flow.nodes import (
    Cells,
    Columns,
    FlowDocument,
    Folio,
    Head,
    Node,
    Rule,
    Space,
    Span,
    Stack,
    Table,
    TableLook,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.sums import vat_summary
from training_data.sheet import Entry


def _vehicles(page: Page) -> list[Entry]:
    """Card, vehicle, driver, account manager; of no field."""
    draw = page.draw
    facts = [
        Entry("N° de carte", (draw.fill("#### #### #### ####"),)),
        Entry("Immatriculation", (draw.fill("@@-###-@@"),)),
        Entry(draw.pick(["Agence", "Dépôt"]), (draw.fill("@@@ ##"),)),
        Entry(draw.pick(["Kilométrage", "Km"]), (str(draw.randint(9000, 240000)),)),
        Entry("Tournée", (draw.fill("T###"),)),
    ]
    return draw.some(facts, 0, 3)


def _by_product(page: Page) -> Node:
    """The lines summed by what they bill; of no field."""
    sheet, draw = page.sheet, page.draw
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for item in sheet.invoice.items:
        sums[item.description.split(" – ")[0].split(",")[0]] += item.net
    rows = [
        Cells((text(name), text(sheet.printing.number(value), align="right")))
        for name, value in sums.items()
    ]
    heads = (
        Head(
            text(draw.pick(["Récapitulatif par produit", "Par nature", "Cumul"]), bold=True),
            share=1.0,
        ),
        Head(text("HT", bold=True, align="right"), "right"),
    )
    return Table(heads, tuple(rows), app_look(page), 0.85)


def compose_fleet_statement(page: Page) -> FlowDocument:
    """A statement of transactions by date, with the account on top and the sums at the very end."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "fleet")
    settle_goods(page, "fleet")
    scale = draw.pick([1.3, 1.7])
    name = text(supplier_name(sheet, trade=draw.chance(0.4)), bold=True, scale=scale, brand=True)
    identity = text(legal_words(page), scale=0.72)
    contact = text(" – ".join(str(line[0]) for line in contact_lines(sheet)), scale=0.75)
    ids_low = draw.chance(0.5)
    sign = stack(name, contact, None if ids_low else identity, gap=1)
    lead = heading_words(
        sheet, title_tag(sheet), numbered=draw.chance(0.5), dated=draw.chance(0.35)
    )
    top = text(lead, bold=True, scale=draw.pick([1.1, 1.35]), align=draw.pick(["left", "right"]))
    facts = own_facts(page, due=0.65)
    facts += other_facts(page, "order_number", "delivery_note", "period", share=0.5)
    buyers = buyer_facts(page)
    to = party(
        page,
        party_lines(page, sheet.invoice.buyer),
        sheet.label("party_buyer") if draw.chance(0.5) else "",
    )
    vehicles = show_facts(page, _vehicles(page), draw.pick(["sentence", "column"]))
    shape = draw.pick(["ribbon", "ledger", "mixed"])
    if shape == "ribbon":
        body: list[Node] = [
            pair(sign, to, share=0.52),
            top,
            show_facts(page, facts, "ribbon"),
            show_facts(page, buyers, draw.pick(["ribbon", "sentence"])),
            vehicles,
        ]
    elif shape == "ledger":
        body = [
            pair(sign, stack(top, show_facts(page, facts, "ledger"), gap=4), share=0.5),
            pair(stack(show_facts(page, buyers, "column"), vehicles, gap=5), to),
        ]
    else:
        body = [
            sign,
            Rule(0.8, "ink"),
            pair(to, show_facts(page, facts + buyers, draw.pick(["split", "column"])), share=0.5),
            top,
            vehicles,
        ]
    columns = draw.pick(
        [
            ["date", "description", "quantity", "unit_price", "net_amount"],
            [
                "date",
                "reference",
                "description",
                "quantity",
                "unit_price",
                "vat_rate",
                "net_amount",
            ],
            ["reference", "date", "description", "net_amount"],
            ["date", "description", "quantity", "net_amount", "vat_rate", "gross_amount"],
        ]
    )
    if not sheet.invoice.totals.vat:
        columns = [c for c in columns if c not in ("vat_rate", "gross_amount")]
    look = TableLook(
        borders=draw.pick(["none", "columns", "header", "dotted"]),
        line=0.4,
        header_fill=draw.pick(["", "grey", "soft", "dark"]),
        zebra=draw.pick(["", "", "soft"]),
        padding=(draw.pick([0.8, 1.5, 2.5]), 3.0),
    )
    with_table = bool(sheet.invoice.totals.vat) and draw.chance(0.5)
    sums = show_facts(
        page, sum_facts(page, by_rate=not with_table), draw.pick(["split", "ledger", "split"])
    )
    left: Node = vat_summary(page) if with_table else Space(1)
    if not with_table and len(sheet.invoice.items) > 3 and draw.chance(0.6):
        left = _by_product(page)
    share = draw.uniform(0.5, 0.6)
    low = Columns((left, sums), (share, 1 - share), 18.0)
    slip = None
    if draw.chance(0.25):
        shown = Span(sheet.number("invoice_number"), True)
        words = draw.pick(
            ["À rappeler : ", "Référence à rappeler : ", "Votre règlement : facture "]
        )
        slip = stack(Rule(0.5, dashed=True), text(words, shown), gap=4)
    return close(
        page,
        *body,
        items_list(page, columns, look=look, scale=draw.pick([0.88, 0.95]), below=draw.chance(0.4)),
        low,
        shifted(regime_line(page) or Stack(()), 0.0),
        settlement(page),
        slip,
        gap=draw.pick([5.0, 8.0]),
        foot=_foot(page, ids=ids_low),
    )


def _foot(page: Page, *, ids: bool) -> Node:
    """The legal sentence, where the head has none, and the page number."""
    number = Folio(page.draw.pick(["Page {n} / {c}", "Page : {n}", "{n} / {c}"]), 0.75)
    if not ids:
        return number
    return stack(text(legal_words(page), scale=0.66, align="centre"), number, gap=1)
