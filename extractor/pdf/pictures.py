"""The pictures that a PDF page draws: where, how large, how opaque."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

import pymupdf

from extractor.document import BoundingBox
from extractor.pdf.failures import mupdf_failures

# The same for both functions, so that they number the same blocks.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_IMAGES


class Picture(NamedTuple):
    """A picture as drawn.

    Attributes:
        bbox: its place, in fractions of the displayed page, clipped to it.
        dpi: its pixels an inch, as drawn.
        opaque: False if a mask lets the page show through.
        order: when it is painted, among the page's pictures and blocks of text.
    """

    bbox: BoundingBox
    dpi: float
    opaque: bool
    order: int


def find_pictures(
    display_list: pymupdf.DisplayList, width: float, height: float
) -> tuple[Picture, ...]:
    """Lists a page's pictures in the order in which they are painted.

    Args:
        display_list: what MuPDF draws; already turned and cropped as displayed.
        width: the displayed page's, in points.
        height: the displayed page's, in points.

    Raises:
        CorruptPdfError: the page cannot be interpreted.
    """
    with mupdf_failures():
        textpage = pymupdf.TextPage(display_list.get_textpage(_FLAGS))
        infos = textpage.extractIMGINFO()
    found = []
    for info in infos:
        left, top, right, bottom = info["bbox"]
        bbox = BoundingBox(left / width, top / height, right / width, bottom / height).clipped()
        # The lengths of the sides as drawn, whichever way the picture is turned.
        a, b, c, d, _, _ = info["transform"]
        square_inches = hypot(a, b) * hypot(c, d) / 72**2
        if bbox.area > 0 and square_inches > 0:
            dpi = (info["width"] * info["height"] / square_inches) ** 0.5
            found.append(Picture(bbox, dpi, not info["has-mask"], info["number"]))
    return tuple(found)


def find_text_order(
    display_list: pymupdf.DisplayList,
) -> dict[tuple[str, float, float], int]:
    """When each word is painted, on the scale of `Picture.order`.

    Args:
        display_list: what MuPDF draws.

    Returns:
        Order by text, left and top in points; of words painted twice, the later.

    Raises:
        CorruptPdfError: the page cannot be interpreted.
    """
    with mupdf_failures():
        words = pymupdf.TextPage(display_list.get_textpage(_FLAGS)).extractWORDS()
    return {(text, left, top): block for left, top, _, _, text, block, _, _ in words}
