"""The title, at times with number and date, and the place with its date."""

from __future__ import annotations

from typing import NamedTuple

from training_data.canvas import Align, Canvas, Drawable
from training_data.pieces import Pieces, capitals, tag
from training_data.sheet import NUMBER_CONCEPTS, Sheet

# What is numbered beside the invoice itself.
_OTHER_NUMBERS = (
    "Note d'honoraires n° ",
    "Situation n° ",
    "SITUATION DE TRAVAUX N° ",
    "Acompte n° ",
    "Échéance n° ",
    "Mission n° ",
)


def number_concept(sheet: Sheet) -> str:
    """The wording concept of the document's own number."""
    if sheet.invoice.document_type == "credit_note":
        return "credit_note_number"
    return NUMBER_CONCEPTS.get(sheet.invoice.title_concept, "invoice_number")


class TitleWords(NamedTuple):
    """The words of a title: its form, its line, and a smaller second line that may be empty."""

    form: str
    pieces: Pieces
    second: Pieces


def title_words(sheet: Sheet) -> TitleWords:
    """The title's words, at times with the number and the date in them."""
    draw, invoice = sheet.draw, sheet.invoice
    word = sheet.label(invoice.title_concept)
    kind = tag(word, "document_type", value=invoice.document_type)
    n = draw.pick(
        [
            " n° ",
            " N° ",
            " n°",
            " N°",
            " ",
            " n° : ",
            " : ",
            " no ",
            " Nº ",
            " numéro ",
            " N° : ",
            " # ",
            " #",
            " – ",
        ]
    )
    number: Pieces = sheet.number("invoice_number")
    day = sheet.day(invoice.dates["issue_date"], "issue_date")
    form = draw.weigh(
        {
            "word": 44,
            "number": 26,
            "number_date": 14,
            "date": 6,
            "two_lines": 8,
            "sentence": 3,
            "banner": 3,
        }
    )
    pieces: Pieces = (kind,)
    second: Pieces = ()
    if form == "number":
        pieces = (kind, n, *number)
    elif form == "number_date":
        pieces = (
            kind,
            n,
            *number,
            draw.pick([" du ", " DU ", " en date du ", " - ", " du : ", " le "]),
            *day,
        )
    elif form == "banner":
        gap = draw.pick(["   ", " - ", " / ", "     ", " | "])
        pieces = (kind, gap, *number, gap, *day)
    elif form == "date":
        pieces = (kind, " du ", *day)
    elif form == "two_lines":
        n = "" if draw.chance(0.35) else n
        pieces, second = (kind,), (n.strip() + " " if n.strip() not in (":", "") else "", *number)
    elif form == "sentence":
        pieces = (
            kind,
            draw.pick([" portant le numéro ", " référencée ", " n° "]),
            *number,
            draw.pick([" établie le ", " émise le ", " datée du "]),
            *day,
        )
    if form in ("word", "date"):
        sheet.printed.discard("invoice_number")
    elif form == "number" and draw.chance(0.05):
        pieces = (*pieces, draw.pick([" DUPLICATA", " (duplicata)", " - COPIE", " ORIGINAL"]))
    if form in ("number_date", "date", "sentence", "banner"):
        sheet.printed.add("issue_date")
    if form in ("word", "date") and "situation_number" in invoice.numbers and draw.chance(0.3):
        situation = invoice.numbers["situation_number"]
        pieces = (pieces[0], draw.pick([" N° ", " n° "]), situation, *pieces[1:])
        form = "situation"
    elif form == "word" and invoice.document_type == "invoice" and draw.chance(0.035):
        second = (draw.pick(_OTHER_NUMBERS) + str(draw.randint(1, 14)),)
        form = "situation"
    if draw.chance(0.15):
        pieces = capitals(pieces)
    if draw.chance(0.04) and form == "word":
        pieces = (tag(" ".join(word.upper()), "document_type", value=invoice.document_type),)
    return TitleWords(form, pieces, second)


def title(
    sheet: Sheet, *, scale: float = 0.0, align: Align = "left", colour: bool | None = None
) -> Drawable:
    """The title, at times with the number and the date in it."""
    draw = sheet.draw
    form, pieces, second = title_words(sheet)
    scale = scale or draw.pick([1.1, 1.3, 1.5, 1.8, 2.2, 2.8])
    colour = draw.chance(0.4) if colour is None else colour
    spacing = draw.pick([0, 0, 0, 0, 1.2, 3]) if form == "word" else 0
    face = sheet.face(
        scale, bold=draw.chance(0.75), colour=sheet.accent if colour else (0, 0, 0), spacing=spacing
    )
    frame = draw.weigh({"none": 78, "line": 9, "grey": 9, "dark": 4})
    if frame == "dark":
        face = face._replace(colour=(1, 1, 1))
    below_face = sheet.face(1.1, colour=face.colour if frame == "dark" else (0, 0, 0))

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        at = x if align == "left" else x + width if align == "right" else x + width / 2

        def words(c: Canvas, a: float, b: float, w: float) -> float:
            below = c.paragraph(a, b, w, pieces, face, align=align)
            if second:
                below = c.text(at, below, second, below_face, align=align, fit=w)
            return below

        if frame != "none":
            bottom = y + canvas.measure(words, width) + 3
            fill = {"grey": sheet.soft, "dark": sheet.accent}.get(frame)
            stroke = (0.0, 0.0, 0.0) if frame == "line" else None
            canvas.rectangle(x - 4, y - 3, x + width + 2, bottom, fill=fill, stroke=stroke)
        return words(canvas, x, y, width) + 2

    return render


def dated_place_words(sheet: Sheet) -> Pieces:
    """Town and date: `Ville, le 12 mars 2025`."""
    draw, invoice = sheet.draw, sheet.invoice
    sheet.printed.add("issue_date")
    town = invoice.supplier.town.title() if draw.chance(0.7) else invoice.supplier.town
    return (
        draw.pick([f"{town}, le ", f"À {town}, le ", f"Fait à {town}, le ", f"{town} le ", "Le "]),
        *sheet.day(
            invoice.dates["issue_date"], "issue_date", pattern="long" if draw.chance(0.6) else ""
        ),
    )


def dated_place(sheet: Sheet) -> Drawable:
    """Town and date, to the left or to the right."""
    pieces = dated_place_words(sheet)
    align: Align = sheet.draw.pick(["left", "right", "right"])

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return canvas.paragraph(x, y, width, pieces, sheet.face(), align=align)

    return render
