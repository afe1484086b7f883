"""Features that every kind of candidate has: place, type, reading, repetition."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import numpy as np

from extractor.classify.scene import Floats, Ints, Scene

NAMES = (
    "x_left",
    "x_right",
    "y",
    "page_first",
    "page_last",
    "pages",
    "size",
    "size_rank",
    "bold",
    "ocr",
    "ocr_confidence",
    "parse_quality",
    "checked",
    "occurrences",
    "pages_of_value",
    "peers",
    "distinct_peers",
    "order",
    "line_words",
    "words_before",
    "words_after",
    "block_lines",
    "line_in_block",
    "block_top",
    "block_left",
)


def common_features(scene: Scene, chosen: Ints) -> Floats:
    """Place on the page, typography, reading quality and recurrence.

    Args:
        scene: the document.
        chosen: indices of candidates of one group.

    Returns:
        Array of shape (len(chosen), len(NAMES)).
    """
    pages = {page.number: page for page in scene.document.pages}
    lines, sizes = scene.lines, scene.type_sizes
    median = max(sizes[len(sizes) // 2], 1.0) if sizes else 1.0
    last = len(pages)
    counts = Counter((scene.candidates[i].kind, scene.candidates[i].value) for i in chosen)
    on_pages: dict[tuple[str, str], set[int]] = {}
    for i in chosen:
        candidate = scene.candidates[i]
        key = (candidate.kind, candidate.value)
        on_pages.setdefault(key, set()).add(candidate.evidence.page)
    kinds = Counter(scene.candidates[i].kind for i in chosen)
    distinct = Counter(kind for kind, _ in counts)
    seen: Counter[str] = Counter()
    rows = []
    for i in chosen:
        candidate = scene.candidates[i]
        number = candidate.evidence.page
        line = lines[number][candidate.line]
        word = line.words[candidate.first_word]
        block_index = scene.block_of(candidate)
        block = pages[number].blocks[block_index]
        box = candidate.evidence.bbox
        key = (candidate.kind, candidate.value)
        rows.append(
            (
                box.left,
                box.right,
                box.top,
                number == 1,
                number == last,
                last,
                word.size_pt / median,
                bisect_left(sizes, word.size_pt) / len(sizes),
                word.bold,
                candidate.evidence.source == "ocr",
                candidate.evidence.ocr_confidence,
                candidate.parse_quality,
                candidate.checked,
                counts[key],
                len(on_pages[key]),
                kinds[candidate.kind],
                distinct[candidate.kind],
                seen[candidate.kind],
                len(line.words),
                candidate.first_word,
                len(line.words) - 1 - candidate.last_word,
                len(block.lines),
                candidate.line - scene.facts[(number, block_index)].first_line,
                block.bbox.top,
                block.bbox.left,
            )
        )
        seen[candidate.kind] += 1
    return np.array(rows, dtype=float).reshape(len(chosen), len(NAMES))
