"""The table of invoice lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from training_data.blocks.item_cells import draw_columns
from training_data.blocks.items import item_columns, item_rows
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import Cells, Head, Node, Span, Table, TableLook, Text, stack, text
from training_data.flow.page import Page
from training_data.pieces import Pieces, Tag, plain_text
from training_data.tables import Column, Row

_LONG_HEADER = 9
_DETAILS = (
    "Fourniture et mise en œuvre comprises",
    "Garantie légale de conformité : 2 ans",
    "Conditionnement : carton",
    "Site principal, bâtiment B",
    "Selon bordereau des prix unitaires",
    "Origine : Union européenne",
    "Intervention en heures ouvrées",
    "Lot n° 2 – tranche ferme",
)


def lines_table(
    page: Page,
    *,
    columns: list[str] | None = None,
    look: TableLook | None = None,
    scale: float = 0.0,
    filler: bool = False,
) -> Node:
    """The lines over the full width.

    Args:
        page: the document.
        columns: their keys; drawn when None.
        look: drawn when None.
        scale: type size; by the number of columns when 0.
        filler: an empty row holds the table open towards the foot of the page.
    """
    sheet = page.sheet
    keys = columns or draw_columns(sheet)
    heads, rows = item_columns(sheet, keys), item_rows(sheet, keys)
    return table_of(page, heads, rows, look=look, scale=scale, filler=filler)


def table_of(
    page: Page,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    look: TableLook | None = None,
    scale: float = 0.0,
    filler: bool = False,
) -> Node:
    """A table of the facts' columns and rows, in a look of its own."""
    draw = page.draw
    look = look or draw_table_look(draw)
    scale = scale or _scale_for(len(columns)) * draw.pick([1.0, 1.0, 0.92])
    broken = draw.chance(0.7)  # long headers on two lines
    small, bold = draw.pick([0.85, 0.95, 1.0]), draw.chance(0.7)
    centred = draw.chance(0.25)
    upper = draw.chance(0.12)
    widest = max(range(len(columns)), key=lambda place: columns[place].share)
    heads = []
    for place, column in enumerate(columns):
        words = plain_text((column.header,) if isinstance(column.header, str) else column.header)
        words = words.upper() if upper else words
        if broken and len(words) > _LONG_HEADER and column.align != "left":
            words = _halves(words)
        align = "centre" if centred else column.align
        head = text(words, bold=bold, scale=small, align=align)
        heads.append(Head(head, column.align, 1.0 if place == widest else 0.0))
    detailed = draw.pick(["beside", "below", "below"])
    body = [_cells(page, row, detailed=detailed, extra=draw.chance(0.06)) for row in rows]
    if filler and len(rows) < 12:
        body.append(Cells((None,) * len(columns), height=draw.uniform(40, 330 - 18 * len(rows))))
    return Table(tuple(heads), tuple(body), look, scale)


def _scale_for(columns: int) -> float:
    return 1.0 if columns < 6 else 0.92 if columns < 8 else 0.84


def _halves(words: str) -> str:
    """The header on two lines, broken at the space nearest its middle."""
    spaces = [place for place, letter in enumerate(words) if letter == " "]
    if not spaces:
        return words
    at = min(spaces, key=lambda place: abs(place - len(words) / 2))
    return words[:at] + "\n" + words[at + 1 :]


def _cells(page: Page, row: Row, *, detailed: str, extra: bool) -> Cells:
    strong = row.bold is not None
    if row.title:
        return Cells((text(row.cells[0], bold=strong),), over=True)
    nodes: list[Node | None] = []
    for pieces in row.cells:
        nodes.append(_cell(page, pieces, strong=strong, detailed=detailed, extra=extra))
        extra = extra and not _has_description(pieces)
    return Cells(tuple(nodes))


def _has_description(pieces: Pieces) -> bool:
    return any(isinstance(p, Tag) and p.breakable for p in pieces)


def _cell(page: Page, pieces: Pieces, *, strong: bool, detailed: str, extra: bool) -> Node | None:
    if not pieces:
        return None
    if _has_description(pieces) and not strong:
        lead, rest = pieces[:1], pieces[1:]
        below: list[Text] = []
        if rest and detailed == "below":
            below.append(text(rest, scale=0.88, tone="muted"))
            rest = ()
        if extra:
            below.append(text(page.draw.pick(_DETAILS), scale=0.88, italic=page.draw.chance(0.4)))
        first = text(Span((*lead, *rest), page.look.value_bold))
        return stack(first, *below, gap=0) if below else first
    return text(pieces, bold=strong)


def plain_look(page: Page) -> TableLook:
    """A table without lines between columns, as word processors and the web have."""
    return replace(draw_table_look(page.draw, ruled=False), zebra="")
