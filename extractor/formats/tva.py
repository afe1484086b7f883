"""VAT numbers: the French `numéro de TVA intracommunautaire`, and those of other countries.

French ones are FR, a key of two characters and the SIREN. The numeric key is (SIREN followed by
12) mod 97; newer keys have letters, without I and O.
Source: CGI, article 286 ter; Directive 2006/112/EC, articles 214 and 215.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from stdnum import get_cc_module
from stdnum.eu import vat as _eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError
from stdnum.fr import tva as _tva

from extractor.errors import FormatError
from extractor.formats.confusions import DIGITS_FOR, iterate_digit_readings
from extractor.formats.numbers import compact as _compact
from extractor.formats.parsed import UNCHECKED_QUALITY, Parsed, lower_quality

_FRENCH_LENGTH = 13
# stdnum's list of the Union's members is lower case; these three invoice with a number as well.
_COUNTRIES = frozenset(code.upper() for code in _eu_vat.MEMBER_STATES) | {"EL", "GB", "CH", "NO"}
_KEY = re.compile(r"[0-9A-HJ-NP-Z]{2}")
_MIN_DIGITS = 7


def compact(text: str) -> str:
    """Upper case, without separators.

    >>> compact("fr 40 303 265 045")
    'FR40303265045'
    """
    return _compact(text).upper()


def validate(text: str) -> str:
    """The compact number, if its key is right.

    Raises:
        FormatError: wrong country, shape or key.

    >>> validate("FR 40 303 265 045"), validate("DE 136,695 976")
    ('FR40303265045', 'DE136695976')
    """
    number = compact(text)
    try:
        _validate_by_country(number)
    except ValidationError as error:
        raise FormatError("no VAT number") from error
    return number


def is_valid(text: str) -> bool:
    """Whether country, shape and key are right.

    >>> is_valid("FR40303265045"), is_valid("FR41303265045")
    (True, False)
    """
    try:
        validate(text)
    except FormatError:
        return False
    return True


@lru_cache(maxsize=1024)
def parse(text: str) -> Parsed:
    """Read a VAT number, through spaces, dots and OCR's letters for digits.

    Returns:
        Upper case without spaces; of quality 0.6 at most and not `checked` where the key fails.

    Raises:
        FormatError: no number of a country that we know.

    >>> parse("FR 40 303 265 O45")
    Parsed(value='FR40303265045', quality=0.9, checked=True)
    """
    number = _compact(text)
    country = number[:2].upper()
    if country == "FR":
        return _parse_french(number)
    if country not in _COUNTRIES or sum(map(str.isdigit, number)) < _MIN_DIGITS:
        raise FormatError("no VAT number")
    number = number.upper()
    try:
        _validate_by_country(number)
    except (InvalidChecksum, InvalidComponent):
        return Parsed(number, UNCHECKED_QUALITY, False)
    except ValidationError as error:
        raise FormatError("no VAT number") from error
    return Parsed(number, 1.0, True)


def siren_of(vat_number: str) -> str | None:
    """The SIREN inside a French VAT number; None for other countries' and for Monaco's.

    >>> siren_of("FR40303265045"), siren_of("DE136695976")
    ('303265045', None)
    """
    if len(vat_number) != _FRENCH_LENGTH or not vat_number.startswith("FR"):
        return None
    siren = vat_number[4:]
    return None if siren.startswith("000") or not siren.isdigit() else siren


def _validate_by_country(number: str) -> None:
    country = number[:2]
    if country in {"GB", "CH", "NO"}:
        module = get_cc_module(country.lower(), "vat")
        if module is None:
            raise InvalidComponent
        # Swiss numbers are written CHE…, so that the country is part of them.
        module.validate(number if country == "CH" else number[2:])
    else:
        _eu_vat.validate(number)


def _parse_french(number: str) -> Parsed:
    if len(number) != _FRENCH_LENGTH:
        raise FormatError("no French VAT number")
    key, siren = number[2:4], number[4:]
    sirens = tuple(iterate_digit_readings(siren))
    if not sirens or sirens[0][1] > 3:
        raise FormatError("no French VAT number")
    keys = [
        (reading, sum(a != b for a, b in zip(key.upper(), reading, strict=True)))
        for reading in map("".join, product(*(_key_options(character) for character in key)))
        if _KEY.fullmatch(reading)
    ]
    if not keys:
        raise FormatError("no French VAT number")
    for (key_reading, key_repairs), (digits, repairs) in product(keys, sirens):
        if _tva.is_valid(key_reading + digits):
            quality = lower_quality(1.0, key_repairs + repairs)
            return Parsed(f"FR{key_reading}{digits}", quality, True)
    repairs = keys[0][1] + sirens[0][1]
    quality = lower_quality(UNCHECKED_QUALITY, repairs)
    return Parsed(f"FR{keys[0][0]}{sirens[0][0]}", quality, False)


def _key_options(character: str) -> tuple[str, ...]:
    if character.isdigit():
        return (character,)
    return (character.upper(), *DIGITS_FOR.get(character, ""))
