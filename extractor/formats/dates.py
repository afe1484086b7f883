"""Dates as invoices print them: day before month, in figures or in French or English words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extractor.errors import FormatError
from extractor.formats.parsed import Parsed, lower_quality

# Our own grammar, not a library: dateparser takes hundreds of microseconds a call and reads
# "12" or "mars" as dates of today's year; dateutil swaps day and month when the month is over 12
# and fills what is missing. A date that is not wholly printed must stay unread here.

FIRST_YEAR = 1990
LAST_YEAR = 2099

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march",
            "avril avr april apr", "mai may", "juin june jun", "juillet juil july jul",
            "aout aou august aug", "septembre sept sep september", "octobre oct october",
            "novembre nov november", "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_LONG_MONTHS = tuple(name for name in _MONTHS if len(name) >= 5)
_FOLD = str.maketrans("éèêûùÉÈÊÛÙ\u00a0\u2009\u202f–−", "eeeuuEEEUU   --")
_DIGITS = str.maketrans("OoQDlIi|ZSBG", "000011112586")

_D = r"[\dOoQDlIi|ZSBG]"
_PREFIX = re.compile(
    r"^(?:(?:le|du|au|on|en date du|date ?:?)\s+)?"
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di,?\s+|dimanche,?\s+)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"({_D}{{1,2}})(\s*[/.\-]\s*|\s)({_D}{{1,2}})(\s*[/.\-]\s*|\s)({_D}{{4}}|{_D}{{2}})",
    re.ASCII,
)
_ISO = re.compile(
    rf"({_D}{{4}})([-/.])({_D}{{2}})([-/.])({_D}{{2}})(?:T[\d:.+\-]{{4,}}Z?)?", re.ASCII
)
_WORDS = re.compile(
    r"([\dOoQlIi|ZSB]{1,2})\s*(?:er|ER|st|nd|rd|th|eme|e)?[\s.\-/]*"
    r"([A-Za-z][A-Za-z01|]{2,8})[\s.,\-/]*([\dOoQDlIi|ZSBG]{4}|[\dOoQDlIi|ZSBG]{2})",
    re.ASCII,
)
_ENGLISH = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})", re.ASCII)
_MAX_LENGTH = 48


def parse(text: str) -> Parsed:
    """Read a whole date.

    Returns:
        The ISO value; two-digit years are of this century and have quality 0.9.

    Raises:
        FormatError: no date, no such day, or not between 1990 and 2099.

    >>> parse("12/03/2025").value, parse("1er avril 2025").value, parse("March 12, 2025").value
    ('2025-03-12', '2025-04-01', '2025-03-12')
    >>> parse("l2/O3/2025")
    Parsed(value='2025-03-12', quality=0.8, checked=False)
    """
    if len(text) > _MAX_LENGTH:
        raise FormatError("too long for a date")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_FOLD)
    clean = text.strip(" \t\n\r.,;:()[]*")
    if not clean[:1].isdigit():
        clean = _PREFIX.sub("", clean, count=1)
    for read in (_read_numeric, _read_iso, _read_words, _read_english):
        parsed = read(clean)
        if parsed is not None:
            return parsed
    raise FormatError("no date")


def _read_numeric(text: str) -> Parsed | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    day, first, month, second, year = match.groups()
    quality = 1.0
    if not first.strip() or not second.strip():
        # Without any separator, only the full form is told from other figures.
        if len(day + month + year) != 8 or first.strip() != second.strip():
            raise FormatError("no date")
        quality = 0.7
    elif first.strip() != second.strip():
        quality = 0.7
    return _build(year, month, day, quality)


def _read_iso(text: str) -> Parsed | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, first, month, second, day = match.groups()
    return _build(year, month, day, 1.0 if first == second else 0.7)


def _read_words(text: str) -> Parsed | None:
    match = _WORDS.fullmatch(text)
    if match is None:
        return None
    day, name, year = match.groups()
    month, quality = _find_month(name)
    return _build(year, str(month), day, quality)


def _read_english(text: str) -> Parsed | None:
    match = _ENGLISH.fullmatch(text)
    if match is None:
        return None
    name, day, year = match.groups()
    month, quality = _find_month(name)
    return _build(year, str(month), day, quality)


def _find_month(name: str) -> tuple[int, float]:
    folded = name.lower()
    month = _MONTHS.get(folded)
    if month is not None:
        return month, 1.0
    # What OCR makes of m, l and o.
    folded = folded.replace("rn", "m").replace("1", "l").replace("|", "l").replace("0", "o")
    month = _MONTHS.get(folded)
    if month is not None:
        return month, 0.85
    found = process.extractOne(folded, _LONG_MONTHS, scorer=OSA.distance, score_cutoff=1)
    if found is None:
        raise FormatError("no month")
    return _MONTHS[found[0]], 0.8


def _build(year: str, month: str, day: str, quality: float) -> Parsed:
    printed = year + month + day
    digits = printed.translate(_DIGITS)
    repairs = sum(a != b for a, b in zip(printed, digits, strict=True))
    if repairs * 2 > len(printed):
        raise FormatError("too many letters for a date")
    number = int(year.translate(_DIGITS))
    if len(year) == 2:
        number += 2000
        quality = min(quality, 0.9)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise FormatError("year out of range")
    try:
        value = date(number, int(month.translate(_DIGITS)), int(day.translate(_DIGITS)))
    except ValueError as error:
        raise FormatError("no such day") from error
    return Parsed(value.isoformat(), lower_quality(quality, repairs))
