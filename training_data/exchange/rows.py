"""Cells to rows: by what the labeller said, else by standing side by side."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.exchange.drafts import Region

_SAME_ROW = 0.5
"""Share of the lower of two boxes that must stand beside the other."""


def group_rows(cells: Sequence[Region]) -> list[tuple[Region, ...]]:
    """The rows that cells of one table make, top to bottom.

    Cells with the same `row` belong together whatever their place. The others are put together
    where they stand at one height and have different columns.

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
    numbers = sorted(told, key=_row_order)
    return [*(tuple(told[number]) for number in numbers), *_by_height(untold)]


def _row_order(row: str) -> tuple[int, str]:
    return (int(row), "") if row.isdecimal() and len(row) < 10 else (10**10, row)


def _by_height(cells: Sequence[Region]) -> list[tuple[Region, ...]]:
    rows: list[list[Region]] = []
    for cell in sorted(cells, key=_reading_order):
        row = next((row for row in reversed(rows) if _fits(cell, row)), None)
        if row is None:
            rows.append([cell])
        else:
            row.append(cell)
    return [tuple(row) for row in rows]


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
