"""The legal footer of every page."""

from __future__ import annotations

from training_data.blocks.identity import contact_lines, supplier_ids, supplier_name
from training_data.blocks.remarks import regime_clause
from training_data.canvas import Align, Canvas
from training_data.entry_cells import labelled
from training_data.pieces import Pieces, Tag
from training_data.sheet import Sheet

PAGE_NUMBERS = {
    "Page {n}/{c}": 4.0,
    "{n}/{c}": 3.0,
    "Page {n} sur {c}": 2.0,
    "Page {n}": 2.0,
    "": 5.0,
    "Page : {n} / {c}": 1.0,
}


def footer_parts(sheet: Sheet, *, force: bool = False) -> list[Pieces]:
    """What a legal footer says, in order; nothing at times.

    Args:
        sheet: the document.
        force: with the identifiers even if they stand elsewhere.
    """
    draw, supplier = sheet.draw, sheet.invoice.supplier
    with_ids = force or draw.chance(0.6 if "supplier_ids" in sheet.printed else 0.95)
    parts: list[Pieces] = []
    apart = sheet.habits.trade_head or sheet.habits.drawn_name
    if draw.chance(0.95 if apart else 0.75):
        parts.append(supplier_name(sheet))
        if supplier.kind == "company" and draw.chance(0.6 if sheet.habits.drawn_name else 0.18):
            parts[-1] = (*parts[-1], *_legal_form(sheet))
    if draw.chance(0.5):
        parts.append((f"{supplier.street} {supplier.postal_town}",))
    if draw.chance(0.3):
        parts += contact_lines(sheet)[:2]
    if with_ids:
        sheet.printed.add("supplier_ids")
        parts += [labelled(sheet, entry) for entry in supplier_ids(sheet)]
    if parts and draw.chance(0.1) and (taxed := regime_clause(sheet)):
        parts.append(taxed)
    return parts


def _legal_form(sheet: Sheet) -> Pieces:
    """What follows a company's name in a sentence: its form and its capital."""
    supplier, draw = sheet.invoice.supplier, sheet.draw
    form = draw.pick([supplier.legal_form, "SA", "S.A.S.", "société anonyme", "SARL"])
    if supplier.legal_form.casefold() in supplier.name.casefold():
        form = ""
    capital = f"{supplier.capital:,}".replace(",", draw.pick([" ", ".", "\u00a0"]))
    money = capital + draw.pick([" €", " euros", "€", " EUR"])
    return (f"{' ' if form else ''}{form} au capital de {money}",)


def legal_footer(sheet: Sheet, *, force: bool = False) -> None:
    """A footer on each page with the legal identifiers, or a part of them, and the page number."""
    draw = sheet.draw
    parts = footer_parts(sheet, force=force)
    glue = draw.pick([" - ", " – ", " | ", " • ", "   ", ", ", " · "])
    scale = draw.pick([0.6, 0.7, 0.8, 0.9])
    aligns: dict[Align, float] = {"centre": 6, "left": 2, "right": 0.5}
    align = draw.weigh(aligns)
    colour = draw.pick([(0.0, 0.0, 0.0), (0.4, 0.4, 0.4), sheet.accent])
    first_only, stacked = draw.chance(0.1), draw.chance(0.15)
    rule = draw.chance(0.3)
    page_style = draw.weigh(PAGE_NUMBERS)

    def render(canvas: Canvas, number: int, count: int) -> None:
        flat: list[str | Tag] = []
        for place, part in enumerate(parts):
            flat += ([glue] if place else []) + list(part)
        y = canvas.height - footer_height(sheet) + 6
        face = sheet.face(scale, colour=colour)
        if rule:
            canvas.line(
                sheet.margin,
                y - 3,
                canvas.width - sheet.margin,
                y - 3,
                width=0.5,
                colour=sheet.accent,
            )
        if not (first_only and number > 1):
            if stacked:
                for part in parts[:4]:
                    y = canvas.paragraph(
                        sheet.margin, y, sheet.inner_width, part, face, align=align
                    )
            else:
                y = canvas.paragraph(
                    sheet.margin, y, sheet.inner_width, tuple(flat), face, align=align
                )
        if page_style:
            canvas.text(
                canvas.width - sheet.margin,
                canvas.height - 16,
                page_style.format(n=number, c=count),
                sheet.face(0.8),
                align="right",
            )

    if parts:
        sheet.canvas.at_end(render)


def footer_height(sheet: Sheet) -> float:
    """Room that the footer needs, points."""
    return 22 + sheet.size * 4
