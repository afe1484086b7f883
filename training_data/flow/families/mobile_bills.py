"""Bills of telephone lines on two or three pages: a summary, the lines one by one, the calls."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from training_data.blocks.identity import supplier_name
from training_data.blocks.payment_facts import masked_iban
from training_data.flow.families.common import close, pair
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
    bank_facts,
    heading_words,
    legal_foot,
    means_words,
    regime_line,
)
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

_CALLS = (
    "Appels vers mobiles",
    "Appels vers fixes",
    "Numéros spéciaux",
    "SMS et MMS",
    "Internet mobile",
    "Depuis l'étranger",
)


def _contacts(page: Page) -> Node:
    """How to reach the operator, in a narrow column."""
    sheet, draw = page.sheet, page.draw
    supplier = sheet.invoice.supplier
    parts = [
        ("Par téléphone", f"{draw.randint(3000, 3999)} (service gratuit + prix appel)"),
        ("Par courrier", f"Service clients, {supplier.street}, {supplier.postal_town}"),
        ("Sur internet", supplier.web),
        ("Par e-mail", supplier.email),
        ("Réclamation", f"Service consommateurs, TSA {draw.digits(5)}"),
    ]
    lines: list[Node] = [text("Nous contacter", bold=True, tone="accent")]
    for label, value in draw.some(parts, 2, 4):
        lines.append(stack(text(label, scale=0.8, bold=True), text(value, scale=0.8), gap=0))
    return Stack(tuple(lines), 4.0)


def _due_panel(page: Page) -> Node:
    """The sum to pay and its day in a panel; the gross sum where something was paid before."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    credit = invoice.document_type == "credit_note"
    label = sheet.label("amount_due_credit" if credit else "amount_due")
    money = text(sheet.money(invoice.totals.due, "amount_due"), bold=True, scale=1.8)
    rows: list[Node | None] = [text(label, bold=True), money]
    if not credit and invoice.totals.due:
        sheet.printed.add("due_date")
        day = sheet.day(invoice.dates["due_date"], "due_date")
        how = sheet.label("due_date")
        if invoice.means == "direct_debit":
            how = draw.pick(["prélevé le", "prélèvement à partir du", "sera prélevé le"])
        rows.append(text(f"{how} ", Span(day, draw.chance(0.5))))
    return Box(
        stack(*rows, gap=3),
        fill=draw.pick(["soft", "accent", "dark", ""]),
        border=draw.pick([0.0, 1.0]),
        padding=9.0,
        radius=draw.pick([0.0, 6.0]),
    )


def _paying(page: Page) -> Node:
    """How the bill is paid: debited from an account, or by transfer to one."""
    sheet, draw, means = page.sheet, page.draw, page.sheet.invoice.means
    lines: list[Node] = [text(means_words(page, paid=False))]
    if means == "direct_debit":
        creditor = draw.fill("FR##ZZZ######")
        lines.append(text(f"Compte : {masked_iban(sheet)}", scale=0.9))
        lines.append(text(f"RUM {draw.fill('++@@#########')} – ICS {creditor}", scale=0.85))
    elif means in ("transfer", "other"):
        lines.append(show_facts(page, bank_facts(page), draw.pick(["column", "sentence"])))
    return Stack(tuple(lines), 2.0)


def _line_use(page: Page, number: str) -> Node:
    """The use of one line by kind; of no field."""
    sheet, draw = page.sheet, page.draw
    rows = []
    for kind in draw.sample(_CALLS, draw.randint(2, 4)):
        used = draw.pick(
            [
                f"{draw.randint(0, 60)} h {draw.randint(0, 59):02d} min",
                f"{draw.randint(1, 90)},{draw.digits(1)} Go",
                f"{draw.randint(1, 400)} envois",
            ]
        )
        cost = sheet.printing.number(Decimal(draw.pick([0, 0, draw.randint(1, 900)])) / 100)
        rows.append(Cells((text(kind), text(used), text(cost))))
    heads = (
        Head(text(f"Ligne {number}", bold=True), share=1.0),
        Head(text("Consommé", align="right"), "right", 0.5),
        Head(text("€ HT", align="right"), "right", 0.3),
    )
    return Table(heads, tuple(rows), app_look(page), 0.85)


def _calls(page: Page, number: str) -> Node:
    """The calls of one line, day by day; of no field."""
    sheet, draw = page.sheet, page.draw
    issue = sheet.invoice.dates["issue_date"]
    rows = []
    for place in range(draw.randint(6, 30)):
        day = sheet.printing.day(issue - timedelta(40 - place))
        at = f"{draw.randint(7, 21):02d}:{draw.randint(0, 59):02d}"
        to = draw.pick(
            [f"0{draw.randint(1, 9)} {draw.digits(2)} xx xx xx", "Internet", "Messagerie"]
        )
        long = f"00:{draw.randint(0, 59):02d}:{draw.randint(0, 59):02d}"
        cost = f"0,{draw.digits(3)}"
        rows.append(Cells(tuple(text(cell) for cell in (day, at, to, long, cost))))
    names = ("Date", "Heure", "Destination", "Durée", "Coût HT")
    heads = tuple(Head(text(name, bold=True), "left", 1.0) for name in names)
    title = text(f"Détail des communications – {number}", bold=True)
    return stack(title, Table(heads, tuple(rows), app_look(page), 0.78), gap=3)


def _heading(page: Page, words: str) -> Text:
    return text(words, bold=True, scale=1.25, tone="accent")


def compose_mobile_bill(page: Page) -> FlowDocument:
    """A first page of sums and accounts, then the subscriptions, then use or calls line by line."""
    sheet, draw = page.sheet, page.draw
    settle_words(page, "mobile")
    settle_goods(page, "mobile")
    name = text(
        supplier_name(sheet, trade=True), bold=True, scale=draw.pick([1.6, 2.2]), brand=True
    )
    sign = stack(draw_emblem(page, 30), name) if draw.chance(0.3) else name
    lead = heading_words(sheet, title_tag(sheet), numbered=draw.chance(0.4), dated=draw.chance(0.5))
    top = text(lead, bold=draw.chance(0.6), scale=draw.pick([1.3, 1.6]))
    panel = _due_panel(page)
    facts = own_facts(page, due=0.2)
    facts += other_facts(page, "order_number", "period", share=0.5)
    buyers = buyer_facts(page)
    to = party(page, party_lines(page, sheet.invoice.buyer))
    holder = None
    if draw.chance(0.4):
        words = sheet.label("party_buyer")
        holder = party(page, party_lines(page, sheet.invoice.buyer), words)
    accounts = show_facts(page, facts, draw.pick(["column", "rail", "ledger", "split"]))
    asked = show_facts(page, buyers, draw.pick(["column", "rail", "bullets"]))
    sums = show_facts(page, sum_facts(page), draw.pick(["split", "ledger", "split"]))
    recap = stack(
        _heading(page, draw.pick(["Votre facture en résumé", "L'essentiel", "Synthèse"])), sums
    )
    shape = draw.pick(["aside", "stacked", "panel_left"])
    contacts, paying = _contacts(page), _paying(page)
    share = draw.uniform(0.28, 0.36)
    if shape == "aside":
        left = stack(sign, accounts, asked, holder, contacts, gap=14)
        right = stack(to, Space(draw.uniform(10, 50)), top, panel, recap, paying, gap=12)
        first: list[Node | None] = [pair(left, right, share=share, gap=24.0)]
    elif shape == "stacked":
        wide = show_facts(page, facts + buyers, draw.pick(["ribbon", "pairs", "sentence"]))
        first = [pair(sign, to), top, wide, panel, recap, paying, contacts]
    else:
        left = stack(panel, paying, contacts, gap=12)
        right = stack(top, accounts, asked, holder, recap, gap=10)
        first = [
            pair(sign, to, share=0.55),
            Rule(1.2, "accent"),
            pair(left, right, share=share + 0.06, gap=20.0),
        ]
    columns = draw.pick(
        [
            ["description", "quantity", "unit_price", "net_amount"],
            ["description", "quantity", "net_amount"],
            ["description", "net_amount"],
        ]
    )
    numbers = [
        f"0{draw.pick('67')} " + " ".join(draw.digits(2) for _ in range(4))
        for _ in range(draw.randint(1, 5))
    ]
    uses: list[Node] = [_line_use(page, number) for number in numbers]
    if len(uses) > 1 and draw.chance(0.4):
        halves = (Stack(tuple(uses[::2]), 8.0), Stack(tuple(uses[1::2]), 8.0))
        uses = [Columns(halves, (1.0, 1.0), 16.0)]
    second = [
        _heading(page, draw.pick(["Vos abonnements et options", "Détail de la facture"])),
        items_list(page, columns),
        regime_line(page),
    ]
    third: list[Node] = [_heading(page, "Vos consommations"), *uses]
    if draw.chance(0.4):
        third.append(_calls(page, numbers[0]))
    breaks = draw.pick([(True, False), (True, True), (False, True)])
    return close(
        page,
        *first,
        Stack((PageBreak(),)) if breaks[0] else None,
        *second,
        Stack((PageBreak(),)) if breaks[1] else None,
        *third,
        gap=draw.pick([8.0, 12.0]),
        foot=legal_foot(page, align=draw.pick(["left", "centre"])),
    )
