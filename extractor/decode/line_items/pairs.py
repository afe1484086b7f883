"""The columns of quantities and unit prices that explain the column of amounts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from extractor.decode.line_items.arithmetic import multiplies
from extractor.decode.line_items.columns import Column
from extractor.decode.line_items.headers import Role
from extractor.decode.line_items.numbers import Number

_FITS_WORTH = 2.5
_NAMED, _UNNAMED, _NAMED_OTHERWISE, _NAMED_CONTRARY = 1.0, -0.7, -1.2, -2.0
_CONSTANT = -2.0
"""An unnamed column of ones explains any price equal to the amount: a code of VAT does."""
_PERCENT = -3.0
_MONEY = 0.2
"""Unnamed prices have cents, unnamed quantities do not."""
_UNDISCOUNTED_WORTH = 0.3
_EQUAL = 1e-9
"""Of two pairs whose worth differs by less, the first is taken."""
_CONTRARY = frozenset({Role.VAT, Role.CODE, Role.DISCOUNT})


class Pair(NamedTuple):
    """Columns that multiply to the amounts.

    Attributes:
        quantity: the column of quantities, if there is one.
        price: the column of unit prices.
        discount: the column of discounts.
        fits: share of the rows on which quantity times price is the amount.
        worth: how well header and arithmetic speak for the choice.
    """

    quantity: Column | None
    price: Column | None
    discount: Column | None
    fits: float
    worth: float


class _Option(NamedTuple):
    """A column that may be one of quantities or of prices.

    Attributes:
        column: the column.
        rows: the rows with an amount on which it has a number.
        most: the largest share of the rows with an amount that it can explain.
        as_quantity: how well header and looks speak for quantities.
        as_price: the same for prices.
    """

    column: Column
    rows: list[int]
    most: float
    as_quantity: float
    as_price: float


def choose_pair(columns: Sequence[Column], amount: Column, body: Sequence[int]) -> Pair:
    """The best pair: named so in the header, or right by arithmetic, or both.

    Args:
        columns: all columns but the one of amounts.
        amount: the column of amounts.
        body: the rows that are lines.
    """
    discount = _choose_discount(columns)
    off: Mapping[int, Number] = {} if discount is None else discount.numbers
    # Nothing times anything is nothing: rows without an amount prove nothing.
    telling = [i for i in body if amount.numbers[i].amount]
    half = 0.5 * len(telling)
    options = [_option(column, telling) for column in columns if column is not discount]
    best = Pair(None, None, discount, 0.0, 0.0)
    for price in options:
        if price.as_price > best.worth + _EQUAL:
            best = Pair(None, price.column, discount, 0.0, price.as_price)
    bonus = _UNDISCOUNTED_WORTH if off else 0.0
    for quantity in options:
        if quantity.as_quantity > best.worth + _EQUAL:
            best = Pair(quantity.column, None, discount, 0.0, quantity.as_quantity)
        for price in options:
            worth = quantity.as_quantity + price.as_price
            most = _FITS_WORTH * min(quantity.most, price.most)
            if price is quantity or worth + most + bonus <= best.worth:
                continue
            least = (best.worth - worth - bonus) / _FITS_WORTH
            share = _share(quantity, price, amount, off, half, least)
            worth += _FITS_WORTH * share
            if off:  # of two prices, the one that the discount is already taken from
                worth += bonus * _share(quantity, price, amount, {}, half)
            if worth > best.worth + _EQUAL:
                best = Pair(quantity.column, price.column, discount, share, worth)
    return best


def choose_rates(columns: Sequence[Column], discount: Column | None) -> Column | None:
    """The column of VAT rates: named so, or unnamed percentages.

    Args:
        columns: all columns but the one of amounts.
        discount: the column of discounts, which is none of rates.
    """
    others = [column for column in columns if column is not discount]
    named = [c for c in others if c.label is not None and c.label.role is Role.VAT]
    unnamed = [c for c in others if c.label is None and c.is_percent]
    return next(iter(named + unnamed), None)


def fitting_rows(pair: Pair, amount: Column, rows: Collection[int]) -> list[int]:
    """The rows on which named columns of quantities and prices multiply to the amount.

    Args:
        pair: the columns.
        amount: the column of amounts.
        rows: the rows to look at.
    """
    quantity, price = pair.quantity, pair.price
    if quantity is None or price is None or quantity.label is None or price.label is None:
        return []
    return [
        i
        for i in rows
        if i in quantity.numbers
        and i in price.numbers
        and i in amount.numbers
        and multiplies(quantity.numbers[i], price.numbers[i], amount.numbers[i]) is not None
    ]


def _choose_discount(columns: Sequence[Column]) -> Column | None:
    named = [c for c in columns if c.label is not None and c.label.role is Role.DISCOUNT]
    unnamed = [c for c in columns if c.label is None and c.is_percent]
    return next(iter(named + unnamed), None)


def _option(column: Column, telling: Sequence[int]) -> _Option:
    rows = [i for i in telling if i in column.numbers]
    most = min(len(rows) / (0.5 * len(telling)), 1.0) if rows else 0.0
    return _Option(column, rows, most, _worth(column, Role.QUANTITY), _worth(column, Role.PRICE))


def _worth(column: Column, role: Role) -> float:
    if column.label is None:
        if column.is_percent:
            return _PERCENT
        numbers = column.numbers.values()
        if role is Role.QUANTITY and all(number.value == 1 for number in numbers):
            return _CONSTANT
        money = sum([number.money for number in numbers]) / len(numbers)
        return _UNNAMED + _MONEY * (money if role is Role.PRICE else -money)
    if column.label.role is role:
        return _NAMED
    return _NAMED_CONTRARY if column.label.role in _CONTRARY else _NAMED_OTHERWISE


def _share(
    quantity: _Option,
    price: _Option,
    amount: Column,
    off: Mapping[int, Number],
    half: float,
    least: float = 0.0,
) -> float:
    """Share of the rows with both numbers on which they multiply to the amount.

    Args:
        quantity: the column of quantities.
        price: the column of unit prices.
        amount: the column of amounts.
        off: discounts by row.
        half: half the number of rows with an amount; fewer than that prove less.
        least: the share is 0 as soon as it cannot be so much any more.
    """
    prices = price.column.numbers
    both = [i for i in quantity.rows if i in prices]
    if not both:
        return 0.0
    quantities, whole, fitting = quantity.column.numbers, max(len(both), half), len(both)
    for i in both:
        if multiplies(quantities[i], prices[i], amount.numbers[i], off.get(i)) is None:
            fitting -= 1
            if fitting < least * whole:
                return 0.0
    return fitting / whole
