"""Names of parties: first lines of address blocks, letterheads, what follows a party's label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.candidates.spans import LineText
from extractor.document import BoundingBox, Candidate, Evidence, Kind, LabelMention, Page
from extractor.document.geometry import union

_ADDRESS = re.compile(
    r"^\s*(?:\d{1,4}\s?(?:bis|ter|[a-d])?\s*,?\s+(?:rue|avenue|av\.?|bd|boulevard|place|pl\.?|chemin|route"
    r"|impasse|all[ée]e|quai|cours|square|zone|z\.?[ai]\.?|lieu|cit[ée]|voie|r\.)|(?:f-?)?\d{5}\s|bp\s?\d|cs\s?\d|tsa\s?\d"
    r"|t[ée]l|fax|e-?mail|www|http|siret|siren|tva|iban|bic|rcs|page|cedex|france$)",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"\b(?=[aegls])(?:s\.?a\.?r\.?l\.?|s\.?a\.?s\.?u?\.?|e\.?u\.?r\.?l\.?|s\.?a\.?|s\.?n\.?c\.?|scop|s\.?c\.?i\.?|selarl|gmbh|ltd|eirl|ei"
    r"|association|soci[ée]t[ée]|soci[ée]t[ée] anonyme)\b",
    re.IGNORECASE,
)
_PIECE_END = re.compile(
    r"[\s;,|•·](?:(?<=[;,|•·])\s|(?<=\s)(?:[-–—/]\s|\s*[;,|•·]\s|(?:au capital|RCS|siret|capital)\b"
    r"|\d{1,4}\s?,?\s(?:rue|avenue|bd|boulevard|place|chemin|route|all[ée]e|quai|impasse)\b))",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"(?<=[^\W\d_])-$")
"""A line that ends within a name of several parts, such as `Castelnau-`."""
PARTY_LABELS = frozenset({"supplier", "buyer", "delivery_address", "third_party", "iban"})
_PART_OF_NAMES = frozenset({"public_body", "registration", "service_code", "supplier"})
"""Concepts whose words may be the whole of a name; a line of other labels is no name."""
_DEEPEST = 2
"""Below this line of its block a line is no party's name."""
_MIN_LETTERS, _MAX_LENGTH = 3, 90
_HEAD_SHARE = 0.55
"""Below this share of the page only what carries a legal form or a label is looked at."""


def find_names(
    page: Page, lines: Sequence[LineText], mentions: Mapping[int, Sequence[LabelMention]]
) -> Iterator[Candidate]:
    """Possible names of a party on a page.

    Args:
        page: the page, laid out.
        lines: the text of its lines, in the order of `page.lines`.
        mentions: the labels on it, by index of their line.

    Yields:
        Candidates of kind NAME. Their detail says where they come from: `line` (a line of its own),
        `pair` (a name over two lines), `label` (after a party's label), `piece` (the start of a
        line of legal details).
    """
    lettered = [_letters(line.text) >= _MIN_LETTERS for line in lines]
    named = [enough and _is_name(line.text) for line, enough in zip(lines, lettered, strict=True)]
    index = 0
    for block in page.blocks:
        last = len(block.lines) - 1
        for position, laid_out in enumerate(block.lines):
            line, on_line, top = lines[index], mentions.get(index, ()), laid_out.bbox.top
            if lettered[index]:
                yield from _parts(line, on_line)
            if named[index]:
                alone = position <= _DEEPEST and top <= _HEAD_SHARE
                whole = position == last or not _WRAPPED.search(line.text)
                if (
                    whole
                    and not _is_all_labels(line, on_line)
                    and (alone or _LEGAL_FORM.search(line.text))
                ):
                    yield _candidate(line, 0, len(line.text), "line")
                goes_on = position < min(_DEEPEST, last) and named[index + 1]
                if goes_on and top < _HEAD_SHARE:
                    yield from _over_two_lines(line, lines[index + 1])
            index += 1


def _parts(line: LineText, mentions: Sequence[LabelMention]) -> Iterator[Candidate]:
    """Names that are a part of a line."""
    text = line.text
    for mention in mentions:
        if mention.concept in PARTY_LABELS and mention.last_word + 1 < len(line.words):
            start = line.starts[mention.last_word + 1]
            while start < len(text) and text[start] in " :.-–":
                start += 1
            end = _piece_end(text, start)
            if _is_name(text[start:end]):
                yield _candidate(line, start, end, "label")
    styled = _style_end(line)
    if styled is not None and _is_name(text[:styled]):
        yield _candidate(line, 0, styled, "piece")
    end = _piece_end(text, 0)
    if end < len(text) and _is_name(text[:end]):
        yield _candidate(line, 0, end, "piece")


def _is_all_labels(line: LineText, mentions: Sequence[LabelMention]) -> bool:
    """Whether all words of a line are of labels that are part of no name."""
    return len(line.words) <= sum(
        m.last_word - m.first_word + 1 for m in mentions if m.concept not in _PART_OF_NAMES
    )


def _over_two_lines(upper: LineText, lower: LineText) -> Iterator[Candidate]:
    """The name that two lines in the same type make."""
    first, second = upper.words[0], lower.words[0]
    if abs(first.size_pt - second.size_pt) > 1.0 or first.bold != second.bold:
        return
    joined = upper.text + ("" if _WRAPPED.search(upper.text) else " ") + lower.text
    if len(joined) <= _MAX_LENGTH:
        words = upper.words + lower.words
        box = union([word.bbox for word in words])
        confidence = min([word.ocr_confidence for word in words])
        yield _made(upper, joined, box, confidence, 0, len(upper.words) - 1, "pair")


def _style_end(line: LineText) -> int | None:
    """Where the type of the first words ends, if the line goes on in another."""
    bold, size_pt = line.words[0].bold, max(line.words[0].size_pt, 0.1)
    for index, word in enumerate(line.words[1:], start=1):
        if word.bold != bold or not 0.8 < word.size_pt / size_pt < 1.25:
            return line.starts[index] if word.source == "text_layer" else None
    return None


def _piece_end(text: str, start: int) -> int:
    match = _PIECE_END.search(text, start + 1)
    return match.start() if match else len(text)


def _is_name(text: str) -> bool:
    text = text.strip()
    if not _MIN_LETTERS <= len(text) <= _MAX_LENGTH:
        return False
    letters = _letters(text)
    return (
        letters >= _MIN_LETTERS
        and letters >= 0.6 * sum(map(len, text.split()))
        and not _ADDRESS.match(text)
    )


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _candidate(line: LineText, start: int, end: int, detail: str) -> Candidate:
    first, last = line.words_between(start, max(end, start + 1))
    place = line.evidence(start, end, first, last)
    text = line.text[start:end]
    return _made(line, text, place.bbox, place.ocr_confidence, first, last, detail)


def _made(
    line: LineText,
    text: str,
    box: BoundingBox,
    confidence: float,
    first: int,
    last: int,
    detail: str,
) -> Candidate:
    value = " ".join(text.split()).strip(" :,;-–—|•·")
    evidence = Evidence(
        line.page, box, text.strip(), "ocr" if line.is_ocr else "text_layer", confidence
    )
    return Candidate(Kind.NAME, value, evidence, 1.0, False, line.line, first, last, detail)
