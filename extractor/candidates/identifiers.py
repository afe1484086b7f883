"""SIRET, SIREN, VAT numbers, IBAN and BIC."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
_BIC = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{4} ?[A-Z]{2} ?[A-Z0-9]{2}(?: ?[A-Z0-9]{3})?(?![A-Za-z0-9])"
)
_BIC_COUNTRIES = re.compile(r"^[A-Z]{4}(?:FR|DE|BE|LU|NL|ES|IT|GB|CH|PT|IE|AT|MC|LT|PL)")


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
    taken: list[tuple[int, int]] = []

    def found(
        pattern: re.Pattern[str],
        kind: Kind,
        parse: Callable[[str], Parsed],
        accept: Callable[[Parsed], bool],
    ) -> Iterator[Candidate]:
        for match in pattern.finditer(line.text):
            start, end = match.span()
            if any(start < t_end and t_start < end for t_start, t_end in taken):
                continue
            parsed = _parse_longest(parse, match.group())
            if parsed is None or not accept(parsed[0]):
                continue
            end = start + parsed[1]
            taken.append((start, end))
            yield line.candidate(kind, parsed[0], start, end)

    if not any(character.isdigit() for character in line.text) and not expects_bic:
        return
    yield from found(_IBAN, Kind.IBAN, iban.parse, lambda p: p.checked or p.value[:2] == "FR")
    yield from found(_VAT, Kind.VAT_NUMBER, tva.parse, lambda p: p.checked or p.value[:2] == "FR")
    yield from found(_SIRET, Kind.SIRET, siret.parse, lambda p: True)
    yield from found(_SIREN, Kind.SIREN, siren.parse, lambda p: p.checked or expects_siren)
    if expects_bic:
        yield from found(_BIC, Kind.BIC, bic.parse, lambda p: bool(_BIC_COUNTRIES.match(p.value)))


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
