"""Amounts of money: two decimals, or a currency sign beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates.spans import LineText
from extractor.document import Candidate, Kind
from extractor.errors import FormatError
from extractor.formats import amounts

_SPACE = r"[ \u00a0\u202f\u2009]"
_CURRENCY = r"(?:€|EUR\b|Euros?\b|euros?\b|eur\b|[$£]|USD\b|CHF\b|GBP\b)"
_CURRENCY_MISREAD = rf"(?:{_CURRENCY}|[EC](?!\w))"


def _pattern(digit: str, currency: str) -> re.Pattern[str]:
    grouped = rf"{digit}{{1,3}}(?:(?:{_SPACE}|[.,'\u2019]){digit}{{3}})+"
    whole = rf"(?:{grouped}|{digit}+)"
    decimals = rf"(?:{_SPACE}?[.,]{_SPACE}?{digit}{{2}}(?!{digit}))"
    return re.compile(
        rf"(?<![\w.,/])(?P<sign>[-\u2013\u2212(+]{_SPACE}?)?(?:{_CURRENCY}{_SPACE}{{0,2}})?"
        rf"(?:{whole}{decimals}{_SPACE}{{0,2}}{currency}?"
        rf"|{whole}{_SPACE}{{0,2}}{_CURRENCY}"
        rf"|{digit}+€{digit}{{2}})"
        r"[)-]?(?![\w/%]|[.,]\d)"
    )


_PRINTED = _pattern(r"\d", _CURRENCY)
_MISREAD = _pattern(r"[0-9OoQIl|SBZ]", _CURRENCY_MISREAD)
_THREE_DIGITS = re.compile(rf"(?:{_CURRENCY}{_SPACE}?)?(\d{{3}})\D")
_FIRST_GROUP = re.compile(r"(?:\d[:;]|(?:^| )[^\W\d_àAxX] ?|(?:^| )[§°?!%&#] ?)$")
"""What a group of thousands is read as, before the group that follows it."""
_INTEGER = re.compile(rf"(?<![\w.,/-])\d{{1,3}}(?:{_SPACE}?\d{{3}})*(?![\w/%-]|[.,]\d)")
_PERCENT = re.compile(r"\s{0,2}(?:%|pour ?cent)")


def find_amounts(line: LineText, *, expects_amount: bool) -> Iterator[Candidate]:
    """Amounts on a line.

    Args:
        line: the line's text.
        expects_amount: whether a label of a total stands on the same row; only then are bare
            integers taken for amounts.

    Yields:
        Candidates of kind AMOUNT.
    """
    taken: list[tuple[int, int]] = []
    for match in (_MISREAD if line.is_ocr else _PRINTED).finditer(line.text):
        start, end = match.span()
        printed = match.group()
        if _PERCENT.match(line.text, end) or not any(map(str.isdigit, printed)):
            continue
        if line.is_ocr and _lacks_its_thousands(line.text, start):
            continue
        if printed.endswith(")") and not printed.startswith("("):
            end -= 1
        try:
            parsed = amounts.parse(line.text[start:end])
        except FormatError:
            continue
        taken.append((start, end))
        yield line.candidate(Kind.AMOUNT, parsed, start, end)
    if not expects_amount:
        return
    for match in _INTEGER.finditer(line.text):
        start, end = match.span()
        if any(start < t_end and t_start < end for t_start, t_end in taken):
            continue
        if _PERCENT.match(line.text, end):
            continue
        try:
            parsed = amounts.parse(match.group())
        except FormatError:
            continue
        yield line.candidate(Kind.AMOUNT, parsed, start, end)


def _lacks_its_thousands(text: str, start: int) -> bool:
    """Whether an amount that OCR read seems to be the rest of one: `167:902,76`, `G 425,88`."""
    digits = _THREE_DIGITS.match(text, start)
    if digits is None:
        return False
    return digits[1][0] == "0" or _FIRST_GROUP.search(text, 0, start) is not None
