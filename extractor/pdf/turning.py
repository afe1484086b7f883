"""Pages whose text runs sideways or upside down: turned upright to be understood, and back."""

from __future__ import annotations

from extractor.document import BoundingBox, PageWords


def make_upright(page: PageWords, turn: int) -> PageWords:
    """Turns a page's words so that lines run from left to right.

    Args:
        page: words as displayed.
        turn: degrees clockwise by which the lines are turned, as `TextLayer.turn` says.

    Returns:
        The same page for 0; otherwise its words on the page turned back.
    """
    if turn == 0:
        return page
    words = tuple(word._replace(bbox=turn_box(word.bbox, -turn)) for word in page.words)
    width, height = page.width_pt, page.height_pt
    if turn in (90, 270):
        width, height = height, width
    return PageWords(page.number, width, height, words, page.source)


def turn_box(box: BoundingBox, degrees: int) -> BoundingBox:
    """Follows a box when its page is turned clockwise.

    Args:
        box: in fractions of the page.
        degrees: a multiple of 90, negative for anticlockwise.

    Returns:
        The box in fractions of the turned page. To place a value read on an upright page back on
        the page as displayed, turn its box by `TextLayer.turn`.

    >>> turn_box(BoundingBox(0.0, 0.0, 0.25, 0.5), 90)
    BoundingBox(left=0.5, top=0.0, right=1.0, bottom=0.25)
    >>> turn_box(turn_box(BoundingBox(0.0, 0.0, 0.25, 0.5), 90), -90)
    BoundingBox(left=0.0, top=0.0, right=0.25, bottom=0.5)
    """
    left, top, right, bottom = box
    for _ in range(degrees // 90 % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return BoundingBox(left, top, right, bottom)
