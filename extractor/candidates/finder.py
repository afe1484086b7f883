"""All candidates of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extractor.candidates.amounts import find_amounts
from extractor.candidates.dates import find_dates
from extractor.candidates.identifiers import find_identifiers
from extractor.candidates.names import find_names
from extractor.candidates.references import LABELLED, find_references
from extractor.candidates.spans import LineText
from extractor.document import BoundingBox, Candidate, Document, Evidence, Kind, LabelMention, Page

_AMOUNT_CONCEPTS = frozenset(
    {"total_net", "total_vat", "total_gross", "amount_due", "prepaid_amount", "vat_base"}
)
_BANK_CONCEPTS = frozenset({"iban", "bic"})
_COMPANY_CONCEPTS = frozenset({"siret", "siren", "vat_number", "buyer_identifier"})


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
    beside = {
        concepts: _beside(page, [m.bbox for m in labels if m.concept in concepts])
        for concepts in (_AMOUNT_CONCEPTS, _BANK_CONCEPTS, _COMPANY_CONCEPTS, LABELLED)
    }
    for line in lines:
        typed: list[Candidate] = []
        if any(character.isdigit() for character in line.text):
            typed += find_amounts(line, expects_amount=beside[_AMOUNT_CONCEPTS][line.index])
            typed += find_dates(line)
        typed += find_identifiers(
            line,
            expects_bic=beside[_BANK_CONCEPTS][line.index],
            expects_siren=beside[_COMPANY_CONCEPTS][line.index],
        )
        yield from typed
        yield from find_references(
            line,
            by_line.get(line.index, ()),
            beside_label=beside[LABELLED][line.index],
            others=typed,
        )
    if page.number in (1, page_count):
        yield from find_names(page, lines, labels)
    for mention in choices:
        yield _choice(lines[mention.line], mention)


def _beside(page: Page, labels: Sequence[BoundingBox]) -> list[bool]:
    """For each line of a page, whether one of the labels stands on its row or right above it."""
    if not labels:
        return [False] * len(page.lines)
    lines = np.array([line.bbox for line in page.lines])
    left, top, right, bottom = (lines[:, i, None] for i in range(4))
    l_left, l_top, l_right, l_bottom = (np.array(labels)[None, :, i] for i in range(4))
    height, centre = bottom - top, (top + bottom) / 2
    on_row = (l_top - 0.3 * height < centre) & (centre < l_bottom + 0.3 * height)
    above = (l_bottom - 0.3 * height <= top) & (top < l_bottom + 2.0 * height)
    above &= (l_left < right) & (left < l_right)
    beside: list[bool] = (on_row | above).any(axis=1).tolist()
    return beside


def _choice(line: LineText, mention: LabelMention) -> Candidate:
    """A choice phrase as a candidate; its detail is the field, its value the option."""
    _, field, option = mention.concept.split(":")
    words = line.line.words[mention.first_word : mention.last_word + 1]
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
