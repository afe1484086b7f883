"""Lines that stand under one another, aligned and close, become blocks."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Block, Line

_MAX_LEADING = 0.9
"""Lines of a block are at most this many line heights apart."""
_ALIGNMENT_PT = 4.0
_MAX_SIZE_RATIO = 1.8


def group_blocks(lines: Sequence[Line], width_pt: float, height_pt: float) -> list[Block]:
    """Blocks of aligned lines, in reading order (by their top, then their left).

    Two lines join when the lower starts just under the upper, they overlap sideways, share a left
    edge, a right edge or a centre, and are of a similar size.

    Args:
        lines: the lines of one page, top to bottom.
        width_pt: width of the page in points.
        height_pt: height of the page in points.

    Returns:
        Every line in exactly one block.
    """
    parent = list(range(len(lines)))
    has_child = [False] * len(lines)

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(lines)), key=lambda i: lines[i].bbox.top)
    for position, lower in enumerate(order):
        best, best_gap = -1, float("inf")
        box = lines[lower].bbox
        for upper in reversed(order[max(0, position - 40) : position]):
            above = lines[upper].bbox
            if has_child[upper] or above.left >= box.right or box.left >= above.right:
                continue
            gap = _gap_when_joined(lines[upper], lines[lower], width_pt, height_pt)
            if gap is not None and gap < best_gap:
                best, best_gap = upper, gap
        if best >= 0:
            parent[find(lower)] = find(best)
            has_child[best] = True
    groups: dict[int, list[Line]] = {}
    for index in order:
        groups.setdefault(find(index), []).append(lines[index])
    blocks = [Block.of(tuple(group)) for group in groups.values()]
    return sorted(blocks, key=lambda b: (round(b.bbox.top * height_pt / 6), b.bbox.left))


def _gap_when_joined(upper: Line, lower: Line, width_pt: float, height_pt: float) -> float | None:
    """Vertical gap in points if the two lines belong to one block, else None."""
    above, below = upper.bbox, lower.bbox
    height = max(above.bottom - above.top, below.bottom - below.top) * height_pt
    gap = (below.top - above.bottom) * height_pt
    if not -0.4 * height <= gap <= _MAX_LEADING * height:
        return None
    if below.centre_y <= above.bottom - 0.2 * (above.bottom - above.top):
        return None
    left = abs(above.left - below.left) * width_pt
    right = abs(above.right - below.right) * width_pt
    centre = abs(above.centre_x - below.centre_x) * width_pt
    if min(left, right, centre) > _ALIGNMENT_PT:
        return None
    sizes = (upper.words[0].size_pt, lower.words[0].size_pt)
    return gap if max(sizes) <= _MAX_SIZE_RATIO * max(min(sizes), 0.1) else None
