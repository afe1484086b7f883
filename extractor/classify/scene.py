"""A document as arrays: what the features are computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.document import Candidate, Document, LabelMention, Line

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


_POSTCODE = re.compile(r"(?:^|\b(?:F-?)?)\d{5}\s+[A-ZÀ-Ý]", re.IGNORECASE)
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

    @classmethod
    def of(
        cls,
        document: Document,
        candidates: Sequence[Candidate],
        labels: Sequence[LabelMention],
    ) -> Scene:
        """The arrays of one document."""
        sizes = {page.number: (page.width_pt, page.height_pt) for page in document.pages}

        def boxes_of(items: Sequence[tuple[int, tuple[float, float, float, float]]]) -> Floats:
            scale = np.array([sizes[page] * 2 for page, _ in items], dtype=float).reshape(-1, 4)
            boxes = np.array([box for _, box in items], dtype=float).reshape(-1, 4)
            return np.asarray(boxes * scale, dtype=np.float64)

        lines = {page.number: page.lines for page in document.pages}
        line_blocks = {
            page.number: tuple(
                index for index, block in enumerate(page.blocks) for _ in block.lines
            )
            for page in document.pages
        }
        return cls(
            document,
            tuple(candidates),
            tuple(labels),
            boxes_of([(c.evidence.page, c.evidence.bbox) for c in candidates]),
            np.array([c.evidence.page for c in candidates], dtype=np.int64),
            boxes_of([(m.page, m.bbox) for m in labels]),
            np.array([m.page for m in labels], dtype=np.int64),
            lines,
            line_blocks,
            _block_facts(document, labels, line_blocks),
            tuple(sorted(w.size_pt for all_ in lines.values() for ln in all_ for w in ln.words)),
        )

    def block_of(self, candidate: Candidate) -> int:
        """Index, on its page, of the block that a candidate stands in."""
        return self.line_blocks[candidate.evidence.page][candidate.line]


def _block_facts(
    document: Document,
    labels: Sequence[LabelMention],
    line_blocks: dict[int, tuple[int, ...]],
) -> dict[tuple[int, int], BlockFacts]:
    facts = {}
    for page in document.pages:
        on_page = [mention for mention in labels if mention.page == page.number]
        concepts: dict[int, set[str]] = {}
        for mention in on_page:
            block = line_blocks[page.number][mention.line]
            concepts.setdefault(block, set()).add(mention.concept)
        first = 0
        reach = _HEAD_GAP_PT / page.height_pt
        for index, laid_out in enumerate(page.blocks):
            left, top, right, _ = laid_out.bbox
            heading = {
                mention.concept
                for mention in on_page
                if -0.003 < top - mention.bbox[3] < reach
                and mention.bbox[0] < right
                and left < mention.bbox[2]
            }
            end = first + len(laid_out.lines)
            facts[(page.number, index)] = BlockFacts(
                first,
                end,
                frozenset(concepts.get(index, ())),
                frozenset(heading),
                any(_POSTCODE.search(line.text) for line in laid_out.lines),
            )
            first = end
    return facts
