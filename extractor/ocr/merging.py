"""One set of words for a page that is partly text, partly picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.document import BoundingBox, PageWords, Word

SAME_PLACE = 0.3
"""Share of an OCR word's area under layer words from which it is one of them."""


def merge_words(
    layer: PageWords, read: PageWords, regions: Iterable[BoundingBox] = ()
) -> PageWords:
    """Add to a text layer the words that were read from the page's pictures.

    Where the two overlap the layer wins: its characters are exact.

    Args:
        layer: the words of the text layer.
        read: the words of OCR, boxes in fractions of the same displayed page.
        regions: the pictures; OCR words centred outside all of them are dropped. None: no limit.

    Returns:
        The union, its source `mixed`; the layer itself where nothing is added.
    """
    pictures = tuple(regions)
    added = tuple(
        word
        for word in read.words
        if (not pictures or any(_holds(picture, word.bbox) for picture in pictures))
        and not _is_covered(word, layer.words)
    )
    return replace(layer, words=layer.words + added, source="mixed") if added else layer


def _holds(region: BoundingBox, box: BoundingBox) -> bool:
    return (
        region.left <= box.centre_x <= region.right and region.top <= box.centre_y <= region.bottom
    )


def _is_covered(word: Word, layer: tuple[Word, ...]) -> bool:
    covered = sum(word.bbox.overlap(other.bbox) for other in layer)
    return covered > SAME_PLACE * word.bbox.area
