"""SIRET, SIREN, VAT numbers, IBAN and BIC."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.candidates.spans import LineText
from extractor.document import Candidate, Kind
from extractor.errors import FormatError
from extractor.formats import bic, iban, siren, siret, tva
from extractor.formats.parsed import Parsed

_DIGIT = r"[0-9OoQIl|SBZ]"
_GAP = r"(?: {0,2}[.\u00a0]? {0,2})"
_SIRET = re.compile(
    rf"(?<![\w]){_DIGIT}{{3}}(?:{_GAP}{_DIGIT}){{6}}"
    rf"(?:{_GAP}|(?: {{0,2}}[-\u2013,]? {{0,2}}(?:NIC {{0,2}}:? {{0,2}})?))"
    rf"{_DIGIT}(?:{_GAP}{_DIGIT}){{4}}(?![\w])"
)
_SIREN = re.compile(rf"(?<![\w]){_DIGIT}{{3}}{_GAP}{_DIGIT}{{3}}{_GAP}{_DIGIT}{{3}}(?![\w])")
_VAT = re.compile(
    rf"(?<![A-Za-z0-9])(?:"
    rf"F ?R(?:[ .\u00a0-]{{0,2}}[0-9A-Za-z|]){{2}}(?:[ .\u00a0-]{{0,2}}{_DIGIT}){{9}}"
    r"|(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|CHE)"
    r"[ -]?(?:[0-9A-Z][ .]?){7,12}(?<=\d|[A-Z])"
    r")(?![A-Za-z0-9])"
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2} ?[0-9OQIl]{2}(?: {0,2}[0-9A-Za-z]){11,30}(?![A-Za-z0-9])"
)
_BROKEN_IBAN = re.compile(r"(?<![A-Za-z0-9])FR ?[0-9OQIl]{2}(?: {0,2}[0-9A-Za-z]){4,22} {0,2}$")
_ACCOUNT_END = re.compile(r"(?:[0-9A-Za-z] {0,2}){1,19}(?![A-Za-z0-9])")
_BIC = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{4} ?[A-Z]{2} ?[A-Z0-9]{2}(?: ?[A-Z0-9]{3})?(?![A-Za-z0-9])"
)
_BIC_COUNTRIES = re.compile(r"^[A-Z]{4}(?:FR|DE|BE|LU|NL|ES|IT|GB|CH|PT|IE|AT|MC|LT|PL)")
_SIX_DIGITS = re.compile(r"(?:\D*+\d){6}")
"""What a line must hold for a company's number, however badly read, to be on it."""


class _Sort(NamedTuple):
    kind: Kind
    pattern: re.Pattern[str]
    parse: Callable[[str], Parsed]
    shortest: int


_ACCOUNT = _Sort(Kind.IBAN, _IBAN, iban.parse, 15)
_COMPANY = (
    _Sort(Kind.VAT_NUMBER, _VAT, tva.parse, 9),
    _Sort(Kind.SIRET, _SIRET, siret.parse, 14),
    _Sort(Kind.SIREN, _SIREN, siren.parse, 9),
)
_BANK = _Sort(Kind.BIC, _BIC, bic.parse, 8)


def find_identifiers(
    line: LineText, *, expects_bic: bool, expects_siren: bool
) -> Iterator[Candidate]:
    """Identifiers of companies and bank accounts on a line.

    Args:
        line: the line's text.
        expects_bic: whether a BIC or IBAN label stands on the row; elsewhere a word of eight
            capitals is just a word.
        expects_siren: whether a SIREN, RCS or SIRET label stands on the row; elsewhere nine digits
            need a valid check digit.

    Yields:
        Candidates of kinds IBAN, VAT_NUMBER, SIRET, SIREN and BIC.
    """
    text = line.text
    sorts: list[_Sort] = []
    if line.has_digit or expects_bic:
        sorts.append(_ACCOUNT)
        if _SIX_DIGITS.match(text):
            sorts.extend(_COMPANY)
    sorts.append(_BANK)
    taken: list[tuple[int, int]] = []
    for kind, pattern, parse, shortest in sorts:
        if kind is Kind.BIC and not expects_bic:
            continue
        if len(text) < shortest:
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < t_end and t_start < end for t_start, t_end in taken):
                continue
            found = _parse_longest(parse, match.group())
            if found is None:
                continue
            parsed, length = found
            if _is_accepted(kind, parsed, expects_siren=expects_siren):
                taken.append((start, start + length))
                # whoever prints an account number with no label prints the bank's code so, too
                expects_bic |= kind is Kind.IBAN
                yield line.candidate(kind, parsed, start, start + length)


def find_broken_account(line: LineText, below: LineText | None) -> Iterator[Candidate]:
    """A French IBAN that begins at the end of a line and goes on at the beginning of the next.

    Args:
        line: the line's text.
        below: the line that the text goes on in; None if there is none.

    Yields:
        A candidate of kind IBAN, only if its check digits are right; its place is the first part's.
    """
    begun = _BROKEN_IBAN.search(line.text)
    ended = _ACCOUNT_END.match(below.text) if begun and below is not None else None
    if begun is None or ended is None:
        return
    found = _parse_longest(iban.parse, f"{begun.group().rstrip()} {ended.group().rstrip()}")
    if found is not None and found[0].checked:
        yield line.candidate(Kind.IBAN, found[0], begun.start(), len(line.text))


def _is_accepted(kind: Kind, parsed: Parsed, *, expects_siren: bool) -> bool:
    """Whether a number that parses is one: what else has its shape must have check digits."""
    if kind is Kind.BIC:
        return _BIC_COUNTRIES.match(parsed.value) is not None
    if parsed.checked or kind is Kind.SIRET:
        return True
    return expects_siren if kind is Kind.SIREN else parsed.value.startswith("FR")


def _parse_longest(parse: Callable[[str], Parsed], text: str) -> tuple[Parsed, int] | None:
    """The longest prefix, cut at spaces, that parses; check digits decide between several."""
    best: tuple[Parsed, int] | None = None
    cuts = [len(text), *(i for i in range(len(text) - 1, 0, -1) if text[i] == " " != text[i - 1])]
    for cut in cuts:
        try:
            parsed = parse(text[:cut])
        except FormatError:
            continue
        if parsed.checked:
            return parsed, cut
        if best is None:
            best = parsed, cut
    return best
