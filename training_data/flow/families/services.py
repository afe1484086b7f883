"""Energy and telephone companies: a summary, then details overleaf."""

from __future__ import annotations

from datetime import timedelta

from training_data.blocks.asides import aside_words, history_words
from training_data.blocks.references import buyer_entries
from training_data.blocks.utility_facts import account_entries, due_words, number_sentence
from training_data.flow.families.common import close, overleaf, pair, shifted
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import (
    Box,
    Cells,
    Columns,
    FlowDocument,
    Head,
    Node,
    Stack,
    Table,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.closing import ending, notes, payment
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.lines import lines_table
from training_data.flow.parts.parties import (
    address,
    brand_line,
    buyer,
    compact_identity,
    letterhead,
)
from training_data.flow.parts.sums import sums, totals, vat_summary
from training_data.pieces import Pieces, tag
from training_data.references import draw_utility_number


def _named(page: Page) -> Node:
    """The title with its date, and the number in a sentence or an entry of its own."""
    sheet, draw, invoice = page.sheet, page.draw, page.sheet.invoice
    day = invoice.dates["issue_date"]
    if draw.chance(0.6) and invoice.document_type == "invoice":
        invoice.numbers["invoice_number"] = draw_utility_number(draw, day)
    kind = tag(sheet.label(invoice.title_concept), "document_type", value=invoice.document_type)
    words: Pieces = (kind,)
    if draw.chance(0.7):
        sheet.printed.add("issue_date")
        words = (kind, draw.pick([" du ", " du ", " émise le "]), *sheet.day(day, "issue_date"))
    head = text(
        words,
        bold=draw.chance(0.8),
        scale=draw.pick([1.3, 1.7, 2.1]),
        tone=draw.pick(["ink", "accent"]),
    )
    number = text(number_sentence(sheet), scale=draw.pick([0.7, 0.85, 1.0]))
    dated = None
    if "issue_date" not in sheet.printed:
        sheet.printed.add("issue_date")
        dated = text(
            (sheet.label("issue_date"), sheet.separator or " ", *sheet.day(day, "issue_date"))
        )
    parts = [head, number, dated]
    if draw.chance(0.25):
        parts = [number, head, dated]
    return stack(*parts, gap=2)


def _due_box(page: Page) -> Node:
    """The sum to pay and when, in large type."""
    draw = page.draw
    label, amount = due_words(page.sheet)
    scale = draw.pick([1.4, 1.8, 2.4])
    first = text(label, bold=draw.chance(0.6))
    second = text(amount, bold=True, scale=scale, align=draw.pick(["left", "right", "centre"]))
    inner: Node = (
        stack(first, second, gap=3)
        if draw.chance(0.5)
        else Columns((first, second), (0.55, 0.45), 6.0, "middle")
    )
    return Box(
        inner,
        border=draw.pick([0.0, 1.0]),
        tone="accent",
        fill=draw.pick(["soft", "accent", "dark", ""]),
        padding=9.0,
        radius=draw.pick([0.0, 6.0]),
    )


def _history(page: Page) -> Node | None:
    """Sentences on earlier and later invoices and a panel of the customer service, at times."""
    told: list[Node] = [text(words, scale=0.9, prose=True) for words in history_words(page.sheet)]
    if aside := aside_words(page.sheet, 0.3):
        told.append(address(page, aside[1], heading=aside[0], scale=0.9))
    return Stack(tuple(told), 3.0) if told else None


def _readings(page: Page) -> Node:
    """A table of meter readings: numbers of no field."""
    sheet, draw = page.sheet, page.draw
    day = sheet.invoice.dates["issue_date"]
    names = draw.pick(
        [
            ["Ancien index", "Nouvel index", "Consommation"],
            ["Index début", "Index fin", "Conso. (kWh)"],
            ["Relevé précédent", "Relevé actuel", "m3"],
        ]
    )
    heads = [
        Head(text(draw.pick(["Compteur", "Cadran", "Point de comptage"]), bold=True)),
        Head(text("Période", bold=True)),
    ]
    heads += [Head(text(name, bold=True, align="right"), "right", 1.0) for name in names]
    rows = []
    for place in range(draw.randint(1, 4)):
        before, used = draw.randint(100, 90000), draw.randint(5, 9000)
        start = day - timedelta(60 * (place + 1))
        period = (*sheet.day(start), " – ", *sheet.day(start + timedelta(59)))
        numbers = [
            sheet.printing.number(sheet.invoice.totals.net * 0 + n, 0)
            for n in (before, before + used, used)
        ]
        rows.append(
            Cells(
                (
                    text(draw.pick(["HP", "HC", "Base", draw.digits(6)])),
                    text(period),
                    *(text(n) for n in numbers),
                )
            )
        )
    return stack(
        text(draw.pick(["Relevés", "Votre consommation", "Détail des index"]), bold=True),
        Table(tuple(heads), tuple(rows), draw_table_look(draw), 0.88),
        gap=3,
    )


def compose_energy_summary(page: Page) -> FlowDocument:
    """A summary with the sum in a large box, accounts in a column; readings and lines overleaf."""
    sheet, draw = page.sheet, page.draw
    brand = brand_line(page)
    named = _named(page)
    accounts = show_entries(
        page,
        account_entries(sheet),
        draw.pick(["stacked", "lines", "ruled", "definitions", "grid"]),
    )
    to = buyer(page, heading=draw.chance(0.2), style="plain")
    due = _due_box(page)
    refs = show_entries(page, buyer_entries(sheet))
    left = stack(
        brand,
        compact_identity(page, scale=0.75) if draw.chance(0.6) else None,
        accounts,
        refs,
        gap=12,
    )
    right = stack(to, named, due, gap=draw.pick([14, 24]))
    head = pair(left, right, share=draw.uniform(0.36, 0.46), gap=22)
    summary = shifted(totals(page), draw.pick([0.0, 0.0, 0.35]))
    pay = stack(_history(page), payment(page), gap=6)
    details = [
        _readings(page) if draw.chance(0.75) else None,
        text(
            draw.pick(["Détail de votre facture", "Le détail de vos montants"]),
            bold=True,
            scale=1.2,
            tone="accent",
        ),
        lines_table(page),
        vat_summary(page) if sheet.invoice.totals.vat and draw.chance(0.4) else None,
        notes(page, 1, 4),
    ]
    if draw.chance(0.65):
        return close(page, head, summary, pay, overleaf(page, *details), forced=draw.chance(0.7))
    return close(page, head, *details[:-1], summary, pay, details[-1], forced=draw.chance(0.7))


def compose_telecom_summary(page: Page) -> FlowDocument:
    """Accounts in cells over the page, the sum in a strip; the lines by heading, then usage."""
    sheet, draw = page.sheet, page.draw
    head = pair(letterhead(page, ids=draw.chance(0.3)), buyer(page, heading=False))
    named = _named(page)
    entries = account_entries(sheet) + buyer_entries(sheet)
    cells = show_entries(page, entries, wide=True)
    due = _due_box(page)
    usage: Node | None = None
    if draw.chance(0.6):
        heads = tuple(
            Head(text(name, bold=True), "left", 1.0)
            for name in ("Ligne", "Type", "Durée / Volume", "Montant HT")
        )
        rows = [
            Cells(
                (
                    text(f"0{draw.pick('67')}{draw.digits(8)}"),
                    text(
                        draw.pick(
                            [
                                "Appels nationaux",
                                "Données mobiles",
                                "SMS",
                                "Hors forfait",
                                "International",
                            ]
                        )
                    ),
                    text(
                        draw.pick(
                            [
                                f"{draw.randint(0, 9)} h {draw.randint(10, 59)}",
                                f"{draw.randint(1, 40)},{draw.digits(1)} Go",
                                f"{draw.randint(1, 300)}",
                            ]
                        )
                    ),
                    text(f"0,{draw.digits(2)}"),
                )
            )
            for _ in range(draw.randint(4, 26))
        ]
        usage = stack(
            text("Détail des communications", bold=True),
            Table(heads, tuple(rows), draw_table_look(draw), 0.82),
            gap=4,
        )
    table = lines_table(page)
    block = sums(page)
    told = _history(page)
    first: list[Node | None] = [head, named, cells, due, told]
    if draw.chance(0.3):
        first = [head, Columns((Stack((named, cells), 8.0), due), (0.6, 0.4)), told]
    return close(page, *first, table, ending(page, block), overleaf(page, usage) if usage else None)
