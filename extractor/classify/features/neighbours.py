"""How strongly each label of the lexicon speaks for a candidate, by direction.

A label speaks when it stands left of the candidate on its row, above it in its column, right behind
it, or at the head of its block; the further away, and the more candidates of the same kind stand
between, the less (Majumder et al., "Representation Learning for Information Extraction from
Form-like Documents", ACL 2020, sections 3 and 4).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.classify.scene import Floats, Ints, Scene

DIRECTIONS = ("left", "above", "right", "block")
_LEFT_DECAY_PT = 160.0
_ABOVE_DECAY_PT = 60.0
_RIGHT_DECAY_PT = 12.0
_BLOCKED = 0.3
_NOT_NEAREST = 0.5


def label_affinities(scene: Scene, chosen: Ints, concepts: tuple[str, ...]) -> Floats:
    """Affinity of every concept in every direction.

    Args:
        scene: the document.
        chosen: indices of candidates of one group.
        concepts: the concepts to look at.

    Returns:
        Array of shape (len(chosen), len(concepts) * 4), values 0 to 1, ordered by concept, then
        by `DIRECTIONS`.
    """
    out = np.zeros((len(chosen), len(concepts), len(DIRECTIONS)))
    order = {concept: index for index, concept in enumerate(concepts)}
    wanted = np.array([order.get(m.concept, -1) for m in scene.labels], dtype=np.int64)
    for page in np.unique(scene.pages[chosen]):
        rows = np.flatnonzero(scene.pages[chosen] == page)
        columns = np.flatnonzero(scene.label_pages == page)
        if not len(columns):
            continue
        strengths = _strengths(scene, chosen[rows], columns)
        kept = wanted[columns] >= 0
        if not kept.any():
            continue
        ids = wanted[columns][kept]
        sorting = np.argsort(ids, kind="stable")
        present, starts = np.unique(ids[sorting], return_index=True)
        for direction, strength in enumerate(strengths):
            best = np.maximum.reduceat(strength[:, kept][:, sorting], starts, axis=1)
            out[np.ix_(rows, present, np.array([direction]))] = best[:, :, None]
    return out.reshape(len(chosen), -1)


def _strengths(scene: Scene, candidates: Ints, labels: Ints) -> tuple[Floats, ...]:
    """For each direction, strength of each label for each candidate of one page."""
    box, mark = scene.boxes[candidates], scene.label_boxes[labels]
    left, top, right, bottom = (box[:, i, None] for i in range(4))
    m_left, m_top, m_right, m_bottom = (mark[None, :, i] for i in range(4))
    quality = np.array([scene.labels[i].quality for i in labels])[None, :]
    height = np.minimum(bottom - top, m_bottom - m_top)
    same_row = np.minimum(bottom, m_bottom) - np.maximum(top, m_top) > 0.5 * height
    same_column = np.minimum(right, m_right + 8) - np.maximum(left, m_left - 8) > 0
    centre = (top + bottom) / 2

    gap_left = left - m_right
    is_left = same_row & (gap_left > -1.0)
    nearest_left = _nearest(gap_left, is_left)
    blocked_left = _edge_left(box)[:, None] > m_right + 1
    s_left = np.exp(-np.maximum(gap_left, 0) / _LEFT_DECAY_PT)
    s_left = np.where(gap_left > nearest_left + 3, _NOT_NEAREST, 1.0) * s_left
    s_left = np.where(blocked_left, _BLOCKED, 1.0) * s_left * is_left * quality

    gap_above = top - m_bottom
    is_above = same_column & (gap_above > -0.3 * height) & (m_top < centre)
    is_above &= ~same_row
    nearest_above = _nearest(gap_above, is_above)
    blocked_above = _edge_above(box)[:, None] > m_bottom + 1
    s_above = np.exp(-np.maximum(gap_above, 0) / _ABOVE_DECAY_PT)
    s_above = np.where(gap_above > nearest_above + 3, _NOT_NEAREST, 1.0) * s_above
    s_above = np.where(blocked_above, _BLOCKED, 1.0) * s_above * is_above * quality

    gap_right = m_left - right
    s_right = np.exp(-np.maximum(gap_right, 0) / _RIGHT_DECAY_PT)
    s_right = s_right * (same_row & (gap_right > -1.0)) * quality

    blocks = np.array([scene.block_of(scene.candidates[i]) for i in candidates])
    page = int(scene.pages[candidates[0]])
    label_blocks = np.array([scene.line_blocks[page][scene.labels[i].line] for i in labels])
    same_block = blocks[:, None] == label_blocks[None, :]
    s_block = np.exp(-np.abs(centre - (m_top + m_bottom) / 2) / _ABOVE_DECAY_PT)
    s_block = s_block * same_block * quality
    return s_left, s_above, s_right, s_block


def _nearest(gap: Floats, valid: NDArray[np.bool_]) -> Floats:
    nearest = np.where(valid, np.maximum(gap, 0), np.inf).min(axis=1, keepdims=True)
    return np.asarray(nearest, dtype=np.float64)


def _edge_left(box: Floats) -> Floats:
    """Right edge of the next candidate to the left on the same row; -inf if there is none."""
    top, bottom = box[:, 1], box[:, 3]
    row = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    same_row = row > 0.5 * np.minimum((bottom - top)[:, None], bottom - top)
    before = same_row & (box[None, :, 2] <= box[:, 0, None] + 0.5)
    return np.asarray(np.where(before, box[None, :, 2], -np.inf).max(axis=1, initial=-np.inf))


def _edge_above(box: Floats) -> Floats:
    """Bottom edge of the next candidate above in the same column; -inf if there is none."""
    overlap = np.minimum(box[:, 2, None], box[:, 2]) - np.maximum(box[:, 0, None], box[:, 0])
    above = (overlap > 0) & (box[None, :, 3] <= box[:, 1, None] + 0.5)
    return np.asarray(np.where(above, box[None, :, 3], -np.inf).max(axis=1, initial=-np.inf))
