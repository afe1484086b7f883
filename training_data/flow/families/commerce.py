"""Shops on the web, renewals of subscriptions."""

from __future__ import annotations

from training_data.blocks.references import buyer_entries, own_entries
from training_data.flow.families.common import close, pair, references, shifted
from training_data.flow.nodes import (
    Columns,
    FlowDocument,
    Node,
    Rule,
    Span,
    Stack,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.closing import ending, notes, payment, regime
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import lines_table, plain_look
from training_data.flow.parts.parties import (
    address,
    brand_line,
    buyer,
    compact_identity,
    delivery,
    supplier_party,
)
from training_data.flow.parts.sums import sums
from training_data.flow.parts.titles import title
from training_data.sheet import Entry


def compose_web_order(page: Page) -> FlowDocument:
    """A shop's confirmation that serves as invoice: thanks, both addresses, prices, means."""
    sheet, draw = page.sheet, page.draw
    brand = brand_line(page, align=draw.pick(["left", "centre"]))
    top = title(page, bare=True, scale=draw.pick([1.2, 1.6]))
    thanks = text(
        draw.pick(
            [
                "Merci pour votre commande !",
                "Nous vous remercions de votre achat.",
                "Votre commande a été expédiée.",
            ]
        ),
        scale=draw.pick([1.0, 1.25]),
        tone=draw.pick(["ink", "accent"]),
    )
    order = Entry(
        draw.pick(["Commande n°", "N° de commande", "Votre commande"]),
        (draw.fill(draw.pick(["#########", "@@##-#######", "###-#######-#######"])),),
    )
    sent = Entry(
        draw.pick(["Transporteur", "Mode de livraison", "Suivi du colis"]),
        (
            draw.pick(
                ["Colissimo", "Point relais", "Livraison à domicile", draw.fill("8R###########")]
            ),
        ),
    )
    own = own_entries(sheet)
    entries = [*own, *buyer_entries(sheet)]
    shopper = [sent] if "engagement_number" in sheet.invoice.numbers else [order, sent]
    facts = show_entries(
        page, entries + (shopper if draw.chance(0.8) else []), wide=draw.chance(0.5)
    )
    to = buyer(page, heading=True)
    parcels = delivery(page)
    addresses = pair(to, parcels) if draw.chance(0.6) else pair(parcels, to)
    with_tax = draw.chance(0.5)
    columns = (
        ["description", "quantity", "gross_amount"]
        if with_tax
        else ["description", "quantity", "unit_price", "net_amount"]
    )
    if draw.chance(0.3):
        columns.insert(0, "reference")
    parts: list[Node | None] = [facts, addresses]
    if draw.chance(0.35):
        parts.reverse()
    seller = compact_identity(page) if draw.chance(0.7) else supplier_party(page)
    lead = draw.pick([0, 1])
    return close(
        page,
        brand,
        seller if lead else None,
        top,
        thanks if draw.chance(0.7) else None,
        *parts,
        lines_table(page, columns=columns, look=plain_look(page)),
        ending(page, sums(page)),
        None if lead else seller,
    )


def compose_renewal(page: Page) -> FlowDocument:
    """A subscription's renewal: few lines, the sum in a sentence, a coupon to send back."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    head = pair(brand_line(page), compact_identity(page, scale=0.75, align="right"), share=0.45)
    top = title(page)
    to = (
        address(page, [(invoice.numbers["customer_number"],)], style="plain", scale=0.8)
        if draw.chance(0.3)
        else None
    )
    window = shifted(
        stack(to, buyer(page, heading=False, style="plain"), gap=0), draw.pick([0.0, 0.5])
    )
    facts = references(page)
    table = lines_table(
        page, columns=["description", "quantity", "net_amount"] if draw.chance(0.5) else None
    )
    label = sheet.label("amount_due", fresh=True)
    coupon_rows = [
        Entry(sheet.label("customer_number"), (invoice.numbers["customer_number"],)),
        Entry(sheet.label("invoice_number", fresh=True), sheet.number("invoice_number")),
        Entry(label, sheet.money(invoice.totals.due, "amount_due"), True),
    ]
    coupon = stack(
        Rule(0.7, dashed=True),
        text(
            draw.pick(
                [
                    "✂ Coupon à joindre à votre règlement",
                    "Coupon-réponse",
                    "Talon à retourner avec votre paiement",
                ]
            ),
            scale=0.8,
            align="centre",
        ),
        Columns(
            (
                show_entries(page, coupon_rows, draw.pick(["lines", "grid", "cards"])),
                text(Span(("Signature :",)), scale=0.9),
            ),
            (0.6, 0.4),
        ),
        gap=5,
        keep=True,
    )
    below: list[Node | None] = [regime(page), payment(page), notes(page, 0, 2)]
    return close(
        page,
        head,
        top,
        window,
        facts,
        table,
        sums(page),
        Stack(tuple(b for b in below if b), 4.0),
        coupon if draw.chance(0.7) else None,
    )
