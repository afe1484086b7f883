"""Amounts of money and other decimal numbers as French (and some foreign) invoices print them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractor.errors import FormatError
from extractor.formats.numerals import CURRENCY_WORD, FOREIGN, MAX_LENGTH, is_negative, match_number
from extractor.formats.parsed import Parsed, lower_quality

_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "chf": "CHF",
    "£": "GBP",
    "gbp": "GBP",
}
_CURRENCY = re.compile(rf"(?<![^\W\d_])(?:{CURRENCY_WORD})(?![^\W\d_])", re.IGNORECASE | re.ASCII)
_DIGIT = re.compile(r"[0-9]")

_MAX_INTEGER_DIGITS = 9
_MAX_WHOLE_DIGITS = 13


def looks_like_amount(text: str) -> bool:
    """Whether a text is worth giving to `parse`: cheap, and never False for what parses.

    >>> looks_like_amount("1 234,56 €"), looks_like_amount("Facture 12")
    (True, False)
    """
    return (
        len(text) <= MAX_LENGTH and _DIGIT.search(text) is not None and FOREIGN.search(text) is None
    )


def currency(text: str) -> str | None:
    """The ISO 4217 code of the first currency that a text names.

    >>> currency("12 €"), currency("CHF 12.00"), currency("12,00")
    ('EUR', 'CHF', None)
    """
    found = _CURRENCY.search(text)
    return _CURRENCIES[found[0].lower().rstrip(".")] if found else None


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """Read an amount of money.

    Returns:
        The value with two decimals and its sign, such as `-1234.50`. A number without decimals has
        quality 0.6 (0.9 beside a currency). Three digits after a lone separator are read as
        thousands, with quality 0.7 (0.8).

    Raises:
        FormatError: no amount; also a number with a third significant decimal (a unit price), or
            an integer of ten digits or with a leading zero (a code).

    >>> parse("1 234,5 €").value, parse("(27,80)").value, parse("1.234,56-").value
    ('1234.50', '-27.80', '-1234.56')
    >>> parse("1 Z34,5O")
    Parsed(value='1234.50', quality=0.8, checked=False)
    """
    match, repairs = match_number(text)
    negative = is_negative(match)
    grouped, group, grouped_decimals, whole, decimals, before, after = match.group(
        "grouped", "group", "grouped_decimals", "plain", "decimals", "before", "after"
    )
    if grouped is not None:
        decimals = grouped_decimals
        if grouped[0] == "0" and len(grouped) == 5 and group in ".," and not decimals:
            whole, decimals = grouped.split(group)  # `0,500` cannot be thousands
        else:
            whole = grouped.replace(group, "")
    if decimals:
        quality = _judge_decimals(whole, decimals)
        value = f"{whole.lstrip('0') or '0'}.{decimals[:2]:0<2}"
    else:
        quality = _judge_integer(whole, group, named=bool(before or after))
        value = f"{whole}.00"
    if negative and value != "0.00":
        value = "-" + value
    return Parsed(value, lower_quality(quality, repairs), False)


def decimal(text: str) -> Decimal:
    """Read a unit price or a quantity, with up to six decimals.

    A lone point or comma is a decimal one here, whatever follows it: quantities are printed
    `1,000`.

    Raises:
        FormatError: no number.

    >>> decimal("0,11384"), decimal("1 250"), decimal("2.500")
    (Decimal('0.11384'), Decimal('1250'), Decimal('2.500'))
    """
    match, _ = match_number(text)
    grouped, group, grouped_decimals, plain, decimals = match.group(
        "grouped", "group", "grouped_decimals", "plain", "decimals"
    )
    if grouped is None:
        number = f"{plain}.{decimals}" if decimals else plain
    elif grouped_decimals:
        number = f"{grouped.replace(group, '')}.{grouped_decimals}"
    else:
        lone = group in ".," and grouped.count(group) == 1
        number = grouped.replace(group, "." if lone else "")
    return Decimal(f"-{number}" if is_negative(match) else number)


def _judge_decimals(whole: str, decimals: str) -> float:
    if len(whole) > _MAX_WHOLE_DIGITS:
        raise FormatError("too many digits for an amount")
    if decimals[2:].strip("0"):
        raise FormatError("too many decimals for an amount")
    if len(decimals) > 2:
        return 0.5
    if len(whole) > 1 and whole[0] == "0":
        return 0.7
    return 1.0 if len(decimals) == 2 else 0.9


def _judge_integer(whole: str, group: str | None, *, named: bool) -> float:
    if len(whole) > _MAX_INTEGER_DIGITS or (whole[0] == "0" and len(whole) > 1):
        raise FormatError("a code, no amount")
    if group is None or group == " ":
        return 0.9 if named else 0.6
    return 0.8 if named else 0.7
