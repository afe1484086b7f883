"""Which column is the amount, which the quantity, which the price: one decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from extractor.decode.line_items.arithmetic import is_sum
from extractor.decode.line_items.columns import Column, find_columns
from extractor.decode.line_items.headers import Role
from extractor.decode.line_items.pairs import Pair, choose_pair, choose_rates, fitting_rows
from extractor.decode.line_items.tables import Standing, Table

_AMOUNT_WORTH = {
    Role.NET: 1.5,
    Role.PERIOD: 1.2,
    Role.GROSS: 0.5,
    Role.EARLIER: -0.5,
    Role.PRICE: -1.0,
    Role.DISCOUNT: -1.5,
    Role.QUANTITY: -2.0,
    Role.VAT: -2.0,
    Role.CODE: -2.0,
    Role.DESCRIPTION: -1.0,
}
_AMOUNTS = frozenset({Role.NET, Role.PERIOD, Role.GROSS})
_SUM_WORTH = 4.0
_MOST_COLUMNS = 10
_MONEY_SHARE = 0.6


class Reading(NamedTuple):
    """A table understood.

    Attributes:
        table: the table.
        body: indices of the rows that are invoice lines.
        amount: the column of amounts.
        quantity: the column of quantities, if there is one.
        price: the column of unit prices.
        discount: the column of discounts.
        rate: the column of VAT rates.
        adds_up: whether the amounts add up to the document's total.
        fits: share of the rows on which quantity times price is the amount.
        worth: how well it fits the header, the arithmetic and the total together.
    """

    table: Table
    body: tuple[int, ...]
    amount: Column
    quantity: Column | None
    price: Column | None
    discount: Column | None
    rate: Column | None
    adds_up: bool
    fits: float
    worth: float

    @property
    def total(self) -> Decimal:
        """The sum of the amounts."""
        return sum((self.amount.numbers[i].amount for i in self.body), Decimal(0))

    def is_read_by_ocr(self, row: int) -> bool:
        """Whether a row comes from a scan."""
        return self.table.rows[row].cells[0].line.words[0].source == "ocr"

    @property
    def is_progress(self) -> bool:
        """Whether the table states the progress of works: the period's part of a larger whole."""
        header = self.table.header
        return header is not None and any(label.role is Role.EARLIER for label in header.labels)


def read_table(table: Table, total_net: Decimal | None) -> Reading | None:
    """The best reading of a table.

    Args:
        table: rows and header.
        total_net: the document's total without tax, if known.

    Returns:
        None if no column can be one of amounts.
    """
    columns = find_columns(table)
    if len(columns) > _MOST_COLUMNS:
        busiest = sorted(columns, key=lambda c: (c.label is None, -len(c.numbers)))[:_MOST_COLUMNS]
        columns = [column for column in columns if column in busiest]
    best: Reading | None = None
    roles = [column.label.role if column.label is not None else None for column in columns]
    named = any(role in _AMOUNTS for role in roles)
    after = {i for i, s in enumerate(table.standings) if s is Standing.AFTER_TOTAL}
    rows = max([len(column.numbers.keys() - after) for column in columns], default=1)
    for place, role in enumerate(roles):
        if named and role is not None and _AMOUNT_WORTH[role] <= _AMOUNT_WORTH[Role.PRICE]:
            continue
        reading = _read(table, columns, place, total_net, after, rows)
        if reading is not None and (best is None or reading.worth > best.worth):
            best = reading
    return best


def _read(
    table: Table,
    columns: Sequence[Column],
    place: int,
    total_net: Decimal | None,
    after: Set[int],
    rows: int,
) -> Reading | None:
    """A table read with one column as that of amounts.

    Args:
        table: rows and header.
        columns: its columns.
        place: which of them has the amounts.
        total_net: the document's total without tax, if known.
        after: the rows after a total.
        rows: how many rows before it the fullest column has numbers on.
    """
    amount = columns[place]
    role = amount.label.role if amount.label is not None else None
    numbers = {i: n for i, n in amount.numbers.items() if not n.percent}
    if not numbers or (role in (Role.QUANTITY, Role.CODE) and len(columns) > 1):
        return None
    money = sum(n.money for n in numbers.values())
    if money >= _MONEY_SHARE * len(numbers) and role is None:
        numbers = {i: n for i, n in numbers.items() if n.money}
    amount = amount._replace(numbers=numbers)
    before = tuple(sorted(numbers.keys() - after))
    others = [column for k, column in enumerate(columns) if k != place]
    body = before or tuple(sorted(numbers))
    pair = choose_pair(others, amount, body)
    adds_up = False
    for variant in _variants(amount, body, tuple(sorted(numbers)), pair):
        total = sum((numbers[i].amount for i in variant), Decimal(0))
        if total_net is not None and total_net != 0 and is_sum(total, total_net, len(variant)):
            body, adds_up = variant, True
            break
    if not adds_up:
        late = fitting_rows(pair, amount, after)
        body = _without_subtotals(amount, tuple(sorted({*body, *late})))
    worth = 0.0 if role is None else _AMOUNT_WORTH[role]
    if amount.label is not None and amount.label.including_tax:
        worth -= 1.0
    worth += min(len(body) / max(rows, 1), 1.0) + money / len(numbers) + 0.4 * place / len(columns)
    worth += pair.worth + (_SUM_WORTH if adds_up else 0.0)
    rate = choose_rates(others, pair.discount)
    return Reading(
        table,
        body,
        amount,
        pair.quantity,
        pair.price,
        pair.discount,
        rate,
        adds_up,
        pair.fits,
        worth,
    )


def _variants(
    amount: Column,
    body: tuple[int, ...],
    everything: tuple[int, ...],
    pair: Pair,
) -> Iterator[tuple[int, ...]]:
    """Sets of rows that may be the lines, the likeliest first."""
    yield body
    yield _without_subtotals(amount, body)
    if pair.quantity is not None and pair.price is not None:
        yield tuple(i for i in body if i in pair.quantity.numbers or i in pair.price.numbers)
    if everything != body:
        yield everything
        yield _without_subtotals(amount, everything)
    for end in range(len(body) - 1, max(len(body) - 4, 0), -1):
        yield body[:end]


def _without_subtotals(amount: Column, body: tuple[int, ...]) -> tuple[int, ...]:
    """The rows that are not the sum of the rows since the last such sum."""
    kept: list[int] = []
    running, count = Decimal(0), 0
    for i in body:
        value = amount.numbers[i].amount
        if count >= 2 and value != 0 and value == running:
            running, count = Decimal(0), 0
            continue
        running, count = running + value, count + 1
        kept.append(i)
    return tuple(kept)
