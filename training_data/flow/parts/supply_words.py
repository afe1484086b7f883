"""Labels and sentences of suppliers to public bodies, and the facts behind them as entries."""

from __future__ import annotations

import re
from itertools import pairwise

from training_data.flow.page import Page
from training_data.lexicon import load_words
from training_data.pieces import Pieces, Tag, plain_text, tag
from training_data.references import draw_other_reference
from training_data.sheet import Entry

_CHORUS = ("engagement_number", "service_code", "contract_number")
_SIRET_CUTS = ((), (3, 6, 9), (9,), (3, 6, 9, 12), (3, 6, 9))


def say(page: Page, concept: str) -> str:
    """The document's own label for a concept, the same wherever it stands."""
    sheet = page.sheet
    key = f"supply_{concept}"
    if key not in sheet.words:
        options = load_words("supply")["labels"][concept]
        if concept == "engagement_number" and "order_number" in sheet.invoice.numbers:
            options = [option for option in options if option != "N° de commande"]
        sheet.words[key] = sheet.cased(page.draw.pick(options).rstrip(" :"))
    return sheet.words[key]


def siret_text(page: Page, siret: str) -> str:
    """A SIRET cut into groups, always in the same way in one document."""
    words = page.sheet.words
    if "supply_cuts" not in words:
        words["supply_cuts"] = ",".join(map(str, page.draw.pick(_SIRET_CUTS)))
    cuts = [int(cut) for cut in words["supply_cuts"].split(",") if cut]
    edges = [0, *cuts, len(siret)]
    return " ".join(siret[a:b] for a, b in pairwise(edges))


def fill_in(page: Page, template: str) -> Pieces:
    """A template whose `{concept}` are replaced by marked numbers and by days."""
    sheet, pieces = page.sheet, []
    for place, part in enumerate(re.split(r"\{(\w+)\}", template)):
        found: Pieces = (part,)
        if place % 2:
            known = part in sheet.invoice.numbers
            found = sheet.number(part) if known else sheet.day(sheet.invoice.dates[part])
        pieces += [piece for piece in found if piece]
    return tuple(pieces)


def _needs(template: str) -> set[str]:
    return {name for name in re.findall(r"\{(\w+)\}", template) if not name.endswith("_date")}


def tell(page: Page, concepts: set[str]) -> list[Pieces]:
    """Sentences that between them say each of the buyer's references once."""
    told, left = [], set(concepts)
    while left:
        options = [t for t in load_words("supply")["sentences"] if _needs(t) <= left]
        most = max(len(_needs(option)) for option in options)
        if page.draw.chance(0.7):
            options = [option for option in options if len(_needs(option)) == most]
        template = page.draw.pick(options)
        told.append(fill_in(page, template))
        left -= _needs(template)
    return told


def chorus_entry(page: Page, concept: str) -> Entry:
    """One of the buyer's references under its label, with a day behind it at times."""
    sheet, draw = page.sheet, page.draw
    pieces = sheet.number(concept)
    if concept == "engagement_number" and draw.chance(0.12):
        pieces = (*pieces, " du ", *sheet.day(sheet.invoice.dates["order_date"]))
    return Entry(say(page, concept), pieces, draw.chance(0.1))


def unsaid(page: Page) -> set[str]:
    """The buyer's references that are not printed yet."""
    return {c for c in _CHORUS if c in page.sheet.invoice.numbers} - page.sheet.printed


def siret_entry(page: Page, *, near: bool = False) -> Entry:
    """The buyer's SIRET; `near` its address the label need not say whose it is."""
    sheet = page.sheet
    sheet.printed.add("buyer_siret")
    siret = sheet.invoice.buyer.siret
    value = tag(siret_text(page, siret), "buyer_siret", value=siret)
    return Entry(say(page, "buyer_siret_near" if near else "buyer_siret"), (value,))


def own_facts(page: Page) -> list[Entry]:
    """Number, day and term of the document, as far as they are not printed yet."""
    sheet, invoice, draw = page.sheet, page.sheet.invoice, page.draw
    credit = invoice.document_type == "credit_note"
    facts = []
    if "invoice_number" not in sheet.printed:
        if invoice.document_type == "other":
            label = sheet.label("invoice_number")
        else:
            label = say(page, "credit_note_number" if credit else "invoice_number")
        facts.append(Entry(label, sheet.number("invoice_number"), draw.chance(0.15)))
    if "issue_date" not in sheet.printed:
        sheet.printed.add("issue_date")
        day = sheet.day(invoice.dates["issue_date"], "issue_date")
        facts.append(Entry(say(page, "issue_date"), day))
    if "due_date" not in sheet.printed and not credit and draw.chance(0.45):
        facts.append(due_entry(page))
    return facts


def due_entry(page: Page) -> Entry:
    """The day by which to pay."""
    page.sheet.printed.add("due_date")
    day = page.sheet.day(page.sheet.invoice.dates["due_date"], "due_date")
    return Entry(say(page, "due_date"), day)


def minor_facts(page: Page, least: int = 1, most: int = 4) -> list[Entry]:
    """References and days that are not wanted, and the day of delivery."""
    sheet, invoice, draw = page.sheet, page.sheet.invoice, page.draw
    options = [Entry(say(page, "customer_number"), (invoice.numbers["customer_number"],))]
    for concept in ("order_number", "quote_number", "delivery_note", "supplier_code"):
        if concept in invoice.numbers:
            pieces: Pieces = (invoice.numbers[concept],)
            if draw.chance(0.25):
                pieces = (*pieces, " du ", *sheet.day(invoice.dates["quote_date"]))
            options.append(Entry(say(page, concept), pieces))
    if "delivery_note" not in invoice.numbers and draw.chance(0.2):
        note = draw_other_reference(draw, invoice.dates["quote_date"])
        options.append(Entry(say(page, "delivery_note"), (note,)))
    if draw.chance(0.3):
        day = sheet.day(invoice.dates["delivery_date"], "delivery_date")
        options.append(Entry(say(page, "delivery_date"), day))
    if invoice.period:
        first, last = invoice.period
        span: Pieces = (*sheet.day(first), draw.pick([" au ", " - ", " → "]), *sheet.day(last))
        options.append(Entry(say(page, "period"), span))
    options += [
        Entry(say(page, "seller"), (invoice.seller,)),
        Entry(say(page, "subject"), (invoice.subject,)),
    ]
    chosen = draw.some(options, least, most)
    if draw.chance(0.4):
        draw.shuffle(chosen)
    return chosen


def credited(page: Page) -> Pieces:
    """What the credit note says of its invoice; nothing on an invoice."""
    sheet = page.sheet
    missing = "original_invoice_number" not in sheet.invoice.numbers
    if missing or "original_invoice_number" in sheet.printed:
        return ()
    return fill_in(page, page.draw.pick(load_words("supply")["credited"]))


def glued(parts: list[Pieces], glue: str) -> Pieces:
    """Several texts as one line."""
    out: list[str | Tag] = []
    for place, part in enumerate(parts):
        out += ([glue] if place else []) + list(part)
    return tuple(out)


def joint(label: Pieces | str, glue: str) -> str:
    """What stands between a label and its value: no `n°` twice.

    >>> joint("SIRET n°", " n° "), joint("SIRET", " n° ")
    (' ', ' n° ')
    """
    numbered = any(mark in plain_text(label).casefold() for mark in ("n°", "numéro", "numero"))
    return " " if numbered and "n°" in glue else glue
