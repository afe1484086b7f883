"""Invoices of the self-employed: of a web application's template, and of a designer's own hand."""

from __future__ import annotations

from training_data.blocks.identity import supplier_ids, supplier_name
from training_data.entry_cells import labelled
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
from training_data.flow.families.trading_terms import legal_foot, regime_line, settlement
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    Fill,
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
from training_data.pieces import Pieces, tag
from training_data.sheet import Entry

_LATE = (
    "En cas de retard de paiement, une indemnité forfaitaire de 40 € sera appliquée.",
    "Pénalités de retard : trois fois le taux annuel d'intérêt légal. Pas d'escompte.",
    "Taux de pénalité : 10 % par an. Escompte pour paiement anticipé : aucun.",
    "Les droits d'exploitation sont cédés au complet paiement de la facture.",
)


def _sums_box(page: Page) -> Node:
    """The totals, the last of them on a ground."""
    draw, entries = page.draw, sum_facts(page, balance=True)
    *rest, last = entries
    fills: list[Fill] = ["soft", "accent", "dark", ""]
    fill = draw.pick(fills)
    line = Columns(
        (text(last.label, bold=True), text(last.pieces, bold=True, align="right", scale=1.15)),
        (0.55, 0.45),
        4.0,
        "middle",
    )
    box = Box(line, fill=fill, border=0.0 if fill else 1.0, padding=6.0)
    return stack(show_facts(page, rest, "split"), box, gap=3, keep=True)


def _columns(page: Page) -> list[str]:
    draw = page.draw
    columns = draw.pick(
        [
            ["description", "quantity", "unit_price", "vat_rate", "net_amount"],
            ["description", "unit_price", "quantity", "net_amount"],
            ["description", "net_amount"],
            ["description", "quantity", "unit_price", "net_amount", "vat_rate"],
            ["quantity", "description", "unit_price", "net_amount"],
        ]
    )
    return [c for c in columns if page.sheet.invoice.totals.vat or c != "vat_rate"]


def compose_solo_app(page: Page) -> FlowDocument:
    """An application's template: coloured bar, two cards, sums on a ground, payment beside them."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "soloist")
    settle_goods(page, "soloist")
    number: Pieces = (title_tag(sheet),)
    if draw.chance(0.4):
        number = (*number, draw.pick([" n°", " ", " n° ", " – "]), *sheet.number("invoice_number"))
    top = text(number, bold=True, scale=draw.pick([1.5, 1.9]), tone=draw.pick(["accent", "ink"]))
    facts = own_facts(page, due=0.7)
    mission = other_facts(
        page, "order_number", "quote_number", "period", "delivery_date", share=0.4
    )
    buyers = buyer_facts(page)
    seller = seller_lines(page, trade=draw.chance(0.2))
    ids = draw.chance(0.6)
    if ids:
        sheet.printed.add("supplier_ids")
        seller += [labelled(sheet, entry) for entry in supplier_ids(sheet)]
    seller += draw.some([(sheet.invoice.supplier.email,), (sheet.invoice.supplier.mobile,)], 0, 2)
    to = party_lines(page, sheet.invoice.buyer)
    if sheet.invoice.buyer.has_siret and draw.chance(0.45):
        to.append(labelled(sheet, buyer_siret_fact(sheet)))
    left = party(page, seller, sheet.label("party_seller") if draw.chance(0.6) else "")
    right = party(page, to, sheet.label("party_buyer"))
    if draw.chance(0.35):
        left = Box(left, fill="soft", padding=7.0)
        right = Box(right, fill="soft", padding=7.0)
    order = [left, right]
    if draw.chance(0.2):
        order.reverse()
    cards = pair(*order)
    form = draw.pick(["split", "column", "rail", "ribbon", "pairs"])
    shape = draw.pick(["beside", "under", "over"])
    if shape == "beside":
        head: Node = pair(top, show_facts(page, facts, "split"), share=0.5)
        body: list[Node] = [head, cards, show_facts(page, mission + buyers)]
    elif shape == "under":
        body = [top, cards, show_facts(page, facts + mission + buyers, form)]
    else:
        body = [stack(top, show_facts(page, facts + mission, form), gap=4), cards]
        body.append(show_facts(page, buyers, draw.pick(["column", "bullets", "sentence"])))
    look = TableLook(
        borders=draw.pick(["rows", "header", "none", "dotted"]),
        line=0.4,
        tone=draw.pick(["muted", "accent"]),
        header_fill=draw.pick(["accent", "soft", "", "dark"]),
        padding=(draw.pick([3.0, 5.0]), 5.0),
    )
    pay = settlement(page, heading=draw.pick(["Règlement", "Moyens de paiement", "", "Paiement"]))
    share = draw.uniform(0.5, 0.58)
    sums = _sums_box(page)
    low: Node = pair(pay, sums, share=share)
    if draw.chance(0.3):
        low = stack(Columns((Space(1), sums), (share, 1 - share)), pay, gap=8)
    bar = Box(Space(5), fill="accent", bleed=True) if draw.chance(0.4) else None
    late = text(draw.pick(_LATE), scale=0.78, tone="muted", prose=True)
    subject = text(Span(("Objet : ",), True), sheet.invoice.subject) if draw.chance(0.3) else None
    foot = Folio(draw.pick(["{n}/{c}", "Page {n} sur {c}"]), 0.75)
    return close(
        page,
        bar,
        *body,
        subject,
        items_list(page, _columns(page), look=look),
        low,
        regime_line(page),
        late if draw.chance(0.7) else None,
        foot=foot if ids and draw.chance(0.5) else legal_foot(page),
    )


def _poster(page: Page, scale: float) -> Node:
    """The word for the document in very large type, with the number behind or below it."""
    sheet, draw = page.sheet, page.draw
    kind = title_tag(sheet)
    spacing = draw.pick([0.0, 0.0, 0.06])
    big = text(
        (kind,),
        scale=scale,
        bold=draw.chance(0.6),
        brand=True,
        spacing=spacing,
        tone=draw.pick(["ink", "accent"]),
    )
    form = draw.weigh({"below": 3, "beside": 2, "none": 4})
    if form == "none":
        return big
    mark = draw.pick(["n° ", "N°", "", "#", "— "])
    number = text((mark, *sheet.number("invoice_number")), scale=draw.pick([1.2, 1.6]), brand=True)
    return stack(big, number, gap=2) if form == "below" else pair(big, number, share=0.7)


def _missions(page: Page) -> Node:
    """The lines as paragraphs with the amount far to the right."""
    sheet, draw = page.sheet, page.draw
    rows = []
    for place, item in enumerate(sheet.invoice.items):
        named: Node = _mission(page, place)
        money = sheet.money(item.net, f"line.{place}.net_amount", line=True)
        lead = text(f"{place + 1:02d}", tone="accent", bold=True)
        rows.append(Cells((lead, named, text(money, align="right"))))
    heads = (Head(None), Head(None, share=1.0), Head(None, "right"))
    look = TableLook(borders=draw.pick(["rows", "none", "dotted"]), line=0.4, padding=(6.0, 5.0))
    return Table(heads, tuple(rows), look)


def _mission(page: Page, place: int) -> Node:
    """A line's marked description over what it is made of."""
    item = page.sheet.invoice.items[place]
    described = tag(item.description, f"line.{place}.description", breakable=True)
    lead = text((described,), bold=True)
    detail = item.detail.lstrip("– ")
    return stack(lead, text(detail, scale=0.85, tone="muted") if detail else None, gap=0)


def compose_portfolio(page: Page) -> FlowDocument:
    """A designer's invoice: one word in huge type, much white, narrow columns, few rules."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "soloist")
    settle_goods(page, "soloist")
    poster = _poster(page, draw.uniform(3.2, 5.5))
    name = text(supplier_name(sheet, trade=draw.chance(0.6)), bold=True, scale=1.1, brand=True)
    said = text(
        draw.pick(
            [
                "graphisme & édition",
                "studio de création",
                "photographie",
                "design d'espace",
                "web / motion / print",
                "agence conseil en communication",
            ]
        ),
        scale=0.9,
        tone="muted",
    )
    brand = stack(name, said if draw.chance(0.6) else None, gap=0)
    facts: list[Entry] = own_facts(page, due=0.55)
    facts += other_facts(page, "order_number", "quote_number", "subject", share=0.35)
    buyers = buyer_facts(page)
    to = party(page, party_lines(page, sheet.invoice.buyer), sheet.label("party_buyer"))
    form = draw.pick(["rail", "column", "split"])
    white = Space(draw.uniform(14, 60))
    lines = (
        _missions(page)
        if draw.chance(0.45)
        else items_list(
            page, _columns(page), look=TableLook(borders="header", line=1.0, padding=(5.0, 4.0))
        )
    )
    share = draw.uniform(0.26, 0.36)
    shape = draw.pick(["margin", "thirds", "stacked"])
    foot = legal_foot(page, align=draw.pick(["left", "centre"]))
    pay = settlement(page)
    sums = _sums_box(page)
    low: list[Node | None] = [
        Columns((Space(1), sums), (0.5, 0.5)),
        pay,
        regime_line(page),
    ]
    if shape == "margin" and len(sheet.invoice.items) < 12:
        aside = stack(show_facts(page, facts, form), show_facts(page, buyers, "rail"), pay, gap=14)
        main = stack(to, white, lines, sums, regime_line(page), gap=10)
        return close(
            page, brand, poster, pair(aside, main, share=share, gap=24.0), gap=18.0, foot=foot
        )
    if shape == "thirds":
        row = Columns(
            (to, show_facts(page, facts, form), show_facts(page, buyers, "column")),
            (1.2, 1.0, 1.0),
            18.0,
        )
        order: list[Node] = [poster, pair(brand, Space(1)), row]
        if draw.chance(0.5):
            order = [brand, row, poster]
        return close(page, *order, white, lines, *low, gap=14.0, foot=foot)
    head = pair(poster, brand, share=0.66)
    rule = Rule(draw.pick([1.0, 3.0]), "ink")
    return close(
        page,
        head,
        rule,
        pair(show_facts(page, facts + buyers, form), to),
        Stack((white,)),
        lines,
        *low,
        gap=12.0,
        foot=foot,
    )
