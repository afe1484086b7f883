"""Short mentions: the currency said once, stamps of payment."""

from __future__ import annotations

from training_data.canvas import Align, Canvas, Drawable
from training_data.pieces import Pieces, Tag, tag
from training_data.sheet import Sheet
from training_data.spelling import spell_euros


def currency_words(sheet: Sheet) -> Pieces:
    """A sentence that says the currency, most often where amounts have no symbol; or nothing."""
    draw = sheet.draw
    if not draw.chance(0.55 if not sheet.printing.symbol else 0.05):
        return ()
    euros = tag(draw.pick(["Euros", "euros", "Euros", "EUR", "€", "EUROS"]), "currency")
    euros = Tag(euros.text, (("currency", "EUR"),))
    return (
        draw.pick(
            [
                "Montants exprimés en ",
                "Montants en ",
                "Tous les montants sont en ",
                "Montant exprimé en ",
                "Prix en ",
                "Sommes exprimées en ",
            ]
        ),
        euros,
    )


def currency_note(sheet: Sheet) -> Drawable | None:
    """The sentence that says the currency, small; or None."""
    draw = sheet.draw
    pieces = currency_words(sheet)
    if not pieces:
        return None
    scale, right, italic = draw.pick([0.75, 0.85, 1.0]), draw.chance(0.6), draw.chance(0.3)

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        align: Align = "right" if right else "left"
        at = x + width if right else x
        return canvas.text(at, y, pieces, sheet.face(scale, italic=italic), align=align) + 1

    return render


def spelt_words(sheet: Sheet) -> Pieces:
    """`Arrêté la présente facture à la somme de…`, with the amount in digits at times; or nothing.

    Works, notes of fees and the self-employed have it more often than others.
    """
    draw, invoice, totals = sheet.draw, sheet.invoice, sheet.invoice.totals
    small = invoice.supplier.kind == "sole_trader"
    if invoice.document_type != "invoice" or not draw.chance(
        0.3 if invoice.works else 0.14 if small else 0.05
    ):
        return ()
    untaxed = not totals.vat
    due = untaxed or draw.chance(0.4)
    value = totals.due if due else totals.gross
    opening = draw.pick(
        [
            "Arrêté la présente facture à la somme de ",
            "Arrêtée la présente facture à la somme de ",
            "Arrêté le présent mémoire à la somme de ",
            "La présente facture est arrêtée à la somme de ",
            "Certifié sincère et véritable, arrêté à la somme de ",
        ]
    )
    words = spell_euros(value)
    words = words.upper() if draw.chance(0.2) else words.capitalize() if draw.chance(0.2) else words
    said = "" if untaxed else " net à payer" if due else " TTC"
    if not draw.chance(0.4):
        return (f"{opening}{words}{said}.",)
    key = "amount_due" if due else "total_gross"
    digits = sheet.money(value, key)
    if draw.chance(0.3):
        return (opening, *digits, said, f" ({words})")
    return (f"{opening}{words} (", *digits, f"){said}.")


def spelt_note(sheet: Sheet) -> Drawable | None:
    """The sum in words as a paragraph, or None."""
    pieces = spelt_words(sheet)
    if not pieces:
        return None
    face = sheet.face(bold=sheet.draw.chance(0.2), italic=sheet.draw.chance(0.3))

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return canvas.paragraph(x, y, width, pieces, face) + 2

    return render


def stamp_words(sheet: Sheet) -> str:
    """`ACQUITTÉE` and the like, with a date at times; of no field."""
    draw = sheet.draw
    words = draw.pick(["ACQUITTÉE", "ACQUITTEE", "FACTURE ACQUITTÉE", "PAYÉ", "PAYÉE", "RÉGLÉ"])
    if draw.chance(0.35):
        words += f" LE {sheet.printing.day(sheet.invoice.dates['print_date'])}"
    return words


def paid_stamp(sheet: Sheet) -> Drawable:
    """The stamp's words, in a frame at times."""
    draw = sheet.draw
    words = stamp_words(sheet)
    shift, framed = draw.uniform(0.0, 0.6), draw.chance(0.7)
    colour = draw.pick([(0.7, 0.1, 0.1), (0.1, 0.4, 0.2), (0.1, 0.2, 0.6), (0.3, 0.3, 0.3)])
    face = sheet.face(draw.pick([1.2, 1.6, 2.0]), bold=True, colour=colour)

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        left = x + shift * max(width - face.width(words) - 12, 0)
        below = canvas.text(left + 6, y + 4, words, face, fit=width - 12)
        if framed:
            right = min(left + face.width(words) + 12, x + width)
            canvas.rectangle(left, y, right, below + 3, stroke=colour, width=1.5)
        return below + 6

    return render
