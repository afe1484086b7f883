"""Numbers that people give to invoices, orders, contracts and services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.candidates.spans import LineText
from extractor.document import Candidate, Kind, LabelMention
from extractor.formats import references
from extractor.formats.parsed import Parsed

LABELLED = frozenset(
    {
        "invoice_number",
        "original_invoice_number",
        "engagement_number",
        "service_code",
        "contract_number",
        "your_reference",
        "number",
        "sales_order",
        "customer_number",
        "quote_number",
        "delivery_note",
    }
)
"""Concepts whose label a reference may follow."""

_END = re.compile(
    r"\s(?:du|le|au|en date|date|dat[ée]e?|pour|page|client|échéance"
    r"|de|\||et|sur|(?<!\d\s)[-–—]|[-–—](?!\s\d))(?:\s|$)|[;,]\s|\s\(|  ",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[\s:.#°º\-–—=>_*\[(]+|(?:n[°ºo]?|no|num[ée]ro|num)[\s.:°º]+(?=\S)", re.IGNORECASE
)
_WORD = re.compile(r"\S+")
_TRAIL = " .,;:)]}»\"'|_-–"
_HEAD = " .,;:([{«\"'|_#°º"
_MAX_WORDS = 5
_CONTINUES = re.compile(r"\S*\d|[-–—/_+]$")
"""A word that can be the second or later word of a reference."""


def find_references(
    line: LineText,
    mentions: Sequence[LabelMention],
    *,
    beside_label: bool,
    others: Sequence[Candidate],
) -> Iterator[Candidate]:
    """References on a line: what follows a label, what fills a cell, every word with a digit.

    Args:
        line: the line's text.
        mentions: the labels on that line.
        beside_label: whether a reference's label stands left of the line or right above it; only
            then may a word without any digit be a code.
        others: the line's amounts, dates and identifiers; what lies wholly inside one is
            no reference.

    Yields:
        Candidates of kind REFERENCE; the same words may be part of several.
    """
    labelled = beside_label or any([mention.concept in LABELLED for mention in mentions])
    if not (line.has_digit or labelled or references.names_reserved_code(line.text)):
        return
    taken = [(o.first_word, o.last_word) for o in others if _is_settled(o)]
    if (0, len(line.words) - 1) in taken:
        return
    for (start, end), follows_label in _spans(line, mentions, beside_label).items():
        if taken and _is_inside(line.words_between(start, end), taken):
            continue
        text = references.normalise(line.text[start:end])
        if references.is_reference(text) or (follows_label and references.is_service_code(text)):
            detail = "follows_label" if follows_label else ""
            yield line.candidate(Kind.REFERENCE, Parsed(text, 1.0, False), start, end, detail)


def _spans(
    line: LineText, mentions: Sequence[LabelMention], beside_label: bool
) -> dict[tuple[int, int], bool]:
    """Offsets of what may be a reference, and whether a label says so."""
    spans: dict[tuple[int, int], bool] = {}
    for mention in mentions:
        if mention.concept in LABELLED:
            for span in _runs(line.text, _label_end(line, mention)):
                spans[span] = True
        if mention.concept in LABELLED or beside_label:
            for span in _own_runs(line, mention):
                spans[span] = True
    if not mentions and len(line.words) <= _MAX_WORDS:
        for span in _runs(line.text, 0):
            spans[span] = beside_label
    if line.has_digit:
        for match in _WORD.finditer(line.text):
            if any(map(str.isdigit, match.group())):
                spans.setdefault(_trimmed(line.text, *match.span()), False)
    return spans


def _is_settled(other: Candidate) -> bool:
    """Whether another reading of the same words leaves no doubt."""
    if other.kind is Kind.AMOUNT:
        return other.parse_quality >= 0.9
    return other.kind in (Kind.DATE, Kind.IBAN, Kind.VAT_NUMBER) or (
        other.kind is Kind.SIRET and other.checked
    )


def _is_inside(words: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether words, from first to last, lie wholly in one of several such spans."""
    return any([first <= words[0] and words[1] <= last for first, last in spans])


def _own_runs(line: LineText, mention: LabelMention) -> Iterator[tuple[int, int]]:
    """Spans that begin with the label's own word, where it may be part of a value.

    "CMD 25/335" and "SERV_TECH" are values, although CMD and SERV are words of labels.
    """
    if mention.first_word != mention.last_word:
        return
    word = line.words[mention.first_word].text
    if not word.isupper() or word.endswith(":"):
        return
    start = line.starts[mention.first_word]
    for begin, end in _runs(line.text, start):
        if end - begin > len(word) or "_" in word or "-" in word:
            yield begin, end


def _label_end(line: LineText, mention: LabelMention) -> int:
    """Offset behind a label; the value may be glued to it, as in "N°:12345"."""
    start = line.starts[mention.last_word]
    word = line.words[mention.last_word].text
    glued = max(word.rfind(mark) for mark in ":#°º=")
    return start + (glued + 1 if 0 <= glued < len(word) - 1 else len(word))


def _runs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The first one to five words after `start`, up to where the phrase visibly ends."""
    while match := _LEAD.match(text, start):
        start = match.end()
    stop = _END.search(text, start)
    limit = stop.start() if stop else len(text)
    for count, match in enumerate(_WORD.finditer(text, start, limit)):
        if count == _MAX_WORDS or (count and not _CONTINUES.match(match.group())):
            return
        begin, end = _trimmed(text, start, match.end())
        if end > begin:
            yield begin, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without punctuation around it."""
    printed = text[start:end].rstrip(_TRAIL)
    end = start + len(printed)
    return end - len(printed.lstrip(_HEAD)), end
