"""Bills of software and hosting on the web, with the period of service and what was used."""

from __future__ import annotations

from decimal import Decimal

from training_data.blocks.identity import supplier_name
from training_data.entry_cells import labelled
from training_data.flow.families.common import close, pair
from training_data.flow.families.trading_facts import (
    buyer_facts,
    buyer_siret_fact,
    other_facts,
    own_facts,
    party_lines,
    period_words,
    seller_lines,
    settle_goods,
    settle_paid,
    settle_words,
    sum_facts,
    title_tag,
)
from training_data.flow.families.trading_forms import app_look, items_list, party, show_facts
from training_data.flow.families.trading_terms import legal_foot, regime_line, settlement
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    FlowDocument,
    Head,
    Node,
    PageBreak,
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
from training_data.pieces import Pieces

_USAGE = (
    ("Instances de calcul", "heures", 0.012, 0.9),
    ("Stockage bloc", "Go-mois", 0.02, 0.11),
    ("Requêtes API", "milliers", 0.002, 0.05),
    ("Transfert de données sortant", "Go", 0.01, 0.09),
    ("Messages envoyés", "unités", 0.001, 0.06),
    ("Utilisateurs actifs", "utilisateurs", 4, 19),
    ("Minutes d'exécution", "min", 0.004, 0.02),
    ("Instantanés", "Go-mois", 0.03, 0.06),
)


def _headline(page: Page, *, paid: bool) -> Text:
    """The sum and its day in large type, as a sentence."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    scale = draw.pick([1.4, 1.7, 2.0])
    if paid:
        money = sheet.money(invoice.totals.gross, "total_gross")
        day = sheet.printing.day(invoice.dates["order_date"])
        return text(Span(money, True), f" payés le {day}", scale=scale)
    money = sheet.money(invoice.totals.due, "amount_due")
    if invoice.document_type == "credit_note":
        return text(Span(money, True), draw.pick([" à votre crédit", " remboursés"]), scale=scale)
    sheet.printed.add("due_date")
    day_pieces = sheet.day(invoice.dates["due_date"], "due_date")
    middle = draw.pick([" à payer avant le ", " dus le ", " à régler au plus tard le "])
    return text(Span(money, True), Span((middle, *day_pieces)), scale=scale)


def _usage(page: Page) -> Node:
    """What was used, by resource; of no field."""
    sheet, draw = page.sheet, page.draw
    names = draw.pick(
        [
            ("Ressource", "Consommation", "Prix unitaire", "Coût"),
            ("Service", "Utilisation", "Tarif", "Montant"),
            ("Métrique", "Quantité utilisée", "PU HT", "Sous-total"),
        ]
    )
    heads = tuple(
        Head(text(name, bold=True, scale=0.9), "right" if n else "left", 0.0 if n else 1.0)
        for n, name in enumerate(names)
    )
    rows = []
    for name, unit, low, high in draw.sample(_USAGE, draw.randint(3, len(_USAGE))):
        used = Decimal(draw.randint(3, 2200))
        price = Decimal(str(round(draw.uniform(low, high), 4)))
        shown = f"{sheet.printing.number(used, 0)} {unit}"
        cells = [name, shown, sheet.printing.number(price, 4), sheet.money_text(used * price)]
        rows.append(Cells(tuple(text(cell) for cell in cells)))
    project = draw.pick([f"Projet prod-{draw.digits(3)}", "Espace principal", "Tous les projets"])
    return stack(
        text(draw.pick(["Détail de l'utilisation", "Usage", "Vos consommations"]), bold=True),
        text(f"{project} – ", period_words(page), scale=0.85, tone="muted"),
        Table(heads, tuple(rows), app_look(page), 0.86),
        gap=3,
    )


def _parties(page: Page) -> Node:
    """Who bills and who is billed, side by side, in either order."""
    sheet, draw = page.sheet, page.draw
    seller = seller_lines(page)
    seller.append((sheet.invoice.supplier.email,))
    to = party_lines(page, sheet.invoice.buyer)
    if sheet.invoice.buyer.has_siret and draw.chance(0.4):
        to.append(labelled(sheet, buyer_siret_fact(sheet)))
    sides = [
        party(page, seller, sheet.label("party_seller") if draw.chance(0.5) else ""),
        party(page, to, sheet.label("party_buyer")),
    ]
    if draw.chance(0.25):
        sides.reverse()
    return pair(*sides, share=draw.uniform(0.45, 0.58))


def compose_saas_bill(page: Page) -> FlowDocument:
    """A web application's bill: the sum as a sentence, the period of each service, the usage."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "saas")
    settle_goods(page, "saas")
    paid = settle_paid(page, 0.3)
    plain = draw.pick([1.5, 2.0, 2.6])
    mark: Node = draw_emblem(page, draw.uniform(20, 44))
    name = text(supplier_name(sheet, trade=True), bold=True, scale=1.4, brand=True)
    sign = Columns((mark, name), (0.25, 0.75), 6.0, "middle") if draw.chance(0.6) else mark
    top = text((title_tag(sheet),), scale=plain, bold=draw.chance(0.7), brand=True)
    head = pair(top, sign, share=0.6) if draw.chance(0.5) else pair(sign, top, share=0.6)
    facts = own_facts(page, due=0.6)
    facts += other_facts(page, "order_number", "period", share=0.55)
    buyers = buyer_facts(page)
    joined = draw.chance(0.5)
    forms = ["split", "column", "rail", "ribbon"]
    shown = show_facts(page, facts + buyers if joined else facts, draw.pick(forms))
    second = (
        None if joined else show_facts(page, buyers, draw.pick(["pairs", "sentence", "ledger"]))
    )
    block = _parties(page)
    headline = _headline(page, paid=paid) if draw.chance(0.45) else None
    order: list[Node | None] = [shown, block, second, headline]
    if draw.chance(0.4):
        order = [block, shown, headline, second]
    if draw.chance(0.25):
        order = [pair(shown, block, share=0.36, gap=22.0), second, headline]
    columns = ["description", "quantity", "unit_price", "vat_rate", "net_amount"]
    if draw.chance(0.5) or not sheet.invoice.totals.vat:
        columns.remove("vat_rate")
    if draw.chance(0.2):
        columns = ["description", "quantity", "net_amount"]
    sums = show_facts(page, sum_facts(page), draw.pick(["split", "split", "ledger", "column"]))
    share = draw.uniform(0.4, 0.55)
    beside: Node = Space(1)
    pay = settlement(page, heading=draw.pick(["", "Paiement", "Mode de paiement", "Règlement"]))
    if draw.chance(0.35):
        beside, pay = pay, Stack(())
    totals = Columns((beside, sums), (1 - share, share), 20.0)
    usage = _usage(page) if draw.chance(0.45) else None
    overleaf = usage and draw.chance(0.4)
    return close(
        page,
        head,
        Rule(draw.pick([0.4, 1.5]), "accent") if draw.chance(0.4) else None,
        *order,
        None if overleaf else usage if draw.chance(0.3) else None,
        items_list(page, columns),
        totals,
        regime_line(page),
        pay,
        _help(page),
        Stack((PageBreak(), usage)) if overleaf and usage else None,
        foot=legal_foot(page, align=draw.pick(["centre", "left"])),
    )


def _help(page: Page) -> Node | None:
    """Where to turn with questions; nothing at times."""
    draw, supplier = page.draw, page.sheet.invoice.supplier
    if draw.chance(0.4):
        return None
    words: Pieces = draw.pick(
        [
            (f"Une question sur cette facture ? Contactez-nous : {supplier.email}",),
            (f"Gérez votre abonnement depuis votre espace client : {supplier.web}/facturation",),
            ("Cette facture est également disponible dans votre espace client.",),
            (f"Support : {supplier.email} – {supplier.phone} (prix d'un appel local)",),
        ]
    )
    line = text(words, scale=0.82, tone="muted")
    return Box(line, fill="soft", padding=5.0) if draw.chance(0.3) else line
