"""The supplier's letterhead and its logo."""

from __future__ import annotations

import pymupdf

from training_data.blocks.addresses import supplier_block
from training_data.blocks.identity import address_lines, contact_lines, supplier_ids, supplier_name
from training_data.canvas import Canvas, Drawable, Mark
from training_data.entry_cells import labelled
from training_data.lexicon import load_words
from training_data.pieces import Pieces, lowers, plain_text
from training_data.sheet import Sheet


def letterhead_lines(
    sheet: Sheet, *, logo: bool, ids: bool, compact: bool = False
) -> list[tuple[Pieces, float, bool]]:
    """The lines of a letterhead, each with its relative type size and whether it is bold.

    Args:
        sheet: the document.
        logo: a logo stands above, so that the name may be missing.
        ids: with SIRET and its like.
        compact: address and contacts on one line rather than a stack.
    """
    draw, supplier = sheet.draw, sheet.invoice.supplier
    lines: list[tuple[Pieces, float, bool]] = []
    if not (logo and sheet.habits.drawn_name) and (draw.chance(0.9) or not logo):
        name = supplier_name(sheet, trade=sheet.habits.trade_head)
        lines.append((name, draw.pick([1.0, 1.15, 1.4, 1.7]), draw.chance(0.8)))
    if supplier.kind == "sole_trader" and draw.chance(0.4):
        lines.append(((draw.pick(load_words("asides")["professions"]),), 1.0, False))
    if supplier.kind == "sole_trader" and draw.chance(0.6):
        lines.append(((supplier.legal_form,), 1.0, False))
    elif draw.chance(0.15):
        lines.append(
            (
                (
                    draw.pick(
                        [
                            "Depuis 1987 à votre service",
                            "Étude – Conseil – Réalisation",
                            "Agence Sud-Ouest",
                            "Votre partenaire local",
                            "Service facturation",
                            "Service comptabilité clients",
                        ]
                    ),
                ),
                0.9,
                False,
            )
        )
    body = address_lines(sheet, supplier, country=draw.chance(0.12)) + contact_lines(sheet)
    if compact:
        glue = draw.pick([" - ", " – ", " • ", ", "])
        flat: list[str | object] = []
        for place, line in enumerate(body):
            flat += ([glue] if place else []) + list(line)
        body = [tuple(flat)]  # type: ignore[arg-type]
    lines += [(line, 1.0, False) for line in body]
    if ids:
        sheet.printed.add("supplier_ids")
        lines += [
            (labelled(sheet, entry), draw.pick([1.0, 0.85]), False) for entry in supplier_ids(sheet)
        ]
    return lines


def letterhead(
    sheet: Sheet,
    *,
    logo: bool | None = None,
    ids: bool | None = None,
    align: str = "left",
    compact: bool = False,
) -> Drawable:
    """The supplier's name, address, contacts and perhaps identifiers.

    Args:
        sheet: the document.
        logo: draw an invented logo; drawn by chance when None.
        ids: with SIRET and its like; by chance when None.
        align: `left`, `right` or `centre`.
        compact: one or two lines rather than a stack.
    """
    draw = sheet.draw
    if sheet.habits.terse_parties and align == "left" and not compact and draw.chance(0.6):
        return supplier_block(sheet)
    logo = draw.chance(0.35) if logo is None else logo
    logo = logo or sheet.habits.drawn_name
    ids = draw.chance(0.45) if ids is None else ids
    lines = letterhead_lines(sheet, logo=logo, ids=ids, compact=compact)
    if sheet.habits.quiet_head:
        lines = [(lowers(pieces), 0.75, False) for pieces, _, _ in lines]
    on_one_line = draw.chance(0.05) and not logo
    colour = sheet.accent if draw.chance(0.4) else (0.0, 0.0, 0.0)
    mark = logo_mark(sheet) if logo else None

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        if mark:
            at = (
                x
                if align == "left"
                else x + width - 150
                if align == "right"
                else x + width / 2 - 75
            )
            y = mark(canvas, at, y, width if align == "left" else 150) + 4
        for place, (pieces, scale, bold) in enumerate(lines):
            if on_one_line and place == 0:
                y = _name_and_address(sheet, canvas, x, y, width, pieces)
                continue
            face = sheet.face(scale, bold=bold, colour=colour if place == 0 else (0.0, 0.0, 0.0))
            y = canvas.paragraph(x, y, width, pieces, face, align=align)  # type: ignore[arg-type]
        return y

    return as_picture(render) if draw.chance(0.06) else render


def _name_and_address(
    sheet: Sheet, canvas: Canvas, x: float, y: float, width: float, name: Pieces
) -> float:
    """The name in large type, and on the same line its address in small type."""
    supplier = sheet.invoice.supplier
    large, small = sheet.face(1.4, bold=True), sheet.face(0.75)
    address = f"{supplier.street} - {supplier.postal_town}"
    cut = min(large.width(plain_text(name)) + 6, width * 0.6)
    canvas.text(x + cut, y + large.size * 0.92 - small.size * 0.92, address, small, fit=width - cut)
    return canvas.text(x, y, name, large, fit=cut - 6)


def picture_of(block: Drawable, width: float) -> tuple[bytes, float, list[Mark]]:
    """The block as a PNG, its height in points, and its marks relative to its top left corner.

    Args:
        block: what to draw.
        width: of the picture, points.
    """
    apart = Canvas(width, 400)
    height = min(block(apart, 0, 0, width), 400)
    marks = list(apart.marks)
    with pymupdf.open(stream=apart.finish()) as pdf:
        clip = pymupdf.Rect(0, 0, width, height)
        return pdf[0].get_pixmap(dpi=150, clip=clip).tobytes("png"), height, marks


def as_picture(block: Drawable) -> Drawable:
    """The block as an image, as scanned letterheads are; its marks stay."""

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        png, height, marks = picture_of(block, width)
        canvas.image(x, y, x + width, y + height, png)
        canvas.adopt(marks, x, y)
        return y + height

    return render


def logo_mark(sheet: Sheet) -> Drawable:
    """An abstract logo, with the trade name in it or beside it at times."""
    draw = sheet.draw
    shape = draw.pick(["disc", "bars", "square", "word", "rings"])
    drawn = sheet.habits.drawn_name
    named = draw.chance(0.6) or shape == "word" or drawn
    word = supplier_name(sheet, trade=True) if named else ()
    pictured = bool(word) and (draw.chance(0.15) or drawn)
    colours = [sheet.accent, sheet.soft, (draw.random(), draw.random(), draw.random())]
    heights = [draw.uniform(8, 26) for _ in range(4)]

    def render(canvas: Canvas, x: float, y: float, width: float) -> float:
        if shape == "disc":
            canvas.rectangle(x, y, x + 30, y + 30, fill=colours[0], radius=15)
        elif shape == "rings":
            canvas.rectangle(x, y, x + 30, y + 30, stroke=colours[0], width=3, radius=15)
            canvas.rectangle(x + 16, y, x + 46, y + 30, stroke=colours[2], width=3, radius=15)
        elif shape == "bars":
            for place, height in enumerate(heights):
                canvas.rectangle(
                    x + place * 9,
                    y + 30 - height,
                    x + place * 9 + 7,
                    y + 30,
                    fill=colours[place % 3],
                )
        elif shape == "square":
            canvas.rectangle(x, y, x + 30, y + 30, fill=colours[0])
            canvas.rectangle(x + 8, y + 8, x + 22, y + 22, fill=(1, 1, 1))
        if word:
            face = sheet.face(1.6, bold=True, colour=colours[0])
            at = x + (0 if shape == "word" else 50 if shape == "rings" else 38)
            beside = shape == "word" or face.width(sheet.invoice.supplier.trade_name) < width - 52
            canvas.text(
                at if beside else x,
                y + (6 if beside else 32),
                word,
                face,
                fit=width - (0 if shape == "word" or not beside else 50),
            )
            if not beside:
                return y + 34 + face.size * 1.2
        return y + 32

    return as_picture(render) if pictured else render
