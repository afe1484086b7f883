"""Whether quantity times unit price is the amount."""

from __future__ import annotations

from decimal import Decimal

from extractor.decode.line_items.numbers import Number

_CENT = 0.011
_CENTS = 2
_MOST_UNITS = 100


def multiplies(
    quantity: Number, price: Number, amount: Number, discount: Number | None = None
) -> Decimal | None:
    """The unit price, if the quantity times it (less the discount) is the amount.

    The price may be rounded to the cent: half a cent a unit is allowed.

    Args:
        quantity: the quantity.
        price: the unit price; `1.250` is tried as thousands too.
        amount: the amount of the line.
        discount: a percentage or an amount, if a column of discounts has one on this row.

    Returns:
        The price as it must be read; None if nothing fits.
    """
    units, target = quantity.size, amount.amount_size
    off = discount.size if discount is not None else 0.0
    readings = [(price.value, price.size)]
    if price.amount_size != price.size:
        readings.append((price.amount, price.amount_size))
    for value, size in readings:
        full = units * size
        apart = abs(full - target)
        if off:
            apart = min(apart, abs(full * (1 - off / 100) - target), abs(full - off - target))
        if apart > 0.02 * full + _CENT:
            continue
        if apart <= _CENT + units * 0.5 * 10 ** -max(_decimals(value), _CENTS):
            return value
    return None


def whole_units(price: Decimal, amount: Decimal) -> Decimal | None:
    """The whole number of units that an amount must be for, to the cent; None if there is none.

    OCR often overlooks a digit that stands alone in its column.

    Args:
        price: the unit price.
        amount: the amount of the line.

    >>> whole_units(Decimal("34.50"), Decimal("207.00")), whole_units(Decimal(3), Decimal(10))
    (Decimal('6'), None)
    """
    if price <= 0 or amount <= 0:
        return None
    units = (amount / price).quantize(Decimal(1))
    return units if 1 <= units < _MOST_UNITS and units * price == amount else None


def is_sum(total: Decimal, target: Decimal, rows: int) -> bool:
    """Whether amounts add up to a total, signs aside, with half a cent of rounding a row.

    >>> is_sum(Decimal("-10.00"), Decimal("10.01"), 2), is_sum(Decimal("9"), Decimal("10"), 2)
    (True, False)
    """
    slack = min(Decimal("0.01") + Decimal("0.005") * rows, Decimal("0.05"))
    return abs(abs(total) - abs(target)) <= slack


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
