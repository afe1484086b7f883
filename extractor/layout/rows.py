"""Rows of words that share a baseline, cut into lines at wide gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.document import Line, Word

_COLUMN_GAP = 0.95
"""A gap of more than this many type sizes ends a line: a sentence's words stand 0.2–0.6 apart."""
_MAX_DISTANCE = 0.45
"""A word of a row is at most this many heights of the row off its middle."""
_OPEN_ROWS = 7
"""Only so many rows, the latest begun, take in further words."""


def group_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped by baseline, top to bottom, each group left to right.

    A word joins the row whose vertical extent its centre falls into, if their heights are alike.

    Args:
        words: the words of one upright page.

    Returns:
        Rows of words.
    """
    rows: list[list[Word]] = []
    extents: list[tuple[float, float]] = []
    # Words come from the top down: a row too far above one of them is so for all that follow.
    near: list[int] = []
    for word in sorted(words, key=lambda w: w.bbox.top + w.bbox.bottom):
        centre = word.bbox.centre_y
        best, best_distance = -1, _MAX_DISTANCE
        still_near = []
        for index in near:
            top, bottom = extents[index]
            middle = (top + bottom) / 2
            distance = abs(centre - middle) / max(bottom - top, 1e-6)
            if distance < _MAX_DISTANCE:
                if distance <= best_distance:
                    best, best_distance = index, distance
            elif middle < centre:
                continue
            still_near.append(index)
        near = still_near
        if best < 0:
            near.append(len(rows))
            rows.append([word])
            extents.append((word.bbox.top, word.bbox.bottom))
            if near[0] <= len(rows) - 1 - _OPEN_ROWS:
                del near[0]
        else:
            rows[best].append(word)
            count = len(rows[best])
            top, bottom = extents[best]
            extents[best] = (
                top + (word.bbox.top - top) / count,
                bottom + (word.bbox.bottom - bottom) / count,
            )
    for row in rows:
        row.sort(key=lambda w: w.bbox.left)
    order = sorted(range(len(rows)), key=lambda i: extents[i][0] + extents[i][1])
    return [rows[i] for i in order]


def cut_row(row: Sequence[Word], width_pt: float) -> list[Line]:
    """One row cut into lines wherever the gap is wider than a space can be.

    Args:
        row: words of one row, left to right.
        width_pt: width of the page in points.

    Returns:
        The lines, left to right.
    """
    lines: list[Line] = []
    current = [row[0]]
    for previous, word in pairwise(row):
        gap_pt = (word.bbox.left - previous.bbox.right) * width_pt
        if gap_pt > _COLUMN_GAP * max(min(previous.size_pt, word.size_pt), 4.0):
            lines.append(Line.of(tuple(current)))
            current = []
        current.append(word)
    lines.append(Line.of(tuple(current)))
    return lines
