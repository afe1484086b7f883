"""A bar along the page's left edge, beside which everything else stands: no part of its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extractor.decode.line_items.numbers import Cell

_NARROWEST, _WIDEST = 0.1, 0.4
"""Where a bar may end, as a fraction of the page's width."""
_GUTTER = 0.01
_FEWEST_CELLS = 4
_MOST_BESIDE = 0.5
"""Share of the rows with money that may happen to stand at the height of something in the bar."""


def split_side_bar(cells: Sequence[Cell], column_names: Collection[int]) -> list[list[Cell]]:
    """The cells of a side bar and those beside it, or all of them where there is no bar.

    Args:
        cells: of one page.
        column_names: places of the cells that name a column of a table, which no bar does.
    """
    for bar, rest in _divisions(cells):
        if min(len(bar), len(rest)) >= _FEWEST_CELLS and _is_bar(bar, rest, column_names):
            return [bar, rest]
    return [list(cells)]


def _divisions(cells: Sequence[Cell]) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """The cells left and right of each gutter that runs down the whole page."""
    ordered = sorted(cells, key=lambda cell: cell.line.bbox.left)
    reach = 0.0
    for i, cell in enumerate(ordered):
        left, _, right, _ = cell.line.bbox
        if reach > _WIDEST:
            return
        if left - reach > _GUTTER and reach > _NARROWEST:
            yield ordered[:i], ordered[i:]
        reach = max(reach, right)


def _is_bar(bar: Sequence[Cell], rest: Sequence[Cell], column_names: Collection[int]) -> bool:
    if any(cell.place in column_names or _has_money(cell) for cell in bar):
        return False
    rows = [cell for cell in rest if _has_money(cell)]
    beside = sum(any(_are_level(cell, other) for other in bar) for cell in rows)
    return beside <= _MOST_BESIDE * len(rows)


def _has_money(cell: Cell) -> bool:
    return any(number.money for number in cell.numbers)


def _are_level(one: Cell, other: Cell) -> bool:
    a, b = one.line.bbox, other.line.bbox
    return abs(a.centre_y - b.centre_y) < min(a.height, b.height) / 2
