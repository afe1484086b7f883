"""Numbers within a cell: what is printed as a quantity, a price, an amount or a rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from extractor.document import BoundingBox, Line, Word
from extractor.document.geometry import union
from extractor.document.spacing import are_tight
from extractor.errors import FormatError
from extractor.formats import amounts

_NUMBER = re.compile(
    r"[-+−–(]*(?:€|\$|£)?\d[\d.,'\u00a0\u2009\u202f]*(?:€|eur|\$|£|%)?[-)]?",
    re.IGNORECASE | re.ASCII,
)
_NUMBER_UNIT = re.compile(r"([-+−–]?\d[\d.,]*)(h|u|kg|g|km|m|m2|m3|m²|m³|j|l|t|kwh|mwh|ml)", re.I)
_MISREAD = re.compile(r"[-+−–(]*[\dOoQDlI|ZSB][\dOoQDlI|ZSB.,']*(?:€|%)?[-)]?", re.ASCII)
_THOUSANDS_HEAD = re.compile(r"[-+−–(]*\d{1,3}", re.ASCII)
_THOUSANDS_TAIL = re.compile(r"\d{3}(?:[.,]\d+)?(?:€|%)?[-)]?", re.ASCII)
_SIGNS = frozenset({"-", "−", "–", "+"})
_CURRENCIES = frozenset({"€", "eur", "euro", "euros", "$", "usd", "£", "chf"})
_BESIDE = _CURRENCIES | {"x", "×", "*", "=", "@", "à", "|", ":"}
"""What may stand beside a number without being text."""
_MONEY = re.compile(r"[.,]\d\d(?!\d)")
_DIGIT = re.compile(r"[0-9]")
_LETTER = re.compile(r"[^\W\d_]")
_CENTS = -2
_LONGEST_UNIT = 10
_MOST_UNIT_WORDS = 2
_LONGEST_TEXT = 12
"""A longer text that ends in an amount is a sentence."""


class Number(NamedTuple):
    """A number as printed.

    Attributes:
        value: its value if a lone separator is the decimal one (`1.250` is one and a quarter).
        amount: its value as money (`1.250` is over a thousand).
        size: `value` without its sign, as quick to multiply as a float is.
        amount_size: the same of `amount`.
        percent: whether a percent sign follows.
        money: whether it has two decimals or a currency.
        bbox: its place.
        first: index of its first word within the cell.
        last: index of its last word.
        in_text: whether it starts or ends a text, instead of standing alone.
    """

    value: Decimal
    amount: Decimal
    size: float
    amount_size: float
    percent: bool
    money: bool
    bbox: BoundingBox
    first: int
    last: int
    in_text: bool = False


class Cell(NamedTuple):
    """A line of the page as a cell of a table.

    Attributes:
        place: index within the page's lines.
        line: the line itself.
        numbers: the numbers that may stand in a column of numbers.
        is_text: whether words remain that are neither numbers, nor their units.
    """

    place: int
    line: Line
    numbers: tuple[Number, ...]
    is_text: bool


def read_cell(place: int, line: Line, width_pt: float) -> Cell:
    """Find the numbers of a cell.

    All numbers count in a cell that holds nothing else but their units (`3 867 kWh`, `41,16 €`,
    `2 x 1,10`); in a text, only the amounts of money at its end and a number at its start.

    Args:
        place: index of the line within the page's lines.
        line: the cell's words.
        width_pt: width of the page in points.
    """
    words = line.words
    text = line.text
    if _DIGIT.search(text) is None:
        return Cell(place, line, (), _LETTER.search(text) is not None)
    numbers, rest = _scan(words, width_pt)
    letters = [i for i in rest if _LETTER.search(words[i].text)]
    if not letters:
        return Cell(place, line, tuple(numbers), not numbers and len(rest) > 0)
    if numbers and numbers[0].first <= 1 and _are_units(words, letters, numbers):
        last = numbers[-1]  # a column is aligned with its units
        numbers[-1] = last._replace(bbox=last.bbox._replace(right=line.bbox.right))
        return Cell(place, line, tuple(numbers), False)
    ending: list[Number] = []
    end = len(words) - 1
    for number in reversed(numbers if len(words) <= _LONGEST_TEXT else ()):
        while end > number.last and end in rest and end not in letters:
            end -= 1
        if number.last != end or not (number.money or ending):
            break
        ending.insert(0, number)
        end = number.first - 1
    while ending and not ending[0].money:
        ending.pop(0)
    if numbers and numbers[0].first == 0 and not numbers[0].percent and ending[:1] != numbers[:1]:
        ending.insert(0, numbers[0])
    return Cell(place, line, tuple(n._replace(in_text=True) for n in ending), True)


def _are_units(words: Sequence[Word], letters: Sequence[int], numbers: Sequence[Number]) -> bool:
    return (
        len(letters) <= _MOST_UNIT_WORDS
        and letters[0] > numbers[-1].last
        and sum(len(words[i].text) for i in letters) <= _LONGEST_UNIT
    )


def _scan(words: Sequence[Word], width_pt: float) -> tuple[list[Number], list[int]]:
    """All numbers of a cell, and the words that are part of none."""
    numbers: list[Number] = []
    rest: list[int] = []
    i = 0
    while i < len(words):
        first = i
        if words[i].text in _SIGNS and i + 1 < len(words) and _is_numeric(words[i + 1]):
            i += 1
        if not _is_numeric(words[i]):
            rest.append(i)
            i += 1
            continue
        joined = _THOUSANDS_HEAD.fullmatch(words[i].text) is not None
        while joined and i + 1 < len(words) and _continues(words[i], words[i + 1], width_pt):
            i += 1
            joined = _THOUSANDS_HEAD.fullmatch(words[i].text) is not None
        last = i
        i += 1
        mark = words[i].text.lower() if i < len(words) else ""
        if mark == "%" or mark in _CURRENCIES:
            last = i
            i += 1
        number = _parse(words, first, last)
        if number is None:
            rest.extend(range(first, last + 1))
        else:
            numbers.append(number)
    return numbers, [k for k in rest if words[k].text.lower() not in _BESIDE]


def _is_numeric(word: Word) -> bool:
    text = word.text
    if _DIGIT.search(text) is None:
        return False
    if _NUMBER.fullmatch(text) or _NUMBER_UNIT.fullmatch(text):
        return True
    if word.source != "ocr" or not _MISREAD.fullmatch(text):
        return False
    digits = sum(map(str.isdigit, text))
    return digits > sum(map(str.isalpha, text))


def _continues(word: Word, following: Word, width_pt: float) -> bool:
    return _THOUSANDS_TAIL.fullmatch(following.text) is not None and are_tight(
        word, following, width_pt
    )


def _parse(words: Sequence[Word], first: int, last: int) -> Number | None:
    text, box = words[first].text, words[first].bbox
    if last > first:
        text = " ".join([word.text for word in words[first : last + 1]])
        box = union([word.bbox for word in words[first : last + 1]])
    with_unit = _NUMBER_UNIT.fullmatch(text)
    bare = with_unit[1] if with_unit else text.replace("%", "").strip()
    try:
        value = amounts.decimal(bare)
    except FormatError:
        return None
    amount = value
    if value.as_tuple().exponent != _CENTS:
        with suppress(FormatError):
            amount = Decimal(amounts.parse(bare).value)
    percent = "%" in text
    money = not percent and (_MONEY.search(bare) or amounts.currency(bare)) is not None
    size = abs(float(value))
    amount_size = size if amount is value else abs(float(amount))
    return Number(value, amount, size, amount_size, percent, money, box, first, last)
