"""Tables of lines with columns of their own, groups, and subtotals by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from training_data.blocks.item_cells import draw_cell, plain_number
from training_data.canvas import Align
from training_data.flow.look import draw_table_look
from training_data.flow.nodes import Cells, Head, Node, PageBreak, Span, Table, stack, text
from training_data.flow.page import Page
from training_data.flow.parts.supply_words import say
from training_data.invoice import Item
from training_data.pieces import Pieces

Maker = Callable[[int, Item], Pieces]


class Extra(NamedTuple):
    """A column that is nobody's field: its header, what stands in it, its alignment."""

    header: str
    make: Maker
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Lines:
    """What a table of lines is made of.

    Attributes:
        columns: keys in order: those of items, and of `extras`.
        extras: further columns by key.
        below: a text under the description, or None.
        group: the heading before a line, or nothing.
        page_rows: lines a page, each page with its subtotal; 0 for one table.
        headers: headers that the family prefers, by key.
    """

    columns: list[str]
    extras: Mapping[str, Extra] = field(default_factory=dict)
    below: Maker | None = None
    group: Callable[[int, Item], Pieces] | None = None
    page_rows: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)


_ALIGN: dict[str, Align] = {
    "description": "left",
    "reference": "left",
    "date": "left",
    "unit": "centre",
    "discount": "centre",
    "vat_rate": "centre",
}
_CONCEPTS = {"discount": "discount_rate", "vat_rate": "line_vat"}


def _head(page: Page, lines: Lines, key: str, bold: bool, small: float) -> Head:
    extra = lines.extras.get(key)
    align = extra.align if extra else _ALIGN.get(key, "right")
    words = extra.header if extra else lines.headers.get(key) or say(page, _CONCEPTS.get(key, key))
    return Head(
        text(words, bold=bold, scale=small, align=align),
        align,
        1.0 if key == "description" else 0.0,
    )


def _cell(page: Page, lines: Lines, key: str, number: int, item: Item) -> Node:
    if key in lines.extras:
        return text(lines.extras[key].make(number, item), align=lines.extras[key].align)
    if key == "discount":
        return text(f"{plain_number(item.discount)} %" if item.discount else "")
    pieces = draw_cell(page.sheet, key, number, item, coded=False, quantity_places=None)
    if key != "description":
        return text(pieces)
    told = lines.below(number, item) if lines.below else ()
    first = text(Span(pieces[:1], page.look.value_bold), Span(pieces[1:]))
    return stack(first, text(told, scale=0.85, tone="muted"), gap=0) if told else first


def goods(page: Page, lines: Lines) -> Node:
    """The lines as one table, or as one a page with a subtotal that the next page carries on."""
    sheet, draw = page.sheet, page.draw
    keys = [key for key in lines.columns if key != "discount"]
    if any(item.discount for item in sheet.invoice.items):
        keys.insert(keys.index("net_amount"), "discount")
    bold, small = draw.chance(0.75), draw.pick([0.82, 0.92, 1.0])
    heads = tuple(_head(page, lines, key, bold, small) for key in keys)
    look = draw_table_look(draw)
    scale = 0.95 if len(keys) < 6 else 0.86 if len(keys) < 8 else 0.76
    items = sheet.invoice.items
    chunks = _chunks(len(items), lines.page_rows)
    parts: list[Node] = []
    at, running = 0, Decimal(0)
    carried, forward = draw.pick(
        [
            ("Report", "À reporter"),
            ("Report page précédente", "Total page à reporter"),
            ("Reprise", "Sous-total à reporter"),
            ("", "Sous-total page"),
        ]
    )
    for part, size in enumerate(chunks):
        rows: list[Cells] = []
        if part and carried:
            rows.append(_subtotal(page, keys, carried, running))
        page_sum = Decimal(0)
        for number in range(at, at + size):
            item = items[number]
            words = lines.group(number, item) if lines.group else ()
            if words:
                rows.append(Cells((text(words, bold=draw.chance(0.5), italic=True),), over=True))
            rows.append(Cells(tuple(_cell(page, lines, key, number, item) for key in keys)))
            page_sum += item.net
        at, running = at + size, running + page_sum
        last = part == len(chunks) - 1
        if not last:
            rows.append(_subtotal(page, keys, forward, running if carried else page_sum))
        parts.append(Table(heads, tuple(rows), look, scale))
        parts += [] if last else [PageBreak()]
    return stack(*parts, gap=0) if len(parts) > 1 else parts[0]


def _chunks(count: int, page_rows: int) -> list[int]:
    """How many lines each page has: fewer on the first.

    >>> _chunks(30, 16), _chunks(9, 0)
    ([9, 16, 5], [9])
    """
    first = max(page_rows - 7, 4)
    if not page_rows or count <= first + 3:
        return [count]
    rest = count - first
    full, last = divmod(rest, page_rows)
    return [first, *[page_rows] * full, *([last] if last else [])]


def _subtotal(page: Page, keys: list[str], words: str, value: Decimal) -> Cells:
    amount = page.sheet.money(value, line=True)
    cells: list[Node | None] = [None] * len(keys)
    cells[keys.index("description")] = text(words, bold=True, italic=True)
    cells[keys.index("net_amount")] = text(amount, bold=True)
    return Cells(tuple(cells), strong=True)
