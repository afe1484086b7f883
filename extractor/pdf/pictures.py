"""The pictures that a PDF page draws: where, how large, how opaque."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

import pymupdf
from pymupdf import mupdf

from extractor.document import BoundingBox
from extractor.pdf.failures import mupdf_failures

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_IMAGES


class Picture(NamedTuple):
    """A picture as drawn.

    Attributes:
        bbox: its place, in fractions of the displayed page, clipped to it.
        dpi: its pixels an inch, as drawn.
        opaque: False if a mask lets the page show through.
        rank: its place among all pictures of the page, as they are painted.
    """

    bbox: BoundingBox
    dpi: float
    opaque: bool
    rank: int


class Painting(NamedTuple):
    """When things are painted, counted in blocks of text.

    Attributes:
        pictures: how many blocks are painted before each picture, by `Picture.rank`.
        words: how many before a word's own, by its text, left and top in points; of words painted
            twice, the later.
    """

    pictures: tuple[int, ...]
    words: dict[tuple[str, float, float], int]


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
        infos = _read_without_text(display_list).extractIMGINFO()
    found = []
    for rank, info in enumerate(infos):
        left, top, right, bottom = info["bbox"]
        bbox = BoundingBox(left / width, top / height, right / width, bottom / height).clipped()
        # The lengths of the sides as drawn, whichever way the picture is turned.
        a, b, c, d, _, _ = info["transform"]
        square_inches = hypot(a, b) * hypot(c, d) / 72**2
        if bbox.area > 0 and square_inches > 0:
            dpi = (info["width"] * info["height"] / square_inches) ** 0.5
            found.append(Picture(bbox, dpi, not info["has-mask"], rank))
    return tuple(found)


def find_painting_order(display_list: pymupdf.DisplayList) -> Painting:
    """When each picture and each word of a page is painted.

    Args:
        display_list: what MuPDF draws.

    Raises:
        CorruptPdfError: the page cannot be interpreted.
    """
    with mupdf_failures():
        textpage = pymupdf.TextPage(display_list.get_textpage(_FLAGS))
        infos, words = textpage.extractIMGINFO(), textpage.extractWORDS()
    # Pictures are numbered among all blocks, words among the blocks of text.
    return Painting(
        tuple(info["number"] - rank for rank, info in enumerate(infos)),
        {(text, left, top): block for left, top, _, _, text, block, _, _ in words},
    )


def _read_without_text(display_list: pymupdf.DisplayList) -> pymupdf.TextPage:
    """The blocks of pictures alone: laying out a dense page's text costs ten times as much."""
    options = mupdf.FzStextOptions()
    options.flags = _FLAGS
    blocks = mupdf.FzStextPage(mupdf.fz_bound_display_list(display_list.this))
    device = mupdf.fz_new_stext_device(blocks, options)
    # MuPDF passes over what a device has no function for.
    functions = device.m_internal
    functions.fill_text = functions.stroke_text = functions.ignore_text = None
    functions.clip_text = functions.clip_stroke_text = None
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    mupdf.fz_run_display_list(
        display_list.this, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie()
    )
    mupdf.fz_close_device(device)
    return pymupdf.TextPage(blocks)
