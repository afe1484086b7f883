"""Numbers as printed, matched before they are understood; with what OCR does to them."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.errors import FormatError

CURRENCY_WORD = r"€|(?:euros?|eur|usd|us\$|chf|gbp)\.?|\$|£"

# Thousands are separated by one and the same character, which is not the decimal one.
_NUMBER = (
    r"(?:(?P<grouped>\d{1,3}(?P<group>[ .,'])\d{3}(?:(?P=group)\d{3})*)"
    r"(?:(?!(?P=group))[.,](?P<grouped_decimals>\d{1,6}))?"
    r"|(?P<plain>\d+)(?:[.,](?P<decimals>\d{1,6}))?)"
)
# A minus stands before or behind the number or its currency; so does a bracket.
_PRINTED = re.compile(
    rf"(?P<open>\()? ?(?P<sign>[-+])? ?(?P<before>{CURRENCY_WORD})? ?(?P<inner_open>\()?"
    rf"(?P<inner>[-+])? ?{_NUMBER}(?P<late> ?-)?(?P<inner_close>\))? ?"
    rf"(?P<after>{CURRENCY_WORD})?(?P<last> ?-)? ?(?P<close>\))?",
    re.IGNORECASE | re.ASCII,
)
_CURRENCY = re.compile(CURRENCY_WORD, re.IGNORECASE | re.ASCII)
FOREIGN = re.compile(r"[^\d\s.,'’‘`´()+\-−–—€$£*:;=OoQDlIi|ZSBGEUReurosCHFGBPUSDcshfgbpd]")
"""A character that stands in no amount, however badly read."""
_SPACES = re.compile(r"\s+")
_SEPARATOR_SPACES = re.compile(r" *([.,']) *")
_EURO_AS_POINT = re.compile(r"(?<=\d) ?€ ?(?=\d\d$)")
_EURO_AS_LETTER = re.compile(r"(?<=[.,]..) ?[eECc]$")
_BODY = re.compile(r"[\dOoQDlIi|ZSBG][\dOoQDlIi|ZSBG .,']*", re.ASCII)
# Fewer letters than `confusions` knows: nothing checks an amount's digits.
_DIGITS = str.maketrans("OoQDlIi|ZSBG", "000011112586")
_EXOTIC = str.maketrans(
    dict.fromkeys("−–—", "-")
    | dict.fromkeys("’‘`´", "'")
    | dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
        "\u3000",
        " ",
    )
)

_MARKS = ("open", "inner_open", "inner", "late", "inner_close", "last", "close")
_NO_MARKS = (None,) * len(_MARKS)
MAX_LENGTH = 40


@lru_cache(maxsize=4096)
def match_number(text: str) -> tuple[re.Match[str], int]:
    """Match a number with its sign and currency, as printed or as it must have been printed.

    Returns:
        The match, whose groups are `grouped` with `group` and `grouped_decimals`, or `plain` with
        `decimals`; `before` and `after` for the currency; and the number of repairs.

    Raises:
        FormatError: no number.

    >>> match, repairs = match_number("1 Z34 , 5O €")
    >>> match["grouped"], match["grouped_decimals"], repairs
    ('1 234', '50', 3)
    """
    if len(text) > MAX_LENGTH:
        raise FormatError("too long for a number")
    plain = (text if text.isascii() else text.translate(_EXOTIC)).strip()
    match = _PRINTED.fullmatch(plain)
    return (match, 0) if match is not None else _match_repaired(plain)


def is_negative(match: re.Match[str]) -> bool:
    """Whether a matched number has a minus before or after it, or brackets around it.

    Raises:
        FormatError: two signs, or one bracket.

    >>> is_negative(match_number("(12,50)")[0]), is_negative(match_number("12,50")[0])
    (True, False)
    """
    if match.group(*_MARKS) == _NO_MARKS:
        return bool(match["sign"] == "-")
    opening = [mark for mark in match.group("open", "inner_open") if mark]
    closing = [mark for mark in match.group("close", "inner_close") if mark]
    signs = [mark for mark in match.group("sign", "inner", "late", "last") if mark]
    if len(opening) != len(closing) or len(opening) + len(signs) > 1:
        raise FormatError("two signs, or one bracket")
    return not signs or signs[0] != "+"


def _match_repaired(text: str) -> tuple[re.Match[str], int]:
    if FOREIGN.search(text) is not None:
        raise FormatError("no number")
    clean = _SPACES.sub(" ", text.lstrip(" :=*").rstrip(" .,;:=*"))
    clean = _SEPARATOR_SPACES.sub(r"\1", _EURO_AS_POINT.sub(",", clean))
    cost = int(clean != text)
    match = _PRINTED.fullmatch(clean)
    if match is not None:
        return match, cost
    head, body, tail = _split_currency(_EURO_AS_LETTER.sub("", clean))
    printed = _BODY.search(body)
    if printed is None:
        raise FormatError("no number")
    digits = printed[0].translate(_DIGITS)
    repairs = sum(a != b for a, b in zip(printed[0], digits, strict=True))
    if repairs > sum(map(str.isdigit, printed[0])):
        raise FormatError("more letters than digits")
    match = _PRINTED.fullmatch(
        head + body[: printed.start()] + digits + body[printed.end() :] + tail
    )
    if match is None:
        raise FormatError("no number")
    return match, max(cost + repairs, 1)


def _split_currency(text: str) -> tuple[str, str, str]:
    """What stands before the number, the number, and the rest: `EUR` must not lose its letters."""
    found = _CURRENCY.search(text)
    if found is None:
        return "", text, ""
    if text[: found.start()].strip(" -+("):
        return "", text[: found.start()], text[found.start() :]
    return text[: found.end()], text[found.end() :], ""
