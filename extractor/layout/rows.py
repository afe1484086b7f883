"""Rows of words that share a baseline, cut into lines at wide gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.document import Line, Word

_COLUMN_GAP = 0.95
"""A gap of more than this many type sizes ends a line: a sentence's words stand 0.2–0.6 apart."""


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
    first_open = 0
    for word in sorted(words, key=lambda w: w.bbox.top + w.bbox.bottom):
        centre = word.bbox.centre_y
        best, best_distance = -1, 1.0
        for index in range(len(rows) - 1, first_open - 1, -1):
            top, bottom = extents[index]
            height = bottom - top
            distance = abs(centre - (top + bottom) / 2) / max(height, 1e-6)
            if distance < 0.45 and distance < best_distance:
                best, best_distance = index, distance
            if len(rows) - index > 6:
                break
        if best < 0:
            rows.append([word])
            extents.append((word.bbox.top, word.bbox.bottom))
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
