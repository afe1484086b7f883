"""Payment, remarks, running header and footer, and the order in which a document ends."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.blocks.asides import aside_words
from training_data.blocks.footer import PAGE_NUMBERS, footer_parts
from training_data.blocks.mentions import currency_words, spelt_words, stamp_words
from training_data.blocks.payment_facts import bank_entries, payment_parts, rib_entries
from training_data.blocks.remarks import note_words, regime_words, terms_articles
from training_data.canvas import Align
from training_data.flow.look import draw_tone
from training_data.flow.nodes import (
    Columns,
    Folio,
    Node,
    PageBreak,
    Rule,
    Space,
    Stack,
    Stamp,
    Tone,
    is_empty,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.entries import show_entries
from training_data.flow.parts.entry_texts import as_line
from training_data.flow.parts.parties import address, framed
from training_data.identifiers import draw_bic, draw_iban
from training_data.lexicon import load_words
from training_data.pieces import Pieces
from training_data.sheet import Entry

REGIME_ALIGNS: dict[Align, float] = {"left": 5, "right": 2, "centre": 1.5}


class _NodePresenter:
    """Makes nodes of the payment's parts."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def sentence(self, pieces: Pieces, *, bold: bool = False) -> Node:
        return text(pieces, bold=bold, prose=True)

    def entries(self, entries: list[Entry], form: str) -> Node:
        other = self._page.draw.chance(0.3)
        return show_entries(self._page, entries, "" if other else form)

    def rib(self) -> Node:
        page = self._page
        table = show_entries(page, rib_entries(page.sheet), page.draw.pick(["header_row", "cells"]))
        rest = show_entries(page, bank_entries(page.sheet), page.draw.pick(["lines", "aligned"]))
        return Stack((Columns((table, Space(1)), (0.65, 0.35)), rest), 4.0)


def payment(page: Page) -> Node:
    """How and by when to pay; nothing at times."""
    heading, parts = payment_parts(page.sheet, _NodePresenter(page))
    if not parts:
        return Stack(())
    title = text(heading, bold=True, tone="accent", scale=1.05) if heading else None
    second = _second_account(page)
    body = stack(title, *parts, second, gap=page.draw.pick([2, 4]), keep=True)
    return framed(page, body) if page.draw.chance(0.22) else body


def _second_account(page: Page) -> Node | None:
    """A further account of the supplier's at times; of no field, for there is one IBAN."""
    draw, sheet = page.draw, page.sheet
    banked = any(word in sheet.words for word in ("iban",))
    if not (banked and draw.chance(0.05)):
        return None
    bank = draw.pick(load_words("names")["banks"])
    iban, bic = sheet.printing.iban(draw_iban(draw)), draw_bic(draw)
    lead = draw.pick(["Autre compte", "Pour vos paiements depuis l'étranger", "2e compte"])
    return text(f"{lead} : {bank} - IBAN {iban} - BIC {bic}", scale=0.9)


def regime(page: Page) -> Node | None:
    """The VAT regime's sentence, where the document has one."""
    draw = page.draw
    pieces = regime_words(page.sheet)
    if not pieces:
        return None
    return text(
        pieces,
        scale=draw.pick([0.8, 1.0, 1.0]),
        italic=draw.chance(0.3),
        bold=draw.chance(0.1),
        align=draw.weigh(REGIME_ALIGNS),
    )


def notes(page: Page, least: int = 0, most: int = 3) -> Node:
    """Boilerplate in small type."""
    scale = page.draw.pick([0.65, 0.75, 0.85, 1.0])
    tone: Tone = "muted" if page.draw.chance(0.35) else "ink"
    lines = note_words(page.sheet, least, most)
    return Stack(tuple(text(p, scale=scale, tone=tone, prose=True) for p in lines), 2.0)


def currency(page: Page) -> Node | None:
    """The sentence that says the currency, if any."""
    pieces = currency_words(page.sheet)
    align: Align = page.draw.pick(["left", "right", "right"])
    return text(pieces, scale=page.draw.pick([0.75, 0.9]), align=align) if pieces else None


def spelt_sum(page: Page) -> Node | None:
    """The sum in words, if the document has it."""
    pieces = spelt_words(page.sheet)
    return text(pieces, italic=page.draw.chance(0.3), prose=True) if pieces else None


def ending(page: Page, *parts: Node | None, shuffled: float = 0.25) -> Node:
    """What follows the lines: the parts, then payment, remarks and their like.

    Args:
        page: the document.
        parts: what comes first, mostly the totals.
        shuffled: probability that the order of the rest is drawn.
    """
    draw, totals = page.draw, page.sheet.invoice.totals
    rest: list[Node | None] = [regime(page), payment(page), notes(page)]
    if draw.chance(shuffled):
        draw.shuffle(rest)
    if len(parts) == 1 and draw.chance(0.08):
        rest, parts = [*rest, *parts], ()
    stamp = None
    if totals.prepaid and not totals.due and draw.chance(0.35):
        stamp = Stamp(stamp_words(page.sheet), draw.uniform(-12, 4), draw.pick(["left", "right"]))
    told = [currency(page), *parts, spelt_sum(page), *rest, stamp]
    if aside := aside_words(page.sheet):
        heading, lines = aside
        told.insert(draw.randint(0, len(told)), address(page, lines, heading=heading, scale=0.9))
    kept = [part for part in told if not is_empty(part)]
    return stack(*kept, gap=page.look.gap)


def footer(page: Page, *, force: bool = False, small: bool = False) -> Node | None:
    """The legal footer with the page number, or a part of it; None at times.

    Args:
        page: the document.
        force: with the identifiers even if they stand elsewhere.
        small: in very small type.
    """
    draw = page.draw
    parts = footer_parts(page.sheet, force=force)
    scale = draw.pick([0.6, 0.65]) if small else draw.pick([0.6, 0.7, 0.8, 0.9])
    align: Align = draw.weigh({"centre": 6, "left": 2, "right": 0.5})
    tone = draw_tone(draw)
    glue = draw.pick([" - ", " – ", " | ", " • ", "   ", ", ", " · "])
    pattern = draw.weigh(PAGE_NUMBERS)
    number = Folio(pattern, 0.8, draw.pick(["right", "centre", "left"])) if pattern else None
    if not parts:
        return number
    if draw.chance(0.2) and len(parts) > 2:
        half = -(-len(parts) // 2)
        rows = [as_line(part, glue) for part in (parts[:half], parts[half:])]
    elif draw.chance(0.12) and len(parts) > 3:
        third = -(-len(parts) // 3)
        columns = [
            Stack(tuple(text(p, scale=scale, tone=tone) for p in parts[at : at + third]), 0.0)
            for at in range(0, len(parts), third)
        ]
        return stack(Rule(0.5, tone), Columns(tuple(columns), (1.0,) * len(columns)), number)
    else:
        rows = [as_line(parts, glue)]
    lines = [text(row, scale=scale, align=align, tone=tone) for row in rows]
    rule = Rule(draw.pick([0.4, 1.0]), "accent") if draw.chance(0.35) else None
    return stack(rule, *lines, number, gap=2)


def continuation(page: Page) -> Node | None:
    """What further pages begin with: nothing, or number and date, or the name."""
    draw, sheet = page.draw, page.sheet
    kind = draw.weigh({"none": 4, "number": 4, "name": 2})
    if kind == "none":
        return None
    if kind == "name" or sheet.invoice.document_type == "other":
        return text((sheet.invoice.supplier.trade_name,), bold=True, tone="muted")
    invoice = sheet.invoice
    label = (sheet.label("invoice_number"), sheet.separator or " ")
    day = sheet.day(invoice.dates["issue_date"], "issue_date")
    known = sheet.number("invoice_number")
    return text((*label, *known, draw.pick(["   ", " - ", " du "]), *day), scale=0.9)


def terms_of_sale(page: Page) -> Node:
    """A page of conditions in small type, in one to three columns."""
    draw = page.draw
    articles = terms_articles(page.sheet)
    count = draw.randint(1, 3)
    each = -(-len(articles) // count)
    columns = [
        Stack(tuple(text(a, scale=0.7, prose=True) for a in articles[at : at + each]), 4.0)
        for at in range(0, len(articles), each)
    ]
    head = text("CONDITIONS GÉNÉRALES DE VENTE", bold=True, align="centre", scale=1.1)
    return stack(PageBreak(), head, Columns(tuple(columns), (1.0,) * len(columns), 12.0), gap=8)


def spread(page: Page, parts: Sequence[Node | None], gap: float = 0.0) -> list[Node]:
    """The parts that there are, with the document's gap between them as spaces."""
    kept: list[Node] = []
    for part in parts:
        if part is not None and not is_empty(part):
            kept += [Space(gap or page.look.gap)] if kept else []
            kept.append(part)
    return kept
