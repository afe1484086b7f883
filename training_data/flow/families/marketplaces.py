"""Orders on the web: of a shop with several addresses and parcels, and of a marketplace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from training_data.blocks.identity import supplier_name
from training_data.buyers import draw_buyer
from training_data.flow.families.common import close, pair, shifted
from training_data.flow.families.trading_facts import (
    buyer_facts,
    day_fact,
    other_facts,
    own_facts,
    party_lines,
    seller_lines,
    settle_goods,
    settle_paid,
    settle_words,
    sum_facts,
    title_tag,
)
from training_data.flow.families.trading_forms import app_look, items_list, party, show_facts
from training_data.flow.families.trading_terms import (
    heading_words,
    legal_foot,
    legal_words,
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
    Table,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.logos import draw_emblem
from training_data.flow.parts.sums import vat_summary
from training_data.parties import draw_supplier
from training_data.pieces import Pieces
from training_data.sheet import Entry

_CARRIERS = ("Colissimo", "Chrono 18", "Relais Pickup", "Messagerie palette", "Transporteur privé")
_MARKETS = ("Placéo", "Kalimarket", "La Grande Halle", "Boutikéo", "Ubimarché", "Marché Direct Pro")


def _order_number(page: Page) -> str:
    pattern = page.draw.pick(
        ["###-#######-#######", "W########", "#########", "@@@####-##", "##@####@"]
    )
    return page.draw.fill(pattern)


def _order_facts(page: Page) -> list[Entry]:
    """The shop's own order number, the days of order and dispatch, parcel and carrier."""
    sheet, draw, numbers = page.sheet, page.draw, page.sheet.invoice.numbers
    facts: list[Entry] = []
    if "engagement_number" not in numbers or "order_number" in numbers:
        label = draw.pick(
            ["Commande web n°", "N° de commande web", "Réf. panier", "Commande internet"]
        )
        facts.append(Entry(sheet.cased(label), (_order_number(page),)))
    facts += other_facts(page, "order_date", share=0.65)
    if draw.chance(0.3):
        facts.append(day_fact(sheet, "delivery_date"))
    if draw.chance(0.5):
        parcel = draw.fill(draw.pick(["8R###########", "XY#########FR", "6A##########"]))
        facts.append(Entry(sheet.label("delivery_note"), (parcel,)))
    if draw.chance(0.4):
        facts.append(
            Entry(draw.pick(["Transporteur", "Mode de livraison"]), (draw.pick(_CARRIERS),))
        )
    return facts


def _delivered(page: Page) -> list[Pieces]:
    """Whom the parcel goes to: the buyer at another place, or a colleague."""
    sheet, draw = page.sheet, page.draw
    other = sheet.invoice.delivery or replace(
        draw_buyer(draw), name=sheet.invoice.buyer.name, details=(sheet.invoice.contact,)
    )
    same = other.name == sheet.invoice.buyer.name
    lines = party_lines(page, other, marked=same)
    return [*lines, (f"Tél. {other.mobile}",)] if draw.chance(0.35) else lines


def _columns(page: Page) -> list[str]:
    draw = page.draw
    columns = draw.pick(
        [
            ["reference", "description", "quantity", "unit_price", "vat_rate", "net_amount"],
            ["description", "quantity", "unit_price", "net_amount", "vat_rate", "gross_amount"],
            ["quantity", "description", "unit_price", "net_amount"],
            ["description", "vat_rate", "unit_price", "quantity", "net_amount"],
            ["description", "quantity", "vat_rate", "net_amount", "gross_amount"],
        ]
    )
    taxed = bool(page.sheet.invoice.totals.vat)
    return [c for c in columns if taxed or c not in ("vat_rate", "gross_amount")]


def compose_parcel_order(page: Page) -> FlowDocument:
    """A web shop's invoice in the parcel: three addresses, order and parcel, VAT line by line."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "shop")
    settle_goods(page, "shop")
    settle_paid(page, 0.6)
    sheet.words["unit"] = ""
    shown = supplier_name(sheet, trade=True)
    name = text(shown, bold=True, scale=draw.pick([1.6, 2.2]), brand=True)
    sign: Node = draw_emblem(page, draw.uniform(26, 54)) if draw.chance(0.4) else name
    numbered, dated = draw.chance(0.5), draw.chance(0.35)
    lead = heading_words(sheet, title_tag(sheet), numbered=numbered, dated=dated)
    top = text(lead, bold=True, scale=draw.pick([1.2, 1.5]), align=draw.pick(["left", "right"]))
    orders, own, buyers = _order_facts(page), own_facts(page, due=0.35), buyer_facts(page)
    where = [
        party(page, party_lines(page, sheet.invoice.buyer), sheet.label("party_buyer")),
        party(page, _delivered(page), sheet.label("party_delivery")),
    ]
    if draw.chance(0.45):
        where.reverse()
    if draw.chance(0.45):
        seller = seller_lines(page)
        where.insert(draw.pick([0, 2]), party(page, seller, sheet.label("party_seller")))
    addresses = Columns(tuple(where), (1.0,) * len(where), 14.0)
    if draw.chance(0.4):
        facts: Node = show_facts(page, [*own, *orders, *buyers])
    else:
        left = show_facts(page, [*own, *buyers], draw.pick(["column", "split", "ledger", "rail"]))
        right = show_facts(page, orders, draw.pick(["column", "split", "bullets", "rail"]))
        facts = pair(left, right)
    order: list[Node] = [facts, addresses]
    if draw.chance(0.5):
        order.reverse()
    head = pair(sign, top, share=draw.uniform(0.4, 0.6)) if draw.chance(0.7) else stack(sign, top)
    with_table = bool(sheet.invoice.totals.vat) and draw.chance(0.45)
    sums = show_facts(
        page, sum_facts(page, by_rate=not with_table), draw.pick(["split", "split", "ledger"])
    )
    beside: Node = vat_summary(page) if with_table else settlement(page)
    thanks = text(
        draw.pick(
            [
                "Merci pour votre achat et à bientôt sur notre boutique !",
                "Vous disposez de 14 jours pour retourner un article non utilisé.",
                "Conservez cette facture : elle vaut bon de garantie.",
                "Éco-participations incluses dans les prix affichés.",
            ]
        ),
        scale=0.85,
        tone="muted",
        align=draw.pick(["left", "centre"]),
    )
    return close(
        page,
        head,
        *order,
        items_list(page, _columns(page), below=draw.chance(0.6)),
        pair(beside, sums, share=draw.uniform(0.46, 0.58)),
        settlement(page) if with_table else None,
        regime_line(page),
        thanks if draw.chance(0.7) else None,
        foot=legal_foot(page),
    )


def _market_line(page: Page, market: str) -> Pieces:
    """The marketplace as agent of the seller, with numbers of its own that are of no field."""
    draw, printing = page.draw, page.sheet.printing
    agent = draw_supplier(draw)
    register: Pieces = draw.pick(
        [
            (f", RCS {agent.registry} ", printing.siren(agent.siren)),
            (", TVA ", printing.vat_number(agent.vat_number)),
            (f", {agent.street}, {agent.postal_town}",),
        ]
    )
    opening = draw.pick(
        [
            f"Facture émise par {market} au nom et pour le compte du vendeur. {agent.name}",
            f"Document établi par {market}, mandataire du vendeur – {agent.name}",
            f"Autofacturation : {market}, place de marché exploitée par {agent.name}",
        ]
    )
    return (opening, *register)


def compose_marketplace_sale(page: Page) -> FlowDocument:
    """A marketplace's invoice on behalf of a seller: its brand on top, the seller in small type."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "shop")
    settle_goods(page, "shop")
    settle_paid(page, 0.75, draw.pick(["card", "card", "other", "transfer"]))
    market = draw.pick(_MARKETS)
    brand = text(market, bold=True, scale=draw.pick([1.8, 2.4, 3.0]), tone="accent", brand=True)
    top = text((title_tag(sheet),), bold=draw.chance(0.6), scale=draw.pick([1.3, 1.7]))
    issued = own_facts(page, due=0.25)
    facts = [*issued, *_order_facts(page)]
    buyers = buyer_facts(page)
    seller_label = draw.pick(["Vendu par", "Vendeur", "Vendeur partenaire", "Vendu et expédié par"])
    seller = party(page, seller_lines(page, trade=draw.chance(0.3)), sheet.cased(seller_label))
    to = party(page, party_lines(page, sheet.invoice.buyer), sheet.label("party_buyer"))
    form = draw.pick(["box", "columns", "sentence"])
    if form == "box":
        middle: Node = pair(
            Box(stack(to, seller, gap=8), border=0.5, tone="muted", padding=7.0),
            show_facts(page, facts + buyers, draw.pick(["split", "column", "ledger"])),
        )
    elif form == "columns":
        middle = stack(
            show_facts(page, facts, draw.pick(["ribbon", "sentence", "pairs"])),
            pair(seller, to) if draw.chance(0.5) else pair(to, seller),
            show_facts(page, buyers, draw.pick(["sentence", "bullets"])),
            gap=9,
        )
    else:
        middle = stack(
            shifted(to, draw.pick([0.0, 0.55])),
            show_facts(page, facts, "sentence"),
            show_facts(page, buyers, "column"),
            seller,
            gap=8,
        )
    sums = show_facts(page, sum_facts(page), draw.pick(["split", "ledger", "split"]))
    share = draw.uniform(0.4, 0.52)
    parcel = _parcels(page) if draw.chance(0.3) else None
    agent = text(_market_line(page, market), scale=0.72, tone="muted", prose=True)
    legal = text(Span((f"{seller_label} : ",)), legal_words(page), scale=0.75)
    return close(
        page,
        pair(brand, top, share=0.62) if draw.chance(0.6) else stack(brand, top, gap=8),
        Rule(2.0, "accent") if draw.chance(0.4) else None,
        middle,
        items_list(page, _columns(page)),
        Columns((Space(1), sums), (1 - share, share), 10.0),
        settlement(page),
        regime_line(page),
        parcel,
        legal,
        foot=agent,
    )


def _parcels(page: Page) -> Node:
    """The parcels with their days; of no field."""
    sheet, draw = page.sheet, page.draw
    day = sheet.invoice.dates["issue_date"]
    rows = [
        Cells(
            (
                text(f"Colis {n + 1}"),
                text(draw.fill("8R###########")),
                text(draw.pick(_CARRIERS)),
                text(sheet.printing.day(day - timedelta(draw.randint(0, 9)))),
            )
        )
        for n in range(draw.randint(1, 3))
    ]
    names = ("Expédition", "Suivi", "Transporteur", "Remis le")
    heads = tuple(Head(text(name, bold=True), "left", 1.0) for name in names)
    return stack(
        text(draw.pick(["Suivi de vos colis", "Expéditions"]), bold=True),
        Table(heads, tuple(rows), app_look(page), 0.85),
        gap=2,
    )
