"""The rows that name the columns."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from extractor.decode.line_items.numbers import Cell
from extractor.decode.line_items.rows import Row
from extractor.document import BoundingBox
from extractor.lexicon import tokenise

_LONGEST_CELL = 8
_TIGHT = 1.1
"""Rows of one header are at most this many row heights apart."""


class Role(Enum):
    """What a column holds."""

    DESCRIPTION = auto()
    CODE = auto()
    QUANTITY = auto()
    PRICE = auto()
    NET = auto()
    GROSS = auto()
    VAT = auto()
    DISCOUNT = auto()
    EARLIER = auto()
    PERIOD = auto()


_ROLES = {
    "description": Role.DESCRIPTION,
    "article_code": Role.CODE,
    "your_reference": Role.CODE,
    "quantity": Role.QUANTITY,
    "unit_price": Role.PRICE,
    "line_amount": Role.NET,
    "total_net": Role.NET,
    "vat_base": Role.NET,
    "total_gross": Role.GROSS,
    "amount_due": Role.GROSS,
    "total_vat": Role.VAT,
    "vat_rate": Role.VAT,
    "eco_tax": Role.VAT,
    "discount": Role.DISCOUNT,
    "carried_forward": Role.EARLIER,
    "period": Role.PERIOD,
}
_WORDS = {
    "prix": Role.PRICE,
    "px": Role.PRICE,
    "pu": Role.PRICE,
    "price": Role.PRICE,
    "tarif": Role.PRICE,
    "montant": Role.NET,
    "mtt": Role.NET,
    "total": Role.NET,
    "qte": Role.QUANTITY,
    "nb": Role.QUANTITY,
    "poste": Role.CODE,
    "rem": Role.DISCOUNT,
}
_EARLIER = frozenset(
    {"cumul", "cumule", "cumulee", "prec", "precedent", "precedente", "precedents", "precedentes"}
    | {"anterieur", "anterieure", "anterieurs", "marche", "avancement"}
)
_AMOUNTS = frozenset({Role.NET, Role.GROSS, Role.EARLIER})


class HeaderLabel(NamedTuple):
    """The name of one column.

    Attributes:
        role: what the column holds.
        bbox: the label's place.
        including_tax: whether it says TTC.
    """

    role: Role
    bbox: BoundingBox
    including_tax: bool


class Header(NamedTuple):
    """The names of a table's columns.

    Attributes:
        labels: the names that are understood, left to right.
        left: left edge of the header's cells, as a fraction of the page.
        right: right edge.
        first: index of the header's first row within the page's rows.
        last: index of its last row.
    """

    labels: tuple[HeaderLabel, ...]
    left: float
    right: float
    first: int
    last: int

    def names_like(self, other: Header) -> bool:
        """Whether two headers name the same columns at the same places."""
        return len(self.labels) == len(other.labels) and all(
            a.role is b.role and abs(a.bbox.left - b.bbox.left) < 0.03
            for a, b in zip(self.labels, other.labels, strict=True)
        )


def find_headers(rows: Sequence[Row]) -> list[Header]:
    """The headers of the tables of invoice lines on one page, top to bottom.

    Args:
        rows: the rows of the page.
    """
    found: list[Header] = []
    labels = [_labels(row) for row in rows]
    next_free = 0
    for i, own in enumerate(labels):
        if i < next_free or len(own) < 1:
            continue
        first = last = i
        names = list(own)
        if not _is_header(names) and i + 1 < len(rows) and _is_tight(rows[i], rows[i + 1]):
            names += labels[i + 1]
            last = i + 1
        if not labels[last] or not _is_header(names):
            continue
        while first > next_free and _extends(rows[first - 1], rows[first], labels[first - 1]):
            first -= 1
            names += labels[first]
        while last + 1 < len(rows) and _extends(rows[last + 1], rows[last], labels[last + 1]):
            last += 1
            names += labels[last]
        boxes = [cell.line.bbox for row in rows[first : last + 1] for cell in row.cells]
        names.sort(key=lambda label: label.bbox.left)
        left, right = min(box.left for box in boxes), max(box.right for box in boxes)
        found.append(Header(tuple(names), left, right, first, last))
        next_free = last + 1
    return found


def is_foreign_header(row: Row) -> bool:
    """Whether a row names the columns of a table of VAT rates or of instalments."""
    concepts = {m.concept for m in row.mentions}
    if not concepts & {"vat_base", "vat_rate", "total_vat"}:
        return False
    roles = {label.role for label in _labels(row)}
    return Role.VAT in roles and bool(
        (concepts & {"vat_base", "vat_rate"} and roles & {Role.NET, Role.GROSS}) or len(roles) > 2
    )


def _labels(row: Row) -> list[HeaderLabel]:
    """The names of columns on a row; none on a row with numbers."""
    if not row.mentions or any(not number.percent for number in row.numbers):
        return []
    return [label for cell in row.cells for label in _cell_labels(cell, row)]


def _cell_labels(cell: Cell, row: Row) -> list[HeaderLabel]:
    words = cell.line.words
    if len(words) > _LONGEST_CELL:
        return []
    tokens = [tokenise(word.text) for word in words]
    flat = {token for part in tokens for token in part}
    found: list[HeaderLabel] = []
    taken: set[int] = set()
    for mention in (m for m in row.mentions if m.line == cell.place):
        role = _ROLES.get(mention.concept)
        if role is not None:
            span = range(mention.first_word, mention.last_word + 1)
            taken.update(span)
            own = {token for i in span for token in tokens[i]}
            found.append(HeaderLabel(role, mention.bbox, "ttc" in own))
    for i, part in enumerate(tokens):
        role = next((_WORDS[token] for token in part if token in _WORDS), None)
        if i not in taken and role is not None and all(role is not old.role for old in found):
            found.append(HeaderLabel(role, words[i].bbox, "ttc" in flat))
    if flat & _EARLIER and found and len(found) <= 2:
        return [HeaderLabel(Role.EARLIER, cell.line.bbox, "ttc" in flat)]
    return found


def _is_header(labels: Sequence[HeaderLabel]) -> bool:
    roles = {label.role for label in labels}
    amount = roles & _AMOUNTS
    if Role.DESCRIPTION in roles:
        return bool(amount or roles & {Role.QUANTITY, Role.PRICE})
    if Role.QUANTITY in roles or Role.PRICE in roles:
        return bool(amount) or {Role.QUANTITY, Role.PRICE} <= roles
    return False


def _is_tight(upper: Row, lower: Row) -> bool:
    return lower.top - upper.bottom < _TIGHT * min(upper.height, lower.height)


def _extends(row: Row, beside: Row, labels: Sequence[HeaderLabel]) -> bool:
    """Whether a row is the header's second line rather than text above or under the table."""
    upper, lower = (row, beside) if row.top < beside.top else (beside, row)
    if row.numbers or not _is_tight(upper, lower) or len(row.cells) > len(beside.cells) + 2:
        return False
    short = all(len(cell.line.words) <= 3 for cell in row.cells)
    return short and (bool(labels) or len(row.cells) > 1)
