"""Features that every kind of candidate has: place, type, reading, repetition."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import numpy as np

from extractor.classify.scene import Floats, Scene

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


def common_features(scene: Scene) -> Floats:
    """Place on the page, typography, reading quality and recurrence.

    Args:
        scene: the document.

    Returns:
        Array of shape (n_candidates, len(NAMES)).
    """
    sizes, last = scene.type_sizes, len(scene.document.pages)
    median = max(sizes[len(sizes) // 2], 1.0) if sizes else 1.0
    ranks = {size: bisect_left(sizes, size) / len(sizes) for size in set(sizes)}
    pages = {page.number: page for page in scene.document.pages}
    keys = [(candidate.kind, candidate.value) for candidate in scene.candidates]
    counts = Counter(keys)
    pages_of_value = Counter(
        key
        for key, _ in {(k, c.evidence.page) for k, c in zip(keys, scene.candidates, strict=True)}
    )
    kinds = Counter([kind for kind, _ in keys])
    distinct = Counter([kind for kind, _ in counts])
    seen = dict.fromkeys(kinds, 0)
    on_line: dict[tuple[int, int], tuple[float, ...]] = {}
    rows = []
    for key, candidate in zip(keys, scene.candidates, strict=True):
        kind, _, evidence, quality, checked, line, first_word, last_word, _ = candidate
        number, box, _, source, ocr_confidence = evidence
        words = scene.lines[number][line].words
        word = words[first_word]
        place = on_line.get((number, line))
        if place is None:
            block_index = scene.line_blocks[number][line]
            block = pages[number].blocks[block_index]
            first_line = scene.facts[(number, block_index)].first_line
            place = (len(block.lines), line - first_line, block.bbox.top, block.bbox.left)
            on_line[(number, line)] = place
        rows.append(
            (
                box.left,
                box.right,
                box.top,
                number == 1,
                number == last,
                last,
                word.size_pt / median,
                ranks[word.size_pt],
                word.bold,
                source == "ocr",
                ocr_confidence,
                quality,
                checked,
                counts[key],
                pages_of_value[key],
                kinds[kind],
                distinct[kind],
                seen[kind],
                len(words),
                first_word,
                len(words) - 1 - last_word,
                *place,
            )
        )
        seen[kind] += 1
    return np.array(rows, dtype=float).reshape(len(rows), len(NAMES))
