"""Payment, VAT mentions, notes, boilerplate."""

from __future__ import annotations

from training_data.blocks.payment_facts import bank_entries, payment_parts, rib_entries
from training_data.blocks.remarks import note_words, regime_words, terms_articles
from training_data.canvas import Canvas, Drawable
from training_data.pieces import Pieces
from training_data.presentation import present
from training_data.sheet import Entry, Sheet


def rib_block(sheet: Sheet) -> Drawable:
    """A RIB table: bank, branch, account, key; then IBAN and BIC."""
    table = present(
        sheet,
        rib_entries(sheet),
        sheet.draw.pick(["header_row", "header_row", "inline"]),
        scale=0.85,
    )
    rest = present(
        sheet, bank_entries(sheet), sheet.draw.pick(["lines", "inline", "aligned"]), scale=0.9
    )

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return rest(canvas, x, table(canvas, x, y, min(width, 300)) + 4, width)

    return render


class _DrawnPayment:
    """Lays out the payment's parts on a canvas."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def sentence(self, pieces: Pieces, *, bold: bool = False) -> Drawable:
        return paragraph(self._sheet, pieces, bold=bold)

    def entries(self, entries: list[Entry], form: str) -> Drawable:
        return present(self._sheet, entries, form)

    def rib(self) -> Drawable:
        return rib_block(self._sheet)


def payment_block(sheet: Sheet) -> Drawable:
    """How and by when to pay: entries, a sentence, or both; nothing at times."""
    heading, parts = payment_parts(sheet, _DrawnPayment(sheet))
    framed = sheet.draw.chance(0.15)

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        pad = 5 if framed else 0
        top = y
        y += pad
        if heading:
            y = (
                canvas.text(x + pad, y, heading, sheet.face(1.05, bold=True, colour=sheet.accent))
                + 2
            )
        for part in parts:
            y = part(canvas, x + pad, y, width - 2 * pad) + 2
        if framed and parts:
            canvas.rectangle(x, top, x + width, y + pad, stroke=(0, 0, 0))
        return y + pad

    return render


def paragraph(
    sheet: Sheet, pieces: Pieces, *, scale: float = 1.0, bold: bool = False, italic: bool = False
) -> Drawable:
    """Plain running text."""

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        return canvas.paragraph(x, y, width, pieces, sheet.face(scale, bold=bold, italic=italic))

    return render


def regime_block(sheet: Sheet) -> Drawable:
    """The VAT regime's sentence, where the document has one."""
    draw = sheet.draw
    pieces = regime_words(sheet)
    if not pieces:
        return lambda canvas, x, y, width: y
    return paragraph(
        sheet,
        pieces,
        scale=draw.pick([0.8, 1.0, 1.0]),
        italic=draw.chance(0.3),
        bold=draw.chance(0.1),
    )


def notes_block(sheet: Sheet, least: int = 0, most: int = 3) -> Drawable:
    """Boilerplate, with figures and dates that mean nothing."""
    notes = note_words(sheet, least, most)
    scale = sheet.draw.pick([0.65, 0.75, 0.85, 1.0])

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        for pieces in notes:
            y = canvas.paragraph(x, y, width, pieces, sheet.face(scale)) + 2
        return y

    return render


def sales_terms_page(sheet: Sheet) -> None:
    """A page of conditions in small type, in one or two columns."""
    draw, canvas = sheet.draw, sheet.canvas
    canvas.new_page()
    columns = draw.randint(1, 3)
    width = (sheet.inner_width - 12 * (columns - 1)) / columns
    y = (
        canvas.text(
            canvas.width / 2,
            sheet.margin,
            "CONDITIONS GÉNÉRALES DE VENTE",
            sheet.face(1.1, bold=True),
            align="centre",
        )
        + 6
    )
    for column in range(columns):
        at = y
        for text in terms_articles(sheet):
            at = (
                canvas.paragraph(
                    sheet.margin + column * (width + 12), at, width, (text,), sheet.face(0.72)
                )
                + 4
            )
            if at > canvas.height - 90:
                break
