"""How strongly each label of the lexicon speaks for a candidate, by direction.

A label speaks when it stands left of the candidate on its row, above it in its column, right behind
it, or at the head of its block; the further away, and the more candidates of the same kind stand
between, the less. At the head of its column it speaks over whatever stands between, as the head of
a table does for its last row (Majumder et al., "Representation Learning for Information Extraction
from Form-like Documents", ACL 2020, sections 3 and 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.classify.scene import Floats, Ints, Scene

DIRECTIONS = ("left", "above", "right", "block", "head")
_LEFT_DECAY_PT = 160.0
_ABOVE_DECAY_PT = 60.0
_RIGHT_DECAY_PT = 12.0
_HEAD_DECAY_PT = 300.0
_BLOCKED = 0.3
_NOT_NEAREST = 0.5


class _Voices(NamedTuple):
    """Labels that speak for candidates from one direction: parallel arrays of shape (n_pairs,)."""

    candidates: Ints
    labels: Ints
    strengths: Floats


def label_affinities(scene: Scene, groups: Ints, concepts: tuple[str, ...]) -> NDArray[np.float32]:
    """Affinity of every concept in every direction.

    Args:
        scene: the document.
        groups: the group of each candidate, shape (n_candidates,); those of one group stand in each
            other's way.
        concepts: the concepts to look at.

    Returns:
        Array of shape (n_candidates, len(concepts), 5), values 0 to 1, directions in the order of
        `DIRECTIONS`.
    """
    # Labels that are not looked at go to a last place, which is cut off.
    order = {concept: index for index, concept in enumerate(concepts)}
    concept = np.array([order.get(m.concept, len(concepts)) for m in scene.labels], dtype=np.int64)
    shape = (len(scene.candidates), len(concepts) + 1, len(DIRECTIONS))
    out = np.zeros(shape, dtype=np.float32)
    for page in np.unique(scene.pages):
        candidates = np.flatnonzero(scene.pages == page)
        labels = np.flatnonzero(scene.label_pages == page)
        if not len(labels):
            continue
        for direction, voices in enumerate(_voices(scene, candidates, labels, groups[candidates])):
            rows, columns = candidates[voices.candidates], concept[labels[voices.labels]]
            places = np.ravel_multi_index((rows, columns, np.array(direction)), shape)
            np.maximum.at(out.reshape(-1), places, voices.strengths.astype(np.float32))
    return out[:, :-1]


def _voices(scene: Scene, candidates: Ints, labels: Ints, groups: Ints) -> Iterator[_Voices]:
    """For each direction, the labels of a page that speak for its candidates, and how strongly."""
    box, mark = scene.boxes[candidates], scene.label_boxes[labels]
    left, top, right, bottom = box.T
    m_left, m_top, m_right, m_bottom = mark.T
    quality = np.array([scene.labels[i].quality for i in labels])
    height = np.minimum.outer(bottom - top, m_bottom - m_top)
    shared = np.minimum.outer(bottom, m_bottom) - np.maximum.outer(top, m_top)
    same_row = shared > 0.5 * height
    same_column = np.minimum.outer(right, m_right + 8) > np.maximum.outer(left, m_left - 8)
    centre, m_centre = (top + bottom) / 2, (m_top + m_bottom) / 2
    edge_left, edge_above = _edges(box, groups)

    on_row, by_label = _pairs(same_row)
    gap = left[on_row] - m_right[by_label]
    i, j, gap = _where(gap > -1.0, on_row, by_label, gap)
    strength = np.exp(-np.maximum(gap, 0) / _LEFT_DECAY_PT) * _rank(i, gap, len(candidates))
    strength *= np.where(edge_left[i] > m_right[j] + 1, _BLOCKED, 1.0)
    yield _Voices(i, j, strength * quality[j])

    i, j = _pairs(same_column & ~same_row & np.greater.outer(centre, m_top))
    gap = top[i] - m_bottom[j]
    i, j, gap = _where(gap > -0.3 * height[i, j], i, j, gap)
    strength = np.exp(-np.maximum(gap, 0) / _ABOVE_DECAY_PT) * _rank(i, gap, len(candidates))
    strength *= np.where(edge_above[i] > m_bottom[j] + 1, _BLOCKED, 1.0)
    yield _Voices(i, j, strength * quality[j])

    gap = m_left[by_label] - right[on_row]
    i, j, gap = _where(gap > -1.0, on_row, by_label, gap)
    yield _Voices(i, j, np.exp(-np.maximum(gap, 0) / _RIGHT_DECAY_PT) * quality[j])

    of_line = np.array(scene.line_blocks[int(scene.pages[candidates[0]])])
    blocks = of_line[[scene.candidates[i].line for i in candidates]]
    m_blocks = of_line[[scene.labels[i].line for i in labels]]
    i, j = _pairs(np.equal.outer(blocks, m_blocks))
    yield _Voices(i, j, np.exp(-np.abs(centre[i] - m_centre[j]) / _ABOVE_DECAY_PT) * quality[j])

    overlap = np.minimum.outer(right, m_right) - np.maximum.outer(left, m_left)
    narrow = np.minimum.outer(right - left, m_right - m_left)
    i, j = _pairs((overlap > 0.5 * narrow) & np.greater.outer(top, m_bottom))
    yield _Voices(i, j, np.exp((m_bottom[j] - top[i]) / _HEAD_DECAY_PT) * quality[j])


def _pairs(mask: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Rows and columns of a mask; several times as fast as `np.nonzero`."""
    rows, columns = np.divmod(np.flatnonzero(mask), mask.shape[1])
    return rows, columns


def _where(
    kept: NDArray[np.bool_], candidates: Ints, labels: Ints, gap: Floats
) -> tuple[Ints, Ints, Floats]:
    return candidates[kept], labels[kept], gap[kept]


def _rank(candidates: Ints, gap: Floats, n_candidates: int) -> Floats:
    """What is left of each label's strength beside a nearer one for the same candidate."""
    nearest = np.full(n_candidates, np.inf)
    np.minimum.at(nearest, candidates, np.maximum(gap, 0))
    return np.where(gap > nearest[candidates] + 3, _NOT_NEAREST, 1.0)


def _edges(box: Floats, groups: Ints) -> tuple[Floats, Floats]:
    """How far the next candidates of the same group reach: to the left, and above."""
    left, above = np.empty(len(box)), np.empty(len(box))
    for group in np.unique(groups):
        own = np.flatnonzero(groups == group)
        left[own], above[own] = _edge_left(box[own]), _edge_above(box[own])
    return left, above


def _edge_left(box: Floats) -> Floats:
    """Right edge of the next candidate to the left on the same row; -inf if there is none."""
    left, top, right, bottom = box.T
    row = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    same_row = row > 0.5 * np.minimum.outer(bottom - top, bottom - top)
    before = same_row & (right <= left[:, None] + 0.5)
    return np.asarray(np.where(before, right, -np.inf).max(axis=1))


def _edge_above(box: Floats) -> Floats:
    """Bottom edge of the next candidate above in the same column; -inf if there is none."""
    left, top, right, bottom = box.T
    same_column = np.minimum.outer(right, right) > np.maximum.outer(left, left)
    above = same_column & (bottom <= top[:, None] + 0.5)
    return np.asarray(np.where(above, bottom, -np.inf).max(axis=1))
