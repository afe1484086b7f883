"""Numbers that stand under one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from extractor.decode.line_items.headers import Header, HeaderLabel
from extractor.decode.line_items.numbers import Number
from extractor.decode.line_items.rows import RowKind
from extractor.decode.line_items.tables import Standing, Table

_OVERLAP = 0.3
"""Numbers of one column overlap sideways by this share of the narrower one."""
_REACH = 0.06
"""A column's name stands at most this share of the page's width beside its numbers."""
_ALIGNED = 0.012
"""Edges this share of the page's width apart are aligned."""

_Placed = list[tuple[Number, int]]


class Column(NamedTuple):
    """A column of numbers.

    Attributes:
        left: left edge as a fraction of the page.
        right: right edge.
        numbers: row index to number.
        label: the column's name, if it has one that is understood.
    """

    left: float
    right: float
    numbers: Mapping[int, Number]
    label: HeaderLabel | None

    @property
    def is_percent(self) -> bool:
        """Whether all its numbers are percentages."""
        return all(number.percent for number in self.numbers.values())


def find_columns(table: Table) -> list[Column]:
    """The columns of numbers of a table, left to right.

    The rows under the header make the columns. Numbers that end a text, and those of rows that
    belong to the table less surely, only join them, where they are aligned.

    Args:
        table: rows and header; the columns' indices refer to its rows.
    """
    sure: _Placed = []
    unsure: _Placed = []
    for i, row in enumerate(table.rows):
        if row.kind is RowKind.PLAIN:
            is_under = table.standings[i] is Standing.UNDER_HEADER
            for number in row.numbers:
                (sure if is_under and not number.in_text else unsure).append((number, i))
    if not sure:
        sure, unsure = unsure, []
    groups = _group(sure)
    lefts = [median_low(n.bbox.left for n, _ in group) for group in groups]
    rights = [median_low(n.bbox.right for n, _ in group) for group in groups]
    for number, i in unsure:
        for left, right, group in zip(lefts, rights, groups, strict=True):
            box = number.bbox
            if abs(box.right - right) < _ALIGNED or abs(box.left - left) < _ALIGNED:
                group.append((number, i))
                break
    extents = [_extent(group) for group in groups]
    names = _names(extents, table.header)
    return [Column(*extents[k], _one_a_row(group), names.get(k)) for k, group in enumerate(groups)]


def _group(placed: _Placed) -> list[_Placed]:
    """Numbers grouped by sideways overlap, left to right."""
    groups: list[_Placed] = []
    extents: list[tuple[float, float]] = []
    for number, i in sorted(placed, key=lambda pair: (pair[0].bbox.right, pair[0].bbox.left)):
        box = number.bbox
        best, most = -1, _OVERLAP
        for k, (left, right) in enumerate(extents):
            shared = min(right, box.right) - max(left, box.left)
            narrower = max(min(right - left, box.right - box.left), 1e-6)
            if shared > most * narrower:
                best, most = k, shared / narrower
        if best < 0:
            groups.append([(number, i)])
            extents.append((box.left, box.right))
        else:
            groups[best].append((number, i))
            left, right = extents[best]
            extents[best] = (min(left, box.left), max(right, box.right))
    return sorted(groups, key=lambda group: _extent(group)[1])


def _extent(group: _Placed) -> tuple[float, float]:
    return min(n.bbox.left for n, _ in group), max(n.bbox.right for n, _ in group)


def _one_a_row(group: _Placed) -> dict[int, Number]:
    """Of two numbers of a row in one column, the one that is aligned to the right like the rest."""
    edge = median_low(number.bbox.right for number, _ in group)
    kept: dict[int, Number] = {}
    for number, i in group:
        old = kept.get(i)
        if old is None or abs(number.bbox.right - edge) < abs(old.bbox.right - edge):
            kept[i] = number
    return kept


def _names(extents: Sequence[tuple[float, float]], header: Header | None) -> dict[int, HeaderLabel]:
    """Which name belongs to which column: each at most once, the nearest first."""
    if header is None:
        return {}
    pairs = []
    for k, (left, right) in enumerate(extents):
        for n, label in enumerate(header.labels):
            apart = max(label.bbox.left - right, left - label.bbox.right)
            if apart < _REACH:
                edges = abs(label.bbox.right - right), abs(label.bbox.left - left)
                centres = abs(label.bbox.left + label.bbox.right - left - right) / 2
                pairs.append((max(apart, 0.0) * 3 + min(*edges, centres), k, n))
    names: dict[int, HeaderLabel] = {}
    used: set[int] = set()
    for _, k, n in sorted(pairs):
        if k not in names and n not in used:
            names[k] = header.labels[n]
            used.add(n)
    return names
