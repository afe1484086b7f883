"""An invoice to a town, drawn: every name and number is invented, every check digit right."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pymupdf

PAGE = pymupdf.paper_rect("a4")
MARGIN_PT = 48.0
BLUE = (0.16, 0.29, 0.55)
BLACK = (0.0, 0.0, 0.0)
GREY = (0.4, 0.4, 0.4)

SUPPLIER = (
    "ATELIER DES TROIS RIVES SARL",
    "14 quai des Tanneurs",
    "64100 BAYONNE",
    "SIRET 904 127 354 00010",
    "TVA intracommunautaire FR77904127354",
)
BUYER = (
    "Mairie de Saint-Aubin-les-Vignes",
    "Service des finances",
    "1 place de la République",
    "64370 SAINT-AUBIN-LES-VIGNES",
    "SIRET 216 403 774 00013",
)
REFERENCES = (
    ("Facture n°", "FA-2025-0147"),
    ("Date de facture", "14/03/2025"),
    ("Date d'échéance", "13/04/2025"),
    ("N° d'engagement", "2025-BC-00318"),
    ("Code service", "FIN_COMPTA"),
)
PAYMENT = (
    "Règlement par virement à 30 jours",
    "IBAN FR76 1999 9045 1200 0381 7264 539",
)
FOOTER = (
    "Atelier des Trois Rives, SARL au capital de 12 000 €, RCS Bayonne 904 127 354. "
    "TVA acquittée sur les débits."
)


class Item(NamedTuple):
    """A line of the invoice, in euros before tax."""

    description: str
    quantity: int
    unit_price: Decimal

    @property
    def net(self) -> Decimal:
        """Quantity times price."""
        return self.quantity * self.unit_price


ITEMS = (
    Item("Panneaux d'affichage extérieur, acier laqué", 6, Decimal("184.50")),
    Item("Pose et scellement", 6, Decimal("62.00")),
    Item("Plans et déclaration de travaux", 1, Decimal("240.00")),
)
VAT_PERCENT = Decimal(20)


def draw_invoice() -> bytes:
    """The sample invoice as a PDF of one page with a text layer; the same bytes each time."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=PAGE.width, height=PAGE.height)
        pen = _Pen(page)
        _draw_head(pen)
        _draw_items(pen, top_pt=330)
        _draw_totals(pen, top_pt=470)
        for row, text in enumerate(PAYMENT):
            pen.write(MARGIN_PT, 600 + 15 * row, text)
        pen.write(MARGIN_PT, PAGE.height - 40, FOOTER, size_pt=7.5, colour=GREY)
        pen.finish()
        pdf.set_metadata({"title": "Facture FA-2025-0147", "producer": "", "creator": ""})
        pdf.subset_fonts()
        data: bytes = pdf.tobytes(garbage=4, deflate=True, no_new_id=True)
    return data


class _Pen:
    """Writes on one page, in Helvetica."""

    def __init__(self, page: pymupdf.Page) -> None:
        self._page = page
        self._fonts = {False: pymupdf.Font("helv"), True: pymupdf.Font("hebo")}
        self._writers: dict[tuple[float, float, float], pymupdf.TextWriter] = {}

    def write(
        self,
        x_pt: float,
        y_pt: float,
        text: str,
        *,
        size_pt: float = 10,
        bold: bool = False,
        right: bool = False,
        colour: tuple[float, float, float] = BLACK,
    ) -> None:
        """Put text with its base line at y, starting (or, with `right`, ending) at x."""
        font = self._fonts[bold]
        if right:
            x_pt -= font.text_length(text, fontsize=size_pt)
        writer = self._writers.setdefault(colour, pymupdf.TextWriter(self._page.rect))
        writer.append((x_pt, y_pt), text, font=font, fontsize=size_pt)

    def rule(self, y_pt: float) -> None:
        """A line across the page."""
        self._page.draw_line((MARGIN_PT, y_pt), (PAGE.width - MARGIN_PT, y_pt), color=GREY)

    def finish(self) -> None:
        """Put what was written on the page."""
        for colour, writer in self._writers.items():
            writer.write_text(self._page, color=colour)


def _draw_head(pen: _Pen) -> None:
    pen.write(MARGIN_PT, 70, SUPPLIER[0], size_pt=14, bold=True, colour=BLUE)
    for row, text in enumerate(SUPPLIER[1:]):
        pen.write(MARGIN_PT, 90 + 14 * row, text)
    pen.write(330, 150, "Facturé à", bold=True)
    for row, text in enumerate(BUYER):
        pen.write(330, 166 + 14 * row, text)
    pen.write(MARGIN_PT, 190, "FACTURE", size_pt=18, bold=True, colour=BLUE)
    for row, (label, value) in enumerate(REFERENCES):
        pen.write(MARGIN_PT, 215 + 15 * row, f"{label} :", colour=GREY)
        pen.write(MARGIN_PT + 110, 215 + 15 * row, value, bold=True)


def _draw_items(pen: _Pen, *, top_pt: float) -> None:
    columns = ((330.0, "Quantité"), (430.0, "Prix unitaire HT"), (547.0, "Montant HT"))
    pen.write(MARGIN_PT, top_pt, "Désignation", bold=True)
    for x_pt, title in columns:
        pen.write(x_pt, top_pt, title, bold=True, right=True)
    pen.rule(top_pt + 6)
    for row, item in enumerate(ITEMS, 1):
        y_pt = top_pt + 6 + 20 * row
        pen.write(MARGIN_PT, y_pt, item.description)
        pen.write(330, y_pt, str(item.quantity), right=True)
        pen.write(430, y_pt, _euros(item.unit_price), right=True)
        pen.write(547, y_pt, _euros(item.net), right=True)
    pen.rule(top_pt + 16 + 20 * len(ITEMS))


def _draw_totals(pen: _Pen, *, top_pt: float) -> None:
    net = sum((item.net for item in ITEMS), Decimal(0))
    vat = net * VAT_PERCENT / 100
    rows = (
        ("Total HT", net),
        ("TVA 20,00 %", vat),
        ("Total TTC", net + vat),
        ("Net à payer", net + vat),
    )
    for row, (label, value) in enumerate(rows):
        bold = row >= 2
        pen.write(400, top_pt + 18 * row, label, bold=bold)
        pen.write(547, top_pt + 18 * row, _euros(value), bold=bold, right=True)


def _euros(value: Decimal) -> str:
    return f"{value:,.2f} €".replace(",", " ").replace(".", ",")
