"""All candidates of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extractor.candidates.amounts import find_amounts
from extractor.candidates.dates import find_dates
from extractor.candidates.identifiers import find_broken_account, find_identifiers
from extractor.candidates.names import find_names
from extractor.candidates.references import LABELLED, find_references
from extractor.candidates.spans import LineText
from extractor.document import BoundingBox, Candidate, Document, Evidence, Kind, LabelMention, Page

_AMOUNT_CONCEPTS = frozenset(
    {"total_net", "total_vat", "total_gross", "amount_due", "prepaid_amount", "vat_base"}
)
_BANK_CONCEPTS = frozenset({"iban", "bic"})
_COMPANY_CONCEPTS = frozenset({"siret", "siren", "vat_number", "buyer_identifier"})
_EXPECTING = (_AMOUNT_CONCEPTS, _BANK_CONCEPTS, _COMPANY_CONCEPTS, LABELLED)
_NEXT_LINES = 5
_ANY_EXPECTING = frozenset().union(*_EXPECTING)


def find_candidates(
    document: Document, labels: Sequence[LabelMention], choices: Sequence[LabelMention]
) -> tuple[Candidate, ...]:
    """Every typed span of a document.

    Args:
        document: the pages, laid out.
        labels: the lexicon's labels on all pages.
        choices: the lexicon's choice phrases on all pages.

    Returns:
        Candidates page by page; several may share words.
    """
    found: list[Candidate] = []
    for page in document.pages:
        on_page = [mention for mention in labels if mention.page == page.number]
        stated = [mention for mention in choices if mention.page == page.number]
        found.extend(_on_page(page, on_page, stated, len(document.pages)))
    return tuple(found)


def _on_page(
    page: Page,
    labels: Sequence[LabelMention],
    choices: Sequence[LabelMention],
    page_count: int,
) -> Iterator[Candidate]:
    lines = [
        LineText.of(page.number, index, line, page.width_pt)
        for index, line in enumerate(page.lines)
    ]
    by_line: dict[int, list[LabelMention]] = {}
    for mention in labels:
        by_line.setdefault(mention.line, []).append(mention)
    below = _lines_below(lines)
    below_account: set[int] = set()
    for line, expected in zip(lines, _expectations(page, labels), strict=True):
        amount, account, company, reference = expected
        typed: list[Candidate] = []
        if line.has_digit:
            typed += find_amounts(line, expects_amount=amount)
            typed += find_dates(line)
        account = account or line.line in below_account
        typed += find_identifiers(line, expects_bic=account, expects_siren=company)
        goes_on = below[line.line]
        if line.has_digit and not _has_account(typed):
            typed += find_broken_account(line, goes_on)
        if goes_on is not None and _has_account(typed):
            below_account.add(goes_on.line)
        yield from typed
        yield from find_references(
            line, by_line.get(line.line, ()), beside_label=reference, others=typed
        )
    if page.number in (1, page_count):
        yield from find_names(page, lines, by_line)
    for mention in choices:
        yield _choice(lines[mention.line], mention)


def _has_account(candidates: Sequence[Candidate]) -> bool:
    return any([candidate.kind is Kind.IBAN for candidate in candidates])


def _lines_below(lines: Sequence[LineText]) -> list[LineText | None]:
    """For each line, the next one that begins at its left edge, as running text does."""
    below: list[LineText | None] = []
    for index, line in enumerate(lines):
        left = line.words[0].bbox.left
        after = (other for other in lines[index + 1 : index + _NEXT_LINES])
        below.append(next((o for o in after if abs(o.words[0].bbox.left - left) < 0.01), None))
    return below


def _expectations(page: Page, labels: Sequence[LabelMention]) -> list[list[bool]]:
    """For each line, whether a label of each of `_EXPECTING` stands on its row or right above."""
    telling = [mention for mention in labels if mention.concept in _ANY_EXPECTING]
    near = _near(page, telling)
    columns = [
        near[:, [mention.concept in concepts for mention in telling]].any(axis=1)
        for concepts in _EXPECTING
    ]
    expectations: list[list[bool]] = np.stack(columns, axis=1).tolist()
    return expectations


def _near(page: Page, labels: Sequence[LabelMention]) -> NDArray[np.bool_]:
    """Whether a label stands on a line's row or right above it: shape (lines, labels)."""
    left, top, right, bottom = _edges([line.bbox for line in page.lines])[:, :, None]
    l_left, l_top, l_right, l_bottom = _edges([mention.bbox for mention in labels])[:, None, :]
    height, centre = bottom - top, (top + bottom) / 2
    on_row = (l_top - 0.3 * height < centre) & (centre < l_bottom + 0.3 * height)
    above = (l_bottom - 0.3 * height <= top) & (top < l_bottom + 2.0 * height)
    above &= (l_left < right) & (left < l_right)
    near: NDArray[np.bool_] = on_row | above
    return near


def _edges(boxes: Sequence[BoundingBox]) -> NDArray[np.float64]:
    """The left, top, right and bottom edges of boxes: shape (4, boxes)."""
    return np.fromiter(chain.from_iterable(boxes), np.float64).reshape(-1, 4).T


def _choice(line: LineText, mention: LabelMention) -> Candidate:
    """A choice phrase as a candidate; its detail is the field, its value the option."""
    _, field, option = mention.concept.split(":")
    words = line.words[mention.first_word : mention.last_word + 1]
    evidence = Evidence(
        mention.page,
        mention.bbox,
        mention.text,
        "ocr" if line.is_ocr else "text_layer",
        min(word.ocr_confidence for word in words),
    )
    return Candidate(
        Kind.CHOICE,
        option,
        evidence,
        mention.quality,
        False,
        mention.line,
        mention.first_word,
        mention.last_word,
        field,
    )
