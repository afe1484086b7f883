"""BIC: the code of a bank (ISO 9362): four letters, a country, two characters, maybe three more."""

from __future__ import annotations

from stdnum import bic as _bic
from stdnum.exceptions import ValidationError

from extractor.errors import FormatError
from extractor.formats.confusions import to_letters
from extractor.formats.numbers import compact as _compact
from extractor.formats.parsed import Parsed, lower_quality

_LENGTHS = frozenset({8, 11})


def compact(text: str) -> str:
    """Upper case, without separators.

    >>> compact("bnpa fr pp xxx")
    'BNPAFRPPXXX'
    """
    return _compact(text).upper()


def validate(text: str) -> str:
    """The compact code, if its shape and its country are right.

    Raises:
        FormatError: they are not.

    >>> validate("BNPAFRPP")
    'BNPAFRPP'
    """
    try:
        number: str = _bic.validate(compact(text))
    except ValidationError as error:
        raise FormatError("no BIC") from error
    return number


def is_valid(text: str) -> bool:
    """Whether shape and country are right.

    >>> is_valid("BNPAFRPP"), is_valid("FACTURES")
    (True, False)
    """
    try:
        validate(text)
    except FormatError:
        return False
    return True


def parse(text: str) -> Parsed:
    """Read a BIC, through spaces and OCR's digits for letters.

    A BIC has no check digit, so `checked` is always False; many eight-letter words have its
    shape, so that one not in capitals has quality 0.4.

    Raises:
        FormatError: wrong shape or country.

    >>> parse("BNPA FR PP XXX")
    Parsed(value='BNPAFRPPXXX', quality=1.0, checked=False)
    """
    printed = _compact(text)
    letters = to_letters(printed[:6])
    if len(printed) not in _LENGTHS or letters is None:
        raise FormatError("no BIC")
    number = validate(letters[0] + printed[6:])
    quality = 1.0 if printed.isupper() else 0.4
    return Parsed(number, lower_quality(quality, letters[1]), False)
