"""What the readers of identification numbers share."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.errors import FormatError
from extractor.formats.confusions import iterate_digit_readings, to_digits
from extractor.formats.parsed import UNCHECKED_QUALITY, Parsed, lower_quality

# A SIRET is also printed as its SIREN and, labelled, its NIC.
_SEPARATORS = re.compile(r"[\s.,\-–_/:·•'\u200b]+(?:NIC\b)?")
_LABEL = re.compile(
    r"^\W*(?:n[°ºo]?\.?\s*)?(?:siren|siret|rcs|tva|iban|bic|swift|vat)\b[\s:.°ºn]*", re.IGNORECASE
)
_MAX_LENGTH = 80


def compact(text: str) -> str:
    """Strip separators and a label that OCR or the layout has glued to the number.

    >>> compact("SIRET: 732 829.320-00074")
    '73282932000074'
    """
    return _SEPARATORS.sub("", _LABEL.sub("", text[:_MAX_LENGTH], count=1))


def parse_digits(text: str, length: int, is_valid: Callable[[str], bool]) -> Parsed:
    """Read a number of a fixed count of digits that has check digits.

    Args:
        text: as printed.
        length: count of digits.
        is_valid: whether the check digits of a compact number are right.

    Raises:
        FormatError: another count of digits, or more letters than a third.
    """
    number = compact(text)
    if len(number) != length:
        raise FormatError(f"not {length} digits")
    primary = to_digits(number)
    if primary is None or primary[1] * 3 > length:
        raise FormatError("not only digits")
    for digits, repairs in iterate_digit_readings(number):
        if is_valid(digits):
            return Parsed(digits, lower_quality(1.0, repairs), True)
    digits, repairs = primary
    return Parsed(digits, lower_quality(UNCHECKED_QUALITY, repairs), False)
