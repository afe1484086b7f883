"""Dates in figures or in words, French and English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates.spans import LineText
from extractor.document import Candidate, Kind
from extractor.errors import FormatError
from extractor.formats import dates

_DIGIT = r"[0-9OoIl|]"
_MONTH = (
    r"(?:janv?|jan|f[ée]vr?|feb|mars|mar|avr|apr|mai|may|juin|jun|juil|jul|ao[uû]t|aug"
    r"|sept?|oct|nov|d[ée]c)[a-zéû]*\.?"
)
_PATTERN = re.compile(
    rf"(?<![\w/.,])(?:"
    rf"{_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}}"
    rf"|{_DIGIT}{{1,2}} ?[/.\-\u2013] ?{_DIGIT}{{1,2}} ?[/.\-\u2013] ?"
    rf"(?:{_DIGIT}{{4}}|{_DIGIT}{{2}})"
    rf"|{_DIGIT}{{1,2}} {_DIGIT}{{1,2}} {_DIGIT}{{4}}"
    rf"|{_DIGIT}{{1,2}}(?:er|ER|st|nd|rd|th)?[ -]{{0,2}}{_MONTH}[ -]{{0,2}}(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH} {{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,? {{1,2}}\d{{4}}"
    rf")(?![\w/]|[.,-]\d)",
    re.IGNORECASE,
)


def find_dates(line: LineText) -> Iterator[Candidate]:
    """Dates on a line, as candidates of kind DATE."""
    for match in _PATTERN.finditer(line.text):
        start, end = match.span()
        try:
            parsed = dates.parse(match.group())
        except FormatError:
            continue
        yield line.candidate(Kind.DATE, parsed, start, end)
