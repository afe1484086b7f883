"""SIRET: the number of a French establishment, its SIREN and five digits more (Luhn).

Source: Code de commerce, article R123-221; La Poste's exception: INSEE, as python-stdnum has it.
"""

from __future__ import annotations

from functools import lru_cache

from stdnum.exceptions import ValidationError
from stdnum.fr import siret as _siret

from extractor.errors import FormatError
from extractor.formats.numbers import compact, parse_digits
from extractor.formats.parsed import Parsed

__all__ = ["STATE", "compact", "is_state", "is_valid", "parse", "siren_of", "validate"]

STATE = "11000201100044"
"""The State's one SIRET on Chorus Pro."""

LENGTH = 14


def validate(text: str) -> str:
    """The compact number, if its check digit is right.

    Raises:
        FormatError: wrong shape or check digit.

    >>> validate("732 829 320 00074")
    '73282932000074'
    >>> validate("35600000049837")
    '35600000049837'
    """
    try:
        number: str = _siret.validate(compact(text))
    except ValidationError as error:
        raise FormatError("no SIRET") from error
    if not number[:9].strip("0"):
        raise FormatError("no SIRET")
    return number


def is_valid(text: str) -> bool:
    """Whether shape and check digit are right.

    >>> is_valid(STATE), is_valid("73282932000075")
    (True, False)
    """
    try:
        validate(text)
    except FormatError:
        return False
    return True


@lru_cache(maxsize=1024)
def parse(text: str) -> Parsed:
    """Read a SIRET, through spaces, dots and OCR's letters for digits.

    Returns:
        Fourteen digits; of quality 0.6 at most and not `checked` where the check digit fails,
        since documents do carry fictitious numbers.

    Raises:
        FormatError: not fourteen digits.

    >>> parse("732 829 32O 00074")
    Parsed(value='73282932000074', quality=0.9, checked=True)
    >>> parse("123 456 789 00000")
    Parsed(value='12345678900000', quality=0.6, checked=False)
    """
    return parse_digits(text, LENGTH, is_valid)


def siren_of(siret: str) -> str:
    """The SIREN of an establishment's legal unit.

    >>> siren_of("73282932000074")
    '732829320'
    """
    return siret[:9]


def is_state(siret: str) -> bool:
    """Whether a SIRET is the State's on Chorus Pro.

    >>> is_state("11000201100044")
    True
    """
    return siret == STATE
