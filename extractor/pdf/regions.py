"""Pictures of a page that may hold text which the text layer does not have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.document import BoundingBox, Word
from extractor.document.geometry import union
from extractor.errors import DocumentTooLargeError
from extractor.pdf.ink import count_glyphs
from extractor.pdf.opened import OpenedDocument

# Smaller than a line of small print, a picture is an icon or a rule.
_MIN_WIDTH_PT = 40.0
_MIN_HEIGHT_PT = 7.0
# A logo has a name and a device; an address, a stamp or a footer has more letters than that.
_MIN_GLYPHS = 6
_MAX_WORDS_INSIDE = 2
_MAX_REGIONS = 6
_JOIN_WITHIN = 0.006


def uncovered_regions(
    document: OpenedDocument, number: int, words: Iterable[Word]
) -> tuple[BoundingBox, ...]:
    """Finds the pictures that look like text and have no word of the text layer on them.

    Slices of one picture are joined first. Flat pictures, photographs, small ones and those with
    fewer than 16 letter-like blots (most logos) are left out.

    Args:
        document: the opened document.
        number: page number from 1.
        words: the page's words, from the text layer.

    Returns:
        At most six places in fractions of the displayed page, largest first; empty for an image.

    Raises:
        InputError: the page cannot be drawn.
        ValueError: there is no such page.
    """
    if document.kind == "image":
        document.check_number(number)
        return ()
    pictures = [picture.bbox for picture in document.pictures(number)]
    if not pictures:
        return ()
    page = document.page(number)
    width, height = page.rect.width, page.rect.height
    boxes = [word.bbox for word in words]
    regions = []
    for picture in _join_slices(pictures):
        if picture.width * width < _MIN_WIDTH_PT or picture.height * height < _MIN_HEIGHT_PT:
            continue
        inside = [box for box in boxes if _holds(picture, box)]
        # A ground behind the text is looked at only if it is much larger than the text on it.
        if len(inside) > _MAX_WORDS_INSIDE and sum(b.area for b in inside) > 0.02 * picture.area:
            continue
        try:
            glyphs = count_glyphs(document, number, picture, inside)
        except DocumentTooLargeError:
            # Not worth refusing a page whose words can be read.
            return ()
        if glyphs >= _MIN_GLYPHS:
            regions.append(picture)
    regions.sort(key=lambda region: region.area, reverse=True)
    return tuple(regions[:_MAX_REGIONS])


def _holds(picture: BoundingBox, box: BoundingBox) -> bool:
    return (
        picture.left <= box.centre_x <= picture.right
        and picture.top <= box.centre_y <= picture.bottom
    )


def _join_slices(pictures: Sequence[BoundingBox]) -> list[BoundingBox]:
    # Some writers cut a picture into strips, each of them too low to be looked at.
    joined: list[BoundingBox] = []
    for picture in sorted(pictures, key=lambda box: (round(box.left, 3), box.top)):
        if joined and _continues(joined[-1], picture):
            joined[-1] = union((joined[-1], picture))
        else:
            joined.append(picture)
    return joined


def _continues(above: BoundingBox, below: BoundingBox) -> bool:
    return (
        abs(above.left - below.left) < _JOIN_WITHIN
        and abs(above.right - below.right) < _JOIN_WITHIN
        and abs(above.bottom - below.top) < _JOIN_WITHIN
    )
