"""Lines that stand under one another, aligned and close, become blocks."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Block, Line

_MAX_LEADING = 0.9
"""Lines of a block are at most this many line heights apart."""
_ALIGNMENT_PT = 4.0
_MAX_SIZE_RATIO = 1.8
_OPEN_LINES = 40
"""A line joins one of so many before it, counted from the top."""

_End = tuple[int, float, float, float, list[Line]]
"""A block that may go on: its last line's rank, bottom, left and right, and its lines."""


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
    blocks: list[list[Line]] = []
    ends: list[_End] = []
    reach = max((line.bbox.bottom - line.bbox.top for line in lines), default=0.0)
    for rank, line in enumerate(sorted(lines, key=lambda line: line.bbox.top)):
        left, top, right, bottom = line.bbox
        # Lines come from the top down: an end too far above one is so for all that follow.
        oldest, highest = rank - _OPEN_LINES, top - reach
        ends = [end for end in ends if end[0] >= oldest and end[1] >= highest]
        best, best_gap = -1, float("inf")
        for at, (_, _, above_left, above_right, block) in enumerate(ends):
            if above_left < right and left < above_right:
                gap = _gap_when_joined(block[-1], line, width_pt, height_pt)
                if gap is not None and gap <= best_gap:
                    best, best_gap = at, gap
        if best >= 0:
            block = ends.pop(best)[-1]
        else:
            block = []
            blocks.append(block)
        block.append(line)
        ends.append((rank, bottom, left, right, block))
    done = [Block.of(tuple(block)) for block in blocks]
    return sorted(done, key=lambda b: (round(b.bbox.top * height_pt / 6), b.bbox.left))


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
