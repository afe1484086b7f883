"""The words of each line: beside its numbers, and in the rows above and below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.decode.line_items.headers import Role
from extractor.decode.line_items.numbers import Cell
from extractor.decode.line_items.readings import Reading
from extractor.decode.line_items.rows import Row, RowKind
from extractor.document import BoundingBox, Word

_EDGE = 0.02
"""Cells that start this share of the page's width further left are not the description's."""
_LOOSE = 1.4
"""A continuation stands at most this many row heights under its line."""
_MOST_ROWS = 8
_CLEARLY, _SLIGHT = 1.15, 0.15
"""A gap is wider than another if it is so by this factor and by this share of a row's height."""
_WIDER = 0.1
_STOP = frozenset(
    {"payment_label", "iban", "bic", "penalty", "due_date", "capital", "registration", "siret"}
    | {"vat_number", "page_number", "phone", "carried_forward"}
)


class Description(NamedTuple):
    """What a line says.

    Attributes:
        words: the words, in reading order.
        rows: how many rows they come from.
    """

    words: tuple[Word, ...]
    rows: int

    @property
    def text(self) -> str:
        """The words joined by single spaces, without the rulings that OCR reads as bars."""
        return " ".join(w.text for w in self.words).strip(" |_-–—·•")


class _Span(NamedTuple):
    left: float
    right: float


class _Shape(NamedTuple):
    """What the sharing of rows looks at: rows, the lines' own words, the column of amounts."""

    rows: tuple[Row, ...]
    span: _Span
    own: dict[int, list[Word]]
    amounts: frozenset[int]
    limit: float


def describe(reading: Reading) -> dict[int, Description]:
    """The description of every line of a reading, by its row's index.

    Args:
        reading: a table understood.
    """
    rows = reading.table.rows
    span = _description_span(reading)
    own = {i: _own_words(i, span, reading) for i in reading.body}
    above: dict[int, list[int]] = {i: [] for i in reading.body}
    below: dict[int, list[int]] = {i: [] for i in reading.body}
    if span is not None:
        shape = _Shape(rows, span, own, frozenset(reading.amount.numbers), reading.amount.left)
        for upper, lower in pairwise(reading.body):
            below[upper], above[lower] = _share_out(shape, upper, lower)
        begins_above = sum(map(bool, above.values())) > sum(map(bool, below.values()))
        for i in reading.body:
            is_first = not above[i] and (i == reading.body[0] or _is_page_start(reading, i))
            if is_first and (begins_above or not own[i]):
                above[i] = _run(shape, i, -1)[::-1]
        last = reading.body[-1]
        below[last] = [] if begins_above else _run(shape, last, 1)
    described = {}
    for i in reading.body:
        words = [w for k in above[i] for w in _words_within(rows[k], span)]
        words += own[i]
        words += [w for k in below[i] for w in _words_within(rows[k], span)]
        count = len(above[i]) + len(below[i]) + bool(own[i])
        described[i] = Description(tuple(words), count)
    return described


def _text_cells(row: Row, reading: Reading) -> list[Cell]:
    limit = reading.amount.left
    return [cell for cell in row.cells if cell.is_text and cell.line.bbox.left < limit]


def _description_span(reading: Reading) -> _Span | None:
    """From where to where descriptions reach: the widest column of text, or the one so named."""
    groups: list[list[Cell]] = []
    extents: list[_Span] = []
    rows = reading.table.rows
    indices = reading.body
    if not any(_text_cells(rows[i], reading) for i in indices):
        first, last = min(indices), max(indices)
        indices = tuple(range(max(first - 2, 0), min(last + 3, len(rows))))
    for i in indices:
        for cell in _text_cells(rows[i], reading):
            box = cell.line.bbox
            right = _text_right(cell)
            for k, (low, high) in enumerate(extents):
                if min(high, right) - max(low, box.left) > 0.3 * min(high - low, right - box.left):
                    extents[k] = _Span(min(low, box.left), max(high, right))
                    groups[k].append(cell)
                    break
            else:
                groups.append([cell])
                extents.append(_Span(box.left, right))
    if not groups:
        return None
    header = reading.table.header
    labels = header.labels if header is not None else ()
    names = [label.bbox for label in labels if label.role is Role.DESCRIPTION]

    def rank(k: int) -> tuple[bool, int]:
        named = any(min(extents[k].right, n.right) > max(extents[k].left, n.left) for n in names)
        letters = sum(sum(map(str.isalpha, cell.line.text)) for cell in groups[k])
        return named, letters

    return extents[max(range(len(groups)), key=rank)]


def _text_right(cell: Cell) -> float:
    if cell.numbers and cell.numbers[0].first > 0:
        return cell.line.words[cell.numbers[0].first - 1].bbox.right
    return cell.line.bbox.right


def _own_words(i: int, span: _Span | None, reading: Reading) -> list[Word]:
    row = reading.table.rows[i]
    taken = [
        column.numbers[i].bbox
        for column in (reading.amount, reading.quantity, reading.price, reading.rate)
        if column is not None and i in column.numbers
    ]
    words = _words_within(row, span, taken)
    if words:
        return words
    # A label such as `3 mois` reads as a number with its unit.
    spare = [
        cell
        for cell in row.cells
        if not cell.is_text
        and cell.line.bbox.right < reading.amount.left
        and any(character.isalpha() for character in cell.line.text)
        and not any(cell.line.bbox.overlap(box) for box in taken)
        and (span is None or cell.line.bbox.left < span.right)
    ]
    return list(spare[0].line.words) if spare else []


def _words_within(row: Row, span: _Span | None, taken: Sequence[BoundingBox] = ()) -> list[Word]:
    if span is None:
        return []
    return [
        word
        for cell in row.cells
        if cell.is_text and span.left - _EDGE <= cell.line.bbox.left < span.right
        for word in cell.line.words
        if not _is_taken(word.bbox, taken)
    ]


def _is_taken(bbox: BoundingBox, taken: Sequence[BoundingBox]) -> bool:
    """Whether one of the boxes covers most of a word."""
    return any(
        bbox.overlap(box) > 0.5 * bbox.area
        for box in taken
        if box.left < bbox.right and bbox.left < box.right
    )


def _is_page_start(reading: Reading, i: int) -> bool:
    rows = reading.table.rows
    before = max(k for k in reading.body if k < i)
    return rows[before].page != rows[i].page


def _share_out(shape: _Shape, upper: int, lower: int) -> tuple[list[int], list[int]]:
    """The rows of text between two lines: which belong to the upper, which to the lower."""
    rows, own = shape.rows, shape.own
    after_upper = _run(shape, upper, 1, lower)
    if rows[lower].page != rows[upper].page:
        return after_upper, []
    before_lower = _run(shape, lower, -1, upper)
    between = sorted({*after_upper, *before_lower})
    if not between:
        return [], []
    chain = [upper, *between, lower]
    gaps = [rows[b].top - rows[a].bottom for a, b in pairwise(chain)]
    cut = max(range(len(gaps)), key=lambda k: gaps[k])
    slight = gaps[cut] - gaps[-1] < _SLIGHT * rows[lower].height
    if slight or gaps[cut] < _CLEARLY * gaps[-1]:
        cut = len(gaps) - 1
    if not own[upper] and cut == 0:
        cut = 1
    elif not own[lower] and cut == len(between) and (own[upper] or len(between) > 1):
        cut -= 1
    to_upper, to_lower = between[:cut], between[cut:]
    if own[lower] and any(_is_heading(rows[k], rows[lower], shape.span) for k in to_lower):
        to_lower = []
    return [k for k in to_upper if k in after_upper], [k for k in to_lower if k in before_lower]


def _run(shape: _Shape, start: int, step: int, stop: int | None = None) -> list[int]:
    """Rows of text that follow one another closely, from a line downwards or upwards."""
    rows = shape.rows
    found: list[int] = []
    previous, i = start, start + step
    while 0 <= i < len(rows) and i != stop and i not in shape.amounts and len(found) < _MOST_ROWS:
        row = rows[i]
        upper, lower = sorted((row, rows[previous]), key=lambda r: r.top)
        gap = lower.top - upper.bottom
        if row.page != rows[start].page or gap > _LOOSE * max(row.height, rows[start].height):
            break
        stops = (
            row.kind is not RowKind.PLAIN
            or any(m.concept in _STOP for m in row.mentions)
            or any(c.is_text and c.line.bbox.right > shape.limit for c in row.cells)
        )
        if stops or not _words_within(row, shape.span):
            break
        found.append(i)
        previous, i = i, i + step
    return found


def _is_heading(row: Row, line: Row, span: _Span) -> bool:
    """Whether a row announces the lines under it instead of beginning the next one."""
    first = row.cells[0].line
    if first.text.rstrip().endswith(":") or first.bbox.right > span.right + _WIDER:
        return True
    bold = all(word.bold for word in _words_within(row, span))
    return bold and not all(word.bold for word in _words_within(line, span))
