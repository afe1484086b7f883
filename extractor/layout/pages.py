"""From the words of a page to the page laid out."""

from __future__ import annotations

from extractor.document import Page, PageWords
from extractor.layout.blocks import group_blocks
from extractor.layout.rows import cut_row, group_rows


def lay_out(words: PageWords) -> Page:
    """Lines, blocks and reading order of one page.

    Args:
        words: the words of the page, upright, in any order.

    Returns:
        The page; every word stands in exactly one line, every line in one block.
    """
    lines = [line for row in group_rows(words.words) for line in cut_row(row, words.width_pt)]
    blocks = group_blocks(lines, words.width_pt, words.height_pt)
    return Page(words.number, words.width_pt, words.height_pt, tuple(blocks), words.source)
