"""One document in the making: its facts, its habits, its typography, its words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from training_data.canvas import BLACK, Canvas, Colour, Face
from training_data.draw import Draw
from training_data.fonts import FontFamily
from training_data.habits import Habits
from training_data.invoice import Invoice
from training_data.lexicon import load_words
from training_data.pieces import Pieces, Tag, tag
from training_data.printing import Printing, format_day

# The number of what is no invoice is no invoice number, nor called one.
NUMBER_CONCEPTS = {
    "title_quote": "quote_number",
    "title_order": "own_order_number",
    "title_delivery": "delivery_note",
    "title_proforma": "proforma_number",
}


class Entry(NamedTuple):
    """A label and its value, without the colon."""

    label: Pieces | str
    pieces: Pieces
    strong: bool = False


@dataclass(slots=True)
class Sheet:
    """What the blocks share; drawn upon by all of them.

    Attributes:
        draw: the random source.
        invoice: the facts.
        printing: formats of amounts, dates and codes.
        canvas: the pages.
        family: the fonts.
        size: type size of running text, points.
        accent: the colour of titles and rules.
        soft: a light fill.
        separator: what stands between label and value on a line.
        case: how labels are cased: `as_is`, `upper`, `lower`, `plain` (no accents).
        margin: of the page, points.
        habits: what the blocks must agree on.
        progress: sums of a table of progress by column, with which a recapitulation agrees.
        implied: true values that follow from what is printed without being printed.
    """

    draw: Draw
    invoice: Invoice
    printing: Printing
    canvas: Canvas
    family: FontFamily
    size: float
    accent: Colour
    soft: Colour
    separator: str
    case: str
    margin: float
    bold_labels: bool = False
    bold_values: bool = False
    habits: Habits = field(default_factory=Habits)
    words: dict[str, str] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)
    implied: dict[str, str] = field(default_factory=dict)
    progress: dict[str, Decimal] = field(default_factory=dict)

    # -- typography ------------------------------------------------------------------------------
    def face(
        self,
        scale: float = 1.0,
        *,
        bold: bool = False,
        italic: bool = False,
        colour: Colour = BLACK,
        spacing: float = 0.0,
    ) -> Face:
        """A face relative to the running text."""
        font = self.family.bold if bold else self.family.italic if italic else self.family.regular
        return Face(font, self.size * scale, colour, spacing)

    @property
    def inner_width(self) -> float:
        """Width between the margins, points."""
        return self.canvas.width - 2 * self.margin

    # -- words -----------------------------------------------------------------------------------
    def label(self, concept: str, *, fresh: bool = False) -> str:
        """The document's word for a concept; `fresh` draws another one."""
        if concept == "invoice_number":
            concept = NUMBER_CONCEPTS.get(self.invoice.title_concept, concept)
        if fresh or concept not in self.words:
            wording = load_words("wording")
            options = wording["fr"].get(concept, [concept])
            if self.invoice.english and concept in wording["en"] and self.draw.chance(0.85):
                options = wording["en"][concept]
            text = self.cased(str(self.draw.pick(options)).rstrip(" :"))
            if self.draw.chance(0.01) and len(text) > 6:  # a slip of the typist's
                at = self.draw.randrange(2, len(text) - 1)
                text = text[:at] + text[at + 1 :]
            if fresh:
                return text
            self.words[concept] = text
        return self.words[concept]

    def cased(self, text: str) -> str:
        """A label in the document's case."""
        if self.case == "upper":
            return text.upper()
        if self.case == "lower":
            return text.lower()
        if self.case == "plain":
            plain = unicodedata.normalize("NFD", text)
            return "".join(c for c in plain if not unicodedata.combining(c))
        return text

    def phrase(self, group: str, key: str = "") -> str:
        """A phrase with its blanks filled."""
        phrases = load_words("phrases")[group]
        return self.fill(self.draw.pick(phrases[key] if key else phrases))

    def fill(self, text: str) -> str:
        """The text with `{days}`, `{rate}`, `{money}`… replaced by inventions."""
        if "{" not in text:
            return text
        draw, printing = self.draw, self.printing
        day = self.invoice.dates["issue_date"]
        return text.format(
            days=self.invoice.payment_days or 30,
            rate=draw.pick(["10", "12", "1,5", "4,92", "8,05", "11,37"]),
            town=self.invoice.supplier.registry,
            company=draw.pick(load_words("names")["invented"]) + " Assurances",
            number=draw.digits(draw.randint(6, 11)),
            coef=f"1,0{draw.digits(3)}",
            money=self.money_text(Decimal(draw.randint(15, 30000))),
            date=printing.day(day.replace(day=draw.randint(1, 28), month=draw.randint(1, 12))),
            date2=printing.day(day.replace(year=day.year + 1)),
            mask=draw.pick(
                ["FR76 **** **** 1234", "****4821", "FR** **** **** **** **12 345", "n° XXXXXX7654"]
            ),
            holder=self.invoice.supplier.name,
            n=draw.randint(1, 18),
        )

    # -- values ----------------------------------------------------------------------------------
    def money_text(self, value: Decimal) -> str:
        """An amount as printed in the totals."""
        return self.printing.number(value) + self.printing.symbol

    def money(self, value: Decimal, *keys: str, line: bool = False) -> Pieces:
        """A marked amount, with its symbol (itself marked as the currency)."""
        symbol = self.printing.line_symbol if line else self.printing.symbol
        amount = tag(self.printing.number(value), *keys, value=f"{value:.2f}")
        if not symbol:
            return (amount,)
        bare = symbol.strip(" \u00a0")
        gap = symbol[: len(symbol) - len(bare)].replace(" ", "\u00a0")
        mark = tag(bare, "currency", value="EUR") if bare != "E" else bare
        return (mark, gap or " ", amount) if self.printing.before else (amount, gap, mark)

    def day(self, day: date, *keys: str, pattern: str = "") -> Pieces:
        """A marked date."""
        return (
            Tag(
                format_day(day, pattern or self.printing.day_pattern),
                tuple((key, day.isoformat()) for key in keys),
            ),
        )

    def number(self, concept: str, *keys: str) -> Pieces:
        """A marked reference number of the invoice, under its own name unless `keys` are given."""
        self.printed.add(concept)
        if concept == "invoice_number" and self.invoice.title_concept in NUMBER_CONCEPTS:
            return (self.invoice.numbers[concept],)
        return (tag(self.invoice.numbers[concept], *(keys or (concept,))),)
