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


def choose_pair(columns: Sequence[Column], amount: Column, body: Sequence[int]) -> Pair:
    """The best pair: named so in the header, or right by arithmetic, or both.

    Args:
        columns: all columns but the one of amounts.
        amount: the column of amounts.
        body: the rows that are lines.
    """
    discount = _choose_discount(columns)
    off: Mapping[int, Number] = {} if discount is None else discount.numbers
    rest = [None, *(column for column in columns if column is not discount)]
    best = Pair(None, None, discount, 0.0, 0.0)
    for quantity in rest:
        alone = 0.0 if quantity is None else _worth(quantity, Role.QUANTITY)
        for price in rest:
            if price is quantity:
                continue
            worth = alone + (0.0 if price is None else _worth(price, Role.PRICE))
            share = 0.0
            if quantity is not None and price is not None:
                if worth + _FITS_WORTH + _UNDISCOUNTED_WORTH <= best.worth:
                    continue
                share = _share(quantity, price, amount, off, body)
                worth += _FITS_WORTH * share
                if off:  # of two prices, the one that the discount is already taken from
                    worth += _UNDISCOUNTED_WORTH * _share(quantity, price, amount, {}, body)
            if worth > best.worth + 1e-9:
                best = Pair(quantity, price, discount, share, worth)
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


def _worth(column: Column, role: Role) -> float:
    if column.label is None:
        if column.is_percent:
            return _PERCENT
        ones = role is Role.QUANTITY and all(n.value == 1 for n in column.numbers.values())
        if ones:
            return _CONSTANT
        money = sum(number.money for number in column.numbers.values()) / len(column.numbers)
        return _UNNAMED + _MONEY * (money if role is Role.PRICE else -money)
    if column.label.role is role:
        return _NAMED
    return _NAMED_CONTRARY if column.label.role in _CONTRARY else _NAMED_OTHERWISE


def _share(
    quantity: Column,
    price: Column,
    amount: Column,
    off: Mapping[int, Number],
    body: Sequence[int],
) -> float:
    """Share of the rows with both numbers on which they multiply to the amount."""
    # Nothing times anything is nothing: rows without an amount prove nothing.
    telling = [i for i in body if amount.numbers[i].amount]
    both = [i for i in telling if i in quantity.numbers and i in price.numbers]
    if not both:
        return 0.0
    fitting = sum(
        multiplies(quantity.numbers[i], price.numbers[i], amount.numbers[i], off.get(i)) is not None
        for i in both
    )
    return fitting / max(len(both), 0.5 * len(telling))
