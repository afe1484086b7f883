"""Where a node is put: what both writers of documents pass down the tree."""

from __future__ import annotations

from typing import NamedTuple

from training_data.flow.measure import guess_width
from training_data.flow.nodes import Columns, Fill, Head, Table, Text

# Between the edge of a coloured band and what stands in it, points.
BAND_PADDING = 12.0
# Of a table, what a column as wide as its content takes at most, and the others get at least.
_MOST, _LEAST = 0.55, 0.3
_DARK: tuple[Fill, ...] = ("accent", "dark")


class Place(NamedTuple):
    """The width that a node has in points, whether its ground is dark, the scale of type there."""

    width: float
    dark: bool = False
    scale: float = 1.0

    def on(self, fill: Fill) -> Place:
        """The place on a ground of its own, or on this one."""
        return self._replace(dark=self.dark or fill in _DARK)


def column_places(node: Columns, place: Place) -> list[Place]:
    """Where the children of columns are put."""
    room = place.width - node.gap * (len(node.children) - 1)
    return [place._replace(width=room * share / sum(node.shares)) for share in node.shares]


def own_widths(node: Table, place: Place, size: float) -> list[float]:
    """About the widths of the columns that are as wide as their content, points; 0 for others.

    Args:
        node: the table.
        place: where it is put.
        size: of the running text there, points.
    """

    def own(column: int) -> float:
        texts = [row.cells[column] for row in node.rows if not row.over]
        widths = [guess_width(cell, size) for cell in texts if isinstance(cell, Text)]
        return min(max(widths, default=0.0), _MOST * place.width)

    return [0.0 if head.share else own(n) for n, head in enumerate(node.heads)]


def cell_places(node: Table, place: Place, size: float) -> list[Place]:
    """Where the cells of each column are put.

    Args:
        node: the table.
        place: where it is put.
        size: of the running text in the table, points.
    """
    total = sum(head.share for head in node.heads) or 1.0
    free = place.width - 2 * node.look.padding[1] * len(node.heads)
    free = max(free - sum(own_widths(node, place, size)), _LEAST * free)

    def width(head: Head) -> float:
        return free * head.share / total if head.share else place.width

    scale = place.scale * node.scale
    return [place._replace(width=width(head), scale=scale) for head in node.heads]
