"""Bills made out at the counter of a shop, on a till or a small printer."""

from __future__ import annotations

from training_data.blocks.addresses import buyer_lines
from training_data.blocks.identity import supplier_name
from training_data.blocks.item_cells import draw_cell
from training_data.blocks.remarks import regime_words
from training_data.blocks.stated import (
    entries_of,
    identity_lines,
    kind_word,
    means_of,
    vat_lines,
    words_of,
)
from training_data.blocks.stated_sums import sums_of
from training_data.canvas import Align
from training_data.pieces import Pieces, plain_text
from training_data.sheet import Sheet

_KIND = "counter_bills"


class _Till:
    """A strip of paper that is written from top to bottom.

    Args:
        sheet: the document.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.canvas = sheet, sheet.canvas
        self.left = sheet.draw.uniform(18, 30)
        self.width = sheet.canvas.width - 2 * self.left
        self.y = sheet.draw.uniform(18, 34)
        self.rule = sheet.draw.pick(["-", "=", "*", "line", "line"])

    def _turn(self) -> None:
        if self.y > self.canvas.height - 30:
            self.canvas.new_page()
            self.y = 24.0

    def line(
        self, pieces: Pieces | str, *, align: Align = "left", bold: bool = False, scale: float = 1.0
    ) -> None:
        """A line of text, or several."""
        self._turn()
        face = self.sheet.face(scale, bold=bold)
        self.y = self.canvas.paragraph(self.left, self.y, self.width, pieces, face, align=align)

    def pair(self, label: Pieces | str, value: Pieces, *, bold: bool = False) -> None:
        """A label on the left, its value on the right."""
        self._turn()
        face = self.sheet.face(1.15 if bold else 1.0, bold=bold)
        room = self.width - face.width(plain_text(value)) - 6
        self.canvas.text(self.left, self.y, label, face, fit=room)
        right = self.left + self.width
        self.y = self.canvas.text(right, self.y, value, face, align="right")

    def part(self) -> None:
        """A rule across."""
        self._turn()
        if self.rule == "line":
            right = self.left + self.width
            self.canvas.line(self.left, self.y + 4, right, self.y + 4, dash="2 2")
            self.y += 8
            return
        face = self.sheet.face()
        count = int(self.width / face.width(self.rule))
        self.y = self.canvas.text(self.left, self.y, self.rule * count, face)


def draw_counter_bill(sheet: Sheet) -> None:
    """The shop, the number, the customer, the articles with their prices, the sums, thanks."""
    draw = sheet.draw
    till = _Till(sheet)
    _shop(till)
    till.part()
    blocks = [_numbers, _customer]
    if draw.chance(0.4):
        blocks.reverse()
    for block in blocks:
        block(till)
        if draw.chance(0.6):
            till.part()
        else:
            till.y += 6
    _articles(till)
    till.part()
    _sums(till)
    said = regime_words(sheet)
    if said:
        till.line(said, scale=0.9)
    for words in draw.some(words_of(_KIND)["thanks"], 1, 3):
        till.line(str(words), align="centre", scale=0.9)


def _shop(till: _Till) -> None:
    sheet, draw = till.sheet, till.sheet.draw
    supplier = sheet.invoice.supplier
    align: Align = draw.pick(["centre", "centre", "left"])
    till.line(supplier_name(sheet), align=align, bold=True, scale=1.35)
    till.line(supplier.street, align=align)
    till.line(supplier.postal_town, align=align)
    till.line(draw.pick(["Tél. ", "TEL : ", "Tel "]) + supplier.phone, align=align)
    for line in identity_lines(sheet, _KIND):
        till.line(line, align=align, scale=0.9)
    till.y += 4


def _numbers(till: _Till) -> None:
    sheet, draw = till.sheet, till.sheet.draw
    kind = kind_word(sheet, words_of(_KIND)["titles"])
    number = entries_of(sheet, _KIND, ["invoice_number", "issue_date"])
    if draw.chance(0.4):
        till.line((kind,), align=draw.pick(["centre", "left"]), bold=True, scale=1.2)
        for entry in number:
            till.line((f"{entry.label} : ", *entry.pieces))
    else:
        till.line(
            (kind, draw.pick([" N° ", " n° ", " #", " "]), *number[0].pieces), bold=True, scale=1.1
        )
        hour = f" {draw.randint(8, 19):02d}:{draw.randint(0, 59):02d}" if draw.chance(0.6) else ""
        till.line((draw.pick(["Le ", "Date : ", "du "]), *number[1].pieces, hour))
    slip = f"{draw.pick(['Caisse', 'CAISSE'])} {draw.randint(1, 6)}   "
    slip += f"{draw.pick(['Ticket', 'TICKET N°', 'Vte'])} {draw.digits(5)}"
    if draw.chance(0.6):
        till.line(f"{slip}   {draw.pick(['Vend.', 'Vendeur', 'Hôte'])} {draw.randint(1, 40)}")
    wanted = ["engagement_number", "service_code", "contract_number", "original_invoice_number"]
    wanted += draw.some(["customer_number", "due_date", "delivery_note"], 0, 1)
    for entry in entries_of(sheet, _KIND, wanted):
        till.line((f"{entry.label} : ", *entry.pieces))


def _customer(till: _Till) -> None:
    sheet, draw = till.sheet, till.sheet.draw
    lead = draw.pick(["Client", "CLIENT :", "Facturé à", "Nom :", "", "Client pro"])
    if lead:
        till.line(lead, bold=draw.chance(0.4))
    for line in buyer_lines(sheet, ids=False):
        till.line(line)
    if draw.chance(0.4):
        for entry in entries_of(sheet, _KIND, ["buyer_siret"]):
            till.line((f"{entry.label} ", *entry.pieces))


def _articles(till: _Till) -> None:
    """One line an article, or two: its name, then how many at what price."""
    sheet, draw = till.sheet, till.sheet.draw
    double = draw.chance(0.6)
    times = draw.pick([" x ", " X ", " * ", " à "])
    letters = draw.chance(0.4)
    for n, item in enumerate(sheet.invoice.items):

        def cell(key: str, n: int = n) -> Pieces:
            item = sheet.invoice.items[n]
            return draw_cell(sheet, key, n, item, coded=True, quantity_places=None)

        code = cell("vat_rate") if letters and not item.outside else ()
        value = (*cell("net_amount"), "  " if code else "", *code)
        if double:
            till.line(cell("description")[:1])
            till.pair(("   ", *cell("quantity"), times, *cell("unit_price")), value)
        else:
            till.pair((*cell("quantity"), " ", *cell("description")[:1]), value)
    if draw.chance(0.4):
        till.line(f"{draw.pick(['Nb articles', 'Nombre de lignes'])} : {len(sheet.invoice.items)}")


def _sums(till: _Till) -> None:
    sheet, draw = till.sheet, till.sheet.draw
    table = bool(sheet.invoice.totals.vat) and draw.chance(0.5)
    rows = sums_of(sheet, _KIND, per_rate=not table)
    if table and draw.chance(0.5):  # the sum with tax first, as tills do
        rows = [r for r in rows if r.concept == "gross"] + [r for r in rows if r.concept != "gross"]
    for row in rows:
        till.pair(row.label, row.value, bold=row.concept in ("gross", "due"))
    if table:
        till.y += 4
        face, right = sheet.face(0.92), till.left + till.width
        ends = (till.left + till.width * 0.34, till.left + till.width * 0.68, right)
        for end, words in zip(ends, ("Taux", "HT", "TVA"), strict=True):
            till.canvas.text(end, till.y, words, face, align="right")
        till.y += face.size * 1.22
        for line in vat_lines(sheet):
            for end, cell in zip(ends, (line.rate, line.base, line.amount), strict=True):
                till.canvas.text(end, till.y, cell, face, align="right")
            till.y += face.size * 1.22
    if means_of(sheet):
        lead = draw.pick(["Règlement : ", "Réglé par : ", "Paiement ", "Mode : "])
        till.line((lead, *means_of(sheet)))
    till.y += 6
