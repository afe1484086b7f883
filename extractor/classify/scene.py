"""A document as arrays: what the features are computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.classify.taxes import printed_taxes
from extractor.document import BoundingBox, Candidate, Document, LabelMention, Line

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


_POSTCODE = re.compile(r"\d{5}\s")
_TOWN = re.compile(r"\bF?\d{5}\s+[A-ZÀ-Ý]", re.IGNORECASE)
_HEAD_GAP_PT = 40.0
"""A label at most this far above a block may be its heading."""


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """What a block holds, and the labels right above it.

    Attributes:
        first_line: index of its first line within the page's lines.
        end_line: index behind its last line.
        concepts: concepts of the labels inside it.
        heading: concepts of the labels right above it, overlapping sideways.
        has_postcode: whether a line looks like a French town with its code.
    """

    first_line: int
    end_line: int
    concepts: frozenset[str]
    heading: frozenset[str]
    has_postcode: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A laid-out document with its candidates and labels.

    Attributes:
        document: the pages.
        candidates: all candidates.
        labels: all label mentions.
        boxes: candidates' boxes in points, shape (n_candidates, 4).
        pages: candidates' page numbers, shape (n_candidates,).
        label_boxes: mentions' boxes in points, shape (n_labels, 4).
        label_pages: mentions' page numbers, shape (n_labels,).
        lines: for each page, its lines.
        line_blocks: for each page, the block index of each line.
        facts: what is known of each block, by page and index.
        type_sizes: sizes in points of all words, ascending.
        printed_taxes: amounts in cents that are a printed rate of a printed base, largest first.
    """

    document: Document
    candidates: tuple[Candidate, ...]
    labels: tuple[LabelMention, ...]
    boxes: Floats
    pages: Ints
    label_boxes: Floats
    label_pages: Ints
    lines: dict[int, tuple[Line, ...]]
    line_blocks: dict[int, tuple[int, ...]]
    facts: dict[tuple[int, int], BlockFacts]
    type_sizes: tuple[float, ...]
    printed_taxes: Ints

    @classmethod
    def of(
        cls,
        document: Document,
        candidates: Sequence[Candidate],
        labels: Sequence[LabelMention],
    ) -> Scene:
        """The arrays of one document."""
        lines = {page.number: page.lines for page in document.pages}
        line_blocks = {
            page.number: tuple(
                [index for index, block in enumerate(page.blocks) for _ in block.lines]
            )
            for page in document.pages
        }
        pages = np.array([c.evidence.page for c in candidates], dtype=np.int64)
        label_pages = np.array([m.page for m in labels], dtype=np.int64)
        return cls(
            document,
            tuple(candidates),
            tuple(labels),
            _boxes_pt(document, pages, [c.evidence.bbox for c in candidates]),
            pages,
            _boxes_pt(document, label_pages, [m.bbox for m in labels]),
            label_pages,
            lines,
            line_blocks,
            _block_facts(document, labels, line_blocks),
            tuple(sorted([w.size_pt for own in lines.values() for ln in own for w in ln.words])),
            printed_taxes(document, candidates),
        )

    def block_of(self, candidate: Candidate) -> int:
        """Index, on its page, of the block that a candidate stands in."""
        return self.line_blocks[candidate.evidence.page][candidate.line]


def names_town(text: str) -> bool:
    """Whether a text looks like a French town with its code.

    >>> names_town("F-69001 Lyon"), names_town("Lyon 69001"), names_town("FR12345 Lyon")
    (True, False, False)
    """
    return _POSTCODE.search(text) is not None and _TOWN.search(text) is not None


def _boxes_pt(document: Document, pages: Ints, boxes: Sequence[BoundingBox]) -> Floats:
    """Boxes in points, shape (n, 4), out of fractions of their pages."""
    out = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    for page in document.pages:
        out[pages == page.number] *= (page.width_pt, page.height_pt) * 2
    return out


def _block_facts(
    document: Document,
    labels: Sequence[LabelMention],
    line_blocks: dict[int, tuple[int, ...]],
) -> dict[tuple[int, int], BlockFacts]:
    facts = {}
    for page in document.pages:
        on_page = [mention for mention in labels if mention.page == page.number]
        concepts: list[set[str]] = [set() for _ in page.blocks]
        headings: list[set[str]] = [set() for _ in page.blocks]
        for mention in on_page:
            concepts[line_blocks[page.number][mention.line]].add(mention.concept)
        blocks = np.array([block.bbox for block in page.blocks], dtype=float).reshape(-1, 4)
        marks = np.array([mention.bbox for mention in on_page], dtype=float).reshape(-1, 4)
        gap = np.subtract.outer(blocks[:, 1], marks[:, 3])
        is_heading = (gap > -0.003) & (gap < _HEAD_GAP_PT / page.height_pt)
        is_heading &= np.greater.outer(blocks[:, 2], marks[:, 0])
        is_heading &= np.less.outer(blocks[:, 0], marks[:, 2])
        for index, mark in np.argwhere(is_heading).tolist():
            headings[index].add(on_page[mark].concept)
        first = 0
        for index, block in enumerate(page.blocks):
            end = first + len(block.lines)
            facts[(page.number, index)] = BlockFacts(
                first,
                end,
                frozenset(concepts[index]),
                frozenset(headings[index]),
                any([names_town(line.text) for line in block.lines]),
            )
            first = end
    return facts
