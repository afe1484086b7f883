"""Rows of cells as the eye sees them, and which of them are totals."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from extractor.decode.line_items.numbers import Cell, Number, read_cell
from extractor.decode.line_items.side_bars import split_side_bar
from extractor.document import LabelMention, Page, Word
from extractor.lexicon import tokenise

_SAME_ROW = 0.5
"""Cells of a row have centres at most this share of the lesser height apart."""
_SHELF = 0.02
"""Height of the shelves that cells are looked up in; no row is half as high."""
_COVERED = 0.6
"""A cell is a total's label if labels make up this share of its letters."""
_TOTALS = frozenset({"total_net", "total_vat", "total_gross", "amount_due", "vat_base"})
_GROUP_TOTALS = frozenset({"total", "totaux", "subtotal", "sous", "cumul"})
_COLUMN_NAMES = frozenset(
    {"article_code", "description", "line_amount", "period", "quantity", "unit_price"}
    | {"your_reference"}
)
_CARRIED = frozenset({"report", "reports", "reporter"})


class RowKind(Enum):
    """What a row may be, by its words alone."""

    PLAIN = auto()
    SUBTOTAL = auto()
    TOTAL = auto()


class Row(NamedTuple):
    """Cells that stand side by side, left to right.

    Attributes:
        page: page number from 1.
        cells: the cells.
        mentions: the labels within them.
        kind: whether it states a total.
        top: upper edge as a fraction of the page.
        bottom: lower edge.
        numbers: all numbers of the cells, left to right.
    """

    page: int
    cells: tuple[Cell, ...]
    mentions: tuple[LabelMention, ...]
    kind: RowKind
    top: float
    bottom: float
    numbers: tuple[Number, ...]

    @property
    def height(self) -> float:
        """Height of the row as a fraction of the page's."""
        return self.bottom - self.top


def read_rows(page: Page, mentions: Sequence[LabelMention]) -> list[Row]:
    """The rows of a page, top to bottom; those of a side bar before the others.

    Args:
        page: the page, laid out.
        mentions: the labels of that page.
    """
    by_line: dict[int, list[LabelMention]] = {}
    for mention in mentions:
        by_line.setdefault(mention.line, []).append(mention)
    cells = [read_cell(i, line, page.width_pt) for i, line in enumerate(page.lines)]
    names = {m.line for m in mentions if m.concept in _COLUMN_NAMES}
    parts = split_side_bar(cells, names)
    return [row for part in parts for row in _rows(page.number, part, by_line)]


def _rows(page: int, cells: Sequence[Cell], by_line: dict[int, list[LabelMention]]) -> list[Row]:
    rows = [_row(page, group, by_line) for group in _group(cells)]
    return sorted(rows, key=lambda row: row.top + row.bottom)


def _group(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells that stand side by side, each compared with its left neighbour: scans are warped."""
    groups: list[list[Cell]] = []
    # For each shelf: the groups whose last cell stands there, with its centre and height.
    ends: dict[int, dict[int, tuple[float, float]]] = {}
    shelves: list[int] = []
    for cell in sorted(cells, key=lambda cell: cell.line.bbox.left):
        _, top, _, bottom = cell.line.bbox
        centre, height = (top + bottom) / 2, bottom - top
        shelf = int(centre / _SHELF)
        best, least = -1, _SAME_ROW
        for near in (shelf - 1, shelf, shelf + 1):
            for k, (other_centre, other_height) in ends.get(near, {}).items():
                lesser = max(min(height, other_height), 1e-6)
                apart = abs(centre - other_centre) / lesser
                if apart < least:
                    best, least = k, apart
        if best < 0:
            best = len(groups)
            groups.append([cell])
            shelves.append(shelf)
        else:
            del ends[shelves[best]][best]
            groups[best].append(cell)
            shelves[best] = shelf
        ends.setdefault(shelf, {})[best] = (centre, height)
    return groups


def _row(page: int, group: list[Cell], by_line: dict[int, list[LabelMention]]) -> Row:
    cells = tuple(group)
    mentions = tuple(m for cell in cells for m in by_line.get(cell.place, ()))
    kinds = [_kind(cell, by_line.get(cell.place, ())) for cell in cells if cell.is_text]
    kind = max(kinds, key=lambda k: k.value, default=RowKind.PLAIN)
    # The type may be larger in one cell: the row reaches as far as its usual cell does.
    heights = sorted(cell.line.bbox.bottom - cell.line.bbox.top for cell in cells)
    height = heights[len(heights) // 2]
    centre = sum(cell.line.bbox.centre_y for cell in cells) / len(cells)
    numbers = tuple(number for cell in cells for number in cell.numbers)
    return Row(page, cells, mentions, kind, centre - height / 2, centre + height / 2, numbers)


def _kind(cell: Cell, mentions: Sequence[LabelMention]) -> RowKind:
    tokens = [token for word in cell.line.words[:4] for token in tokenise(word.text)]
    first = next((token for token in tokens if token != "a"), "")
    if first in _CARRIED or (first == "sous" and "total" in tokens):
        return RowKind.SUBTOTAL
    totals = [m for m in mentions if m.concept in _TOTALS]
    if totals and not any(_has_letters(word) for word in cell.line.words[: totals[0].first_word]):
        taken = {number for m in totals for number in range(m.first_word, m.last_word + 1)}
        letters = [sum(map(str.isalpha, word.text)) for word in cell.line.words]
        for number in cell.numbers:
            letters[number.first : number.last + 1] = [0] * (number.last + 1 - number.first)
        covered = sum(count for i, count in enumerate(letters) if i in taken)
        if covered and covered >= _COVERED * sum(letters):
            return RowKind.TOTAL
    return RowKind.SUBTOTAL if first in _GROUP_TOTALS - {"sous"} else RowKind.PLAIN


def _has_letters(word: Word) -> bool:
    return any(map(str.isalpha, word.text))
