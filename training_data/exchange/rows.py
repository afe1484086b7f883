"""Cells to rows: by what the labeller said, else by standing side by side."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.exchange.drafts import Region

_SAME_ROW = 0.5
"""Share of the lower of two boxes that must stand beside the other."""


def group_rows(cells: Sequence[Region]) -> list[tuple[Region, ...]]:
    """The rows that cells of one table make, top to bottom.

    Cells with the same `row` belong together whatever their place, unless one column then has
    several values: such a number was given to several printed rows. The others are put to whatever
    stands at their height and lacks their column.

    >>> from extractor.document import BoundingBox
    >>> cells = [Region(name, "1", 1, BoundingBox(x, y, x + 0.1, y + 0.02))
    ...          for y in (0.1, 0.2) for x, name in ((0.1, "quantity"), (0.5, "net_amount"))]
    >>> [[cell.name for cell in row] for row in group_rows(cells)]
    [['quantity', 'net_amount'], ['quantity', 'net_amount']]
    """
    told: dict[str, list[Region]] = {}
    untold = []
    for cell in cells:
        if cell.row:
            told.setdefault(cell.row, []).append(cell)
        else:
            untold.append(cell)
    rows: list[list[Region]] = []
    for number in sorted(told, key=_row_order):
        together = told[number]
        rows += _by_height(together) if _is_ambiguous(together) else [together]
    numbered = len(rows)
    rows = _by_height(untold, rows)
    if numbered < len(rows):
        rows.sort(key=_place_of_row)
    return [tuple(row) for row in rows]


def _place_of_row(row: Sequence[Region]) -> tuple[float, float]:
    """Where the first of its cells that has a place stands; behind all others if none has."""
    places = [_reading_order(cell) for cell in row if cell.bbox is not None]
    return min(places, default=(float("inf"), 0.0))


def _row_order(row: str) -> tuple[int, str]:
    return (int(row), "") if row.isdecimal() and len(row) < 10 else (10**10, row)


def _is_ambiguous(row: Sequence[Region]) -> bool:
    """Whether a column has several values; a description may be in several boxes."""
    values: dict[str, set[str]] = {}
    for cell in row:
        if cell.bbox is not None and cell.name != "description":
            values.setdefault(cell.name, set()).add(cell.text.lstrip("-"))
    return any(len(different) > 1 for different in values.values())


def _by_height(
    cells: Sequence[Region], rows: Sequence[Sequence[Region]] = ()
) -> list[list[Region]]:
    """Cells put to rows at their height, or to new ones below these."""
    found = [list(row) for row in rows]
    for cell in sorted(cells, key=_reading_order):
        row = next((row for row in reversed(found) if _fits(cell, row)), None)
        if row is None:
            found.append([cell])
        else:
            row.append(cell)
    return found


def _reading_order(cell: Region) -> tuple[int, float]:
    return (cell.page or 0, cell.bbox.centre_y if cell.bbox else 0.0)


def _fits(cell: Region, row: Sequence[Region]) -> bool:
    if cell.bbox is None or any(other.name == cell.name for other in row):
        return False
    return any(_beside(cell, other) for other in row)


def _beside(one: Region, other: Region) -> bool:
    if one.bbox is None or other.bbox is None or one.page != other.page:
        return False
    shared = min(one.bbox.bottom, other.bbox.bottom) - max(one.bbox.top, other.bbox.top)
    return shared >= _SAME_ROW * min(one.bbox.height, other.bbox.height)
