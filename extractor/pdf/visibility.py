"""Which of the words that a page draws a person can see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.document import BoundingBox
from extractor.errors import DocumentTooLargeError
from extractor.pdf.drawn import DrawnWord
from extractor.pdf.opened import OpenedDocument
from extractor.pdf.pictures import Painting, find_painting_order
from extractor.pdf.raster import draw

_PROBE_DPI = 48.0
# Anti-aliased white type on white paper leaves nothing darker than this.
_PAPER_GREY = 240
_MIN_PICTURE_SHARE = 0.005


def find_hidden(
    document: OpenedDocument, number: int, words: Sequence[DrawnWord]
) -> tuple[bool, ...]:
    """Tells for each word whether it is invisible to a person looking at the page.

    Invisible are: type without ink, near-white type with nothing darker around it, type over which
    an opaque picture is painted later. The two last are looked for only where such type or such
    pictures exist.

    Args:
        document: the opened document.
        number: page number from 1.
        words: the page's words.

    Returns:
        One truth value a word.

    Raises:
        CorruptPdfError: the page cannot be drawn.
    """
    hidden = [not word.inked for word in words]
    light = [at for at, word in enumerate(words) if word.light and word.inked]
    if light:
        _mark_white_on_white(document, number, words, light, hidden)
    _mark_painted_over(document, number, words, hidden)
    return tuple(hidden)


def _mark_white_on_white(
    document: OpenedDocument,
    number: int,
    words: Sequence[DrawnWord],
    light: Sequence[int],
    hidden: list[bool],
) -> None:
    zoom = _PROBE_DPI / 72
    rect = document.page(number).rect
    band = BoundingBox(
        min(words[at].left for at in light) / rect.width,
        min(words[at].top for at in light) / rect.height,
        max(words[at].right for at in light) / rect.width,
        max(words[at].bottom for at in light) / rect.height,
    ).clipped()
    try:
        pixels, left, top = draw(document, number, _PROBE_DPI, band)
    except DocumentTooLargeError:
        # Not worth refusing a page whose words can be read.
        return
    for at in light:
        word = words[at]
        patch = pixels[
            max(0, int(word.top * zoom) - top) : int(word.bottom * zoom) + 1 - top,
            max(0, int(word.left * zoom) - left) : int(word.right * zoom) + 1 - left,
        ]
        hidden[at] = patch.size == 0 or _median(patch) >= _PAPER_GREY


def _median(patch: NDArray[np.uint8]) -> float:
    # `np.median` takes five times as long over the few pixels of a word.
    ordered = np.sort(patch, axis=None)
    return (int(ordered[(patch.size - 1) // 2]) + int(ordered[patch.size // 2])) / 2


def _mark_painted_over(
    document: OpenedDocument, number: int, words: Sequence[DrawnWord], hidden: list[bool]
) -> None:
    pictures = [
        picture
        for picture in document.pictures(number)
        if picture.opaque and picture.bbox.area >= _MIN_PICTURE_SHARE
    ]
    if not pictures:
        return
    page = document.page(number).rect
    width, height = page.width, page.height
    painting: Painting | None = None
    for at, word in enumerate(words):
        x = (word.left + word.right) / 2 / width
        y = (word.top + word.bottom) / 2 / height
        for (left, top, right, bottom), _, _, rank in pictures:
            if left <= x <= right and top <= y <= bottom:
                if painting is None:
                    painting = find_painting_order(document.display_list(number))
                painted = painting.pictures[rank]
                typed = painting.words.get((word.text, word.left, word.top), painted)
                hidden[at] = hidden[at] or typed < painted
