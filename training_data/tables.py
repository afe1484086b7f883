"""Tables that may run over several pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from training_data.canvas import Align, Canvas, Colour, Face
from training_data.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Column:
    """A column: header, share of the width, alignment."""

    header: Pieces | str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How a table looks.

    Attributes:
        borders: `none`, `rows`, `columns`, `all`, `frame`, `header`.
        header_fill: behind the header, if any.
        header_face: of the header.
        body_face: of the rows.
        zebra: behind every other row, if any.
        padding: within cells, points.
        gap: between rows, points.
        header_align: how headers stand; None for as their column.
    """

    borders: str
    header_fill: Colour | None
    header_face: Face
    body_face: Face
    zebra: Colour | None = None
    padding: float = 3.0
    gap: float = 2.0
    header_align: Align | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, one for each column; a `title` row has one cell over all of them."""

    cells: tuple[Pieces, ...]
    title: bool = False
    bold: Face | None = None


def draw_table(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    columns: Sequence[Column],
    rows: Sequence[Row],
    style: TableStyle,
    *,
    bottom: float = 0.0,
    turn_page: Callable[[int], float] | None = None,
    fill_to: float = 0.0,
) -> float:
    """Draw a table and return the y below.

    Args:
        canvas: where.
        x: left edge, points.
        y: top, points.
        width: points.
        columns: their shares sum to about 1.
        rows: in order.
        style: how it looks.
        bottom: y below which a page is turned; 0 for never.
        turn_page: turns the page after that many rows and returns the y to go on at.
        fill_to: draw the frame down to this y even if the rows end before; 0 for no.
    """
    total = sum(column.share for column in columns)
    edges = [x]
    for column in columns:
        edges.append(edges[-1] + width * column.share / total)

    def cell(index: int, top: float, pieces: Pieces | str, face: Face, align: Align) -> float:
        left, right = edges[index] + style.padding, edges[index + 1] - style.padding
        if align == "left":
            return canvas.paragraph(left, top, right - left, pieces, face)
        at = right if align == "right" else (left + right) / 2
        return canvas.text(at, top, pieces, face, align=align, fit=right - left)

    def header(top: float) -> float:
        if not any(column.header for column in columns):
            return top
        face = style.header_face
        height = face.size * 1.22 + 2 * style.padding
        if style.header_fill:
            canvas.rectangle(x, top, x + width, top + height, fill=style.header_fill)
        for index, column in enumerate(columns):
            left, right = edges[index] + style.padding, edges[index + 1] - style.padding
            align = style.header_align or column.align
            at = left if align == "left" else right if align == "right" else (left + right) / 2
            canvas.text(at, top + style.padding, column.header, face, align=align, fit=right - left)
        if style.borders in ("all", "frame", "columns"):
            canvas.rectangle(x, top, x + width, top + height, stroke=(0, 0, 0), width=0.6)
        elif style.borders in ("rows", "header"):
            canvas.line(x, top + height, x + width, top + height, width=0.8)
        return top + height

    def close(top: float, end: float) -> None:
        if style.borders in ("all", "columns", "frame"):
            canvas.rectangle(x, top, x + width, end, stroke=(0, 0, 0), width=0.6)
        if style.borders in ("all", "columns"):
            for edge in edges[1:-1]:
                canvas.line(edge, top, edge, end, width=0.4)

    top = y
    y = header(y)
    for number, row in enumerate(rows):
        if bottom and turn_page and y + style.body_face.size * 2.6 > bottom:
            close(top, y)
            y = top = turn_page(number)
            y = header(y)
        face = row.bold or style.body_face
        if style.zebra and number % 2:
            canvas.rectangle(
                x, y, x + width, y + face.size * 1.22 + style.gap + 1, fill=style.zebra
            )
        start, below = y + style.gap / 2 + 0.5, y
        if row.title:
            below = canvas.paragraph(
                x + style.padding, start, width - 2 * style.padding, row.cells[0], face
            )
        else:
            for index, pieces in enumerate(row.cells):
                below = max(below, cell(index, start, pieces, face, columns[index].align))
        y = below + style.gap
        if style.borders in ("all", "rows"):
            canvas.line(x, y, x + width, y, width=0.4, colour=(0.5, 0.5, 0.5))
    if fill_to > y:
        y = fill_to
    close(top, y)
    if style.borders == "header":
        canvas.line(x, y, x + width, y, width=0.8)
    return y
