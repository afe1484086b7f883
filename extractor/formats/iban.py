"""IBAN: the number of a bank account (mod 97), with the French RIB key inside the French ones.

Source: ISO 13616, through python-stdnum's registry; RIB key: Comité français d'organisation et de
normalisation bancaires, which python-stdnum does not check.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

from stdnum import iban as _iban
from stdnum import numdb
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10

from extractor.errors import FormatError
from extractor.formats.confusions import DIGITS_FOR, LETTERS_FOR, to_letters
from extractor.formats.numbers import compact as _compact
from extractor.formats.parsed import UNCHECKED_QUALITY, Parsed, lower_quality

_REGISTRY = numdb.get("iban")
_RIB_COUNTRIES = frozenset({"FR", "MC"})
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_MAX_READINGS = 256
_MAX_REPAIRS = 5


def compact(text: str) -> str:
    """Upper case, without separators.

    >>> compact("fr76 3000 6000 0112 3456 7890 189")
    'FR7630006000011234567890189'
    """
    return _compact(text).upper()


def validate(text: str) -> str:
    """The compact number, if country, shape, check digits and RIB key are right.

    Raises:
        FormatError: one of them is wrong.

    >>> validate("FR76 3000 6000 0112 3456 7890 189")
    'FR7630006000011234567890189'
    """
    number = compact(text)
    try:
        _iban.validate(number)
    except ValidationError as error:
        raise FormatError("no IBAN") from error
    if not has_rib_key(number):
        raise FormatError("wrong RIB key")
    return number


def is_valid(text: str) -> bool:
    """Whether country, shape, check digits and RIB key are right.

    >>> is_valid("FR7630006000011234567890189"), is_valid("FR7630006000011234567890188")
    (True, False)
    """
    try:
        validate(text)
    except FormatError:
        return False
    return True


def has_rib_key(number: str) -> bool:
    """Whether the RIB key of a compact IBAN is right; True where the country has none.

    >>> has_rib_key("FR7630006000011234567890189"), has_rib_key("DE89370400440532013000")
    (True, True)
    """
    if number[:2] not in _RIB_COUNTRIES:
        return True
    digits = number[4:].translate(_RIB_LETTERS)
    if len(digits) != 23 or not digits.isdigit():
        return False
    bank, branch, account, key = digits[:5], digits[5:10], digits[10:21], digits[21:]
    return int(key) == 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97


def parse(text: str) -> Parsed:
    """Read an IBAN, through spaces and OCR's letters for digits.

    Returns:
        Upper case without spaces. A French one whose check digits are right and whose RIB key is
        not has quality 0.9 and is not `checked`; one whose check digits fail has 0.6 at most.

    Raises:
        FormatError: no country with IBANs, or not its shape.

    >>> parse("FR76 3OO0 6000 0112 3456 7890 189")
    Parsed(value='FR7630006000011234567890189', quality=0.8, checked=True)
    """
    printed = _compact(text)
    country = to_letters(printed[:2])
    if country is None:
        raise FormatError("no IBAN")
    shape = _shape_of(country[0])
    if shape is None or len(printed) != len(shape) + 2:
        raise FormatError("no IBAN")
    options = [
        _options(character, kind) for character, kind in zip(printed[2:], shape, strict=True)
    ]
    if not all(options):
        raise FormatError("no IBAN")
    upper = printed.upper()
    first: tuple[str, int] | None = None
    for reading in islice(product(*options), _MAX_READINGS):
        number = country[0] + "".join(reading)
        repairs = sum(a != b for a, b in zip(upper, number, strict=True))
        first = first or (number, repairs)
        if repairs <= _MAX_REPAIRS and mod_97_10.is_valid(number[4:] + number[:4]):
            checked = has_rib_key(number)
            return Parsed(number, lower_quality(1.0 if checked else 0.9, repairs), checked)
    if first is None or first[1] > _MAX_REPAIRS:
        raise FormatError("no IBAN")
    return Parsed(first[0], lower_quality(UNCHECKED_QUALITY, first[1]), False)


@lru_cache(maxsize=1024)
def _shape_of(country: str) -> str | None:
    """One letter a character after the country: n for a digit, a for a letter, c for either."""
    info = _REGISTRY.info(country + "00")
    bban = info[0][1].get("bban") if info else None
    if bban is None:
        return None
    parts = (
        part.split("!")
        for part in bban.replace("n", "n ").replace("a", "a ").replace("c", "c ").split()
    )
    return "nn" + "".join(kind * int(count) for count, kind in parts)


def _options(character: str, kind: str) -> str:
    if kind == "n":
        return character if character.isdigit() else DIGITS_FOR.get(character, "")
    if kind == "a":
        upper = character.upper()
        return upper if upper.isalpha() else LETTERS_FOR.get(character, "")
    if character.isdigit():
        return character
    upper = character.upper()
    return (upper if upper.isascii() and upper.isalpha() else "") + DIGITS_FOR.get(character, "")
