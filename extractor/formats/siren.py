"""SIREN: the number of a French legal unit, given by INSEE (nine digits, Luhn).

Source: Code de commerce, article R123-221; https://fr.wikipedia.org/wiki/SIREN
"""

from __future__ import annotations

from functools import lru_cache

from stdnum.exceptions import ValidationError
from stdnum.fr import siren as _siren

from extractor.errors import FormatError
from extractor.formats.numbers import compact, parse_digits
from extractor.formats.parsed import Parsed

__all__ = ["compact", "is_public", "is_valid", "parse", "validate"]

LENGTH = 9


def validate(text: str) -> str:
    """The compact number, if its check digit is right.

    Raises:
        FormatError: wrong shape or check digit.

    >>> validate("732 829 320")
    '732829320'
    """
    try:
        number: str = _siren.validate(compact(text))
    except ValidationError as error:
        raise FormatError("no SIREN") from error
    if not number.strip("0"):
        raise FormatError("no SIREN")
    return number


def is_valid(text: str) -> bool:
    """Whether shape and check digit are right.

    >>> is_valid("732829320"), is_valid("732829321")
    (True, False)
    """
    try:
        validate(text)
    except FormatError:
        return False
    return True


@lru_cache(maxsize=1024)
def parse(text: str) -> Parsed:
    """Read a SIREN, through spaces, dots and OCR's letters for digits.

    Returns:
        Nine digits; of quality 0.6 at most and not `checked` where the check digit fails, since
        documents do carry fictitious numbers.

    Raises:
        FormatError: not nine digits.

    >>> parse("732.829.320")
    Parsed(value='732829320', quality=1.0, checked=True)
    >>> parse("732 829 32O")
    Parsed(value='732829320', quality=0.9, checked=True)
    """
    return parse_digits(text, LENGTH, is_valid)


def is_public(siren: str) -> bool:
    """Whether a SIREN is of a public body: INSEE gives those a first digit of 1 or 2.

    >>> is_public("110002011"), is_public("732829320")
    (True, False)
    """
    return siren[:1] in {"1", "2"}
