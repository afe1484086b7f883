"""Invoices in English and French of firms abroad that are registered for the French VAT."""

from __future__ import annotations

from dataclasses import replace

from training_data.blocks.identity import supplier_name
from training_data.flow.families.common import close, pair
from training_data.flow.families.trading_facts import (
    buyer_facts,
    other_facts,
    own_facts,
    party_lines,
    seller_lines,
    settle_words,
    sum_facts,
    title_tag,
)
from training_data.flow.families.trading_forms import app_look, items_list, party, show_facts
from training_data.flow.families.trading_terms import legal_words, regime_line, settlement
from training_data.flow.nodes import (
    Columns,
    FlowDocument,
    Folio,
    Node,
    Rule,
    Space,
    Span,
    Stack,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.logos import draw_emblem
from training_data.flow.parts.sums import vat_summary
from training_data.identifiers import draw_siren, french_vat_number
from training_data.pieces import tag
from training_data.printing import format_day

_TERMS = (
    ("Payment terms: {days} days net", "Conditions de paiement : {days} jours nets"),
    ("Payable within {days} days of the invoice date", "Payable sous {days} jours"),
    ("No discount for early payment", "Pas d'escompte pour paiement anticipé"),
    ("Late payment fee: EUR 40", "Indemnité forfaitaire de recouvrement : 40 EUR"),
    ("Goods remain our property until paid in full", "Réserve de propriété"),
    ("Please quote the invoice number", "Merci de rappeler le numéro de facture"),
)


def _register_in_france(page: Page) -> str:
    """Give a firm abroad a French VAT number at times; returns its number at home, unmarked."""
    sheet, draw = page.sheet, page.draw
    supplier = sheet.invoice.supplier
    home = {"DE": "HRB", "BE": "RPM", "ES": "Hoja B", "IT": "REA", "LU": "RCS B"}
    if supplier.country_code == "FR":
        return ""
    if sheet.invoice.totals.vat or draw.chance(0.5):
        number = french_vat_number(draw_siren(draw, "3456789"))
        sheet.invoice = replace(sheet.invoice, supplier=replace(supplier, vat_number=number))
    return f"{home.get(supplier.country_code, 'Reg. no.')} {draw.digits(6)}"


def _terms(page: Page) -> Node:
    """Some conditions in both languages, under or beside one another."""
    draw = page.draw
    days = page.sheet.invoice.payment_days or 30
    chosen = draw.some(_TERMS, 1, 3)
    pairs = [(en.format(days=days), fr.format(days=days)) for en, fr in chosen]
    if draw.chance(0.4):
        halves = [
            Stack(tuple(text(pair_[side], scale=0.78, tone="muted") for pair_ in pairs), 1.0)
            for side in (0, 1)
        ]
        return Columns(tuple(halves), (1.0, 1.0), 16.0)
    glue = draw.pick([" / ", " – "])
    return Stack(tuple(text(glue.join(both), scale=0.78, tone="muted") for both in pairs), 1.0)


def compose_bilingual_bill(page: Page) -> FlowDocument:
    """Every label in two languages, or in one of them; the French number of a firm abroad."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "abroad")
    registered = _register_in_france(page)
    supplier = sheet.invoice.supplier
    if draw.chance(0.35):
        pattern = draw.pick(["english", "%d %b %Y", "%Y-%m-%d"])
        known = format_day(sheet.invoice.dates["issue_date"], pattern)
        if known.isascii():
            sheet.printing = replace(sheet.printing, day_pattern=pattern)
    name = text(supplier_name(sheet), bold=True, scale=draw.pick([1.3, 1.8]), brand=True)
    sign: Node = name
    if draw.chance(0.4):
        sign = Columns((draw_emblem(page, 34), name), (0.2, 0.8), 6.0, "middle")
    top = text(
        (title_tag(sheet),),
        scale=draw.pick([1.5, 2.0, 2.6]),
        bold=draw.chance(0.6),
        align=draw.pick(["left", "right"]),
        brand=True,
    )
    from_lines = seller_lines(page)
    number = sheet.printing.vat_number(supplier.vat_number)
    vat = tag(number, "supplier_vat_number", value=supplier.vat_number)
    numbered = draw.chance(0.6)
    if numbered:
        from_lines.append((f"{sheet.label('vat_number')}: ", vat))
    if registered:
        from_lines.append((registered,))
    seller = party(page, from_lines, sheet.label("party_seller") if draw.chance(0.5) else "")
    to = party(page, party_lines(page, sheet.invoice.buyer), sheet.label("party_buyer"))
    facts = own_facts(page, due=0.7)
    facts += other_facts(page, "order_number", "delivery_date", share=0.4)
    buyers = buyer_facts(page)
    shape = draw.pick(["cards", "rows", "split"])
    if shape == "cards":
        body: list[Node] = [
            pair(sign, top),
            pair(seller, to),
            show_facts(page, facts + buyers, draw.pick(["ribbon", "ledger", "pairs"])),
        ]
    elif shape == "rows":
        body = [
            pair(stack(sign, seller, gap=4), stack(top, show_facts(page, facts, "split"), gap=6)),
            to,
            show_facts(page, buyers, draw.pick(["sentence", "column"])),
        ]
    else:
        aside = stack(show_facts(page, facts, "rail"), show_facts(page, buyers, "rail"), gap=8)
        body = [top, Rule(1.0, "accent"), pair(stack(sign, seller, to, gap=10), aside, share=0.6)]
    taxed = bool(sheet.invoice.totals.vat)
    columns = draw.pick(
        [
            ["description", "quantity", "unit_price", "vat_rate", "net_amount"],
            ["reference", "description", "quantity", "unit_price", "net_amount"],
            ["description", "quantity", "unit_price", "net_amount"],
        ]
    )
    columns = [c for c in columns if taxed or c != "vat_rate"]
    with_table = taxed and draw.chance(0.4)
    sums = show_facts(
        page, sum_facts(page, by_rate=not with_table), draw.pick(["split", "ledger", "split"])
    )
    share = draw.uniform(0.42, 0.54)
    left: Node = vat_summary(page) if with_table else Space(1)
    heading = draw.pick(["Payment / Règlement", "Bank details / Coordonnées bancaires", ""])
    tail: list[Node | None] = [settlement(page, heading=heading), regime_line(page), _terms(page)]
    if draw.chance(0.3):
        tail.reverse()
    law = (
        Stack((text(legal_words(page), scale=0.68, align="centre"),))
        if (supplier.country_code == "FR" or not numbered or draw.chance(0.4))
        else None
    )
    note = text(Span((registered,)), scale=0.68, align="centre") if registered and law else None
    return close(
        page,
        *body,
        items_list(page, columns, look=app_look(page)),
        Columns((left, sums), (1 - share, share), 16.0),
        *tail,
        foot=stack(law, note, Folio(draw.pick(["Page {n} of {c}", "Page {n} / {c}"]), 0.75), gap=1),
    )
