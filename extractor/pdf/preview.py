"""A page as a picture for a person to look at: in colour, upright as displayed, small."""

from __future__ import annotations

from io import BytesIO

import pymupdf
from PIL import Image

from extractor.pdf.bounds import check_images
from extractor.pdf.failures import mupdf_failures, pillow_failures
from extractor.pdf.frames import decode_frame_in_colour
from extractor.pdf.opened import OpenedDocument
from extractor.pdf.raster import fitting_dpi, page_size

PREVIEW_FORMAT = "WEBP"
# Of what was tried on native pages and scans: half as large as JPEG or less; PNG is no quicker.
_QUALITY, _METHOD = 75, 2
_MAX_MEGAPIXELS = 16.0
# WebP has 14 bits for a side.
_MAX_SIDE_PX = 16_383


def draw_preview(document: OpenedDocument, number: int, *, width_px: int) -> bytes:
    """Draws a page for the eye.

    A page that would have too many pixels is drawn smaller; an image is never enlarged.

    Args:
        document: the opened document.
        number: page number from 1.
        width_px: width wanted, in pixels.

    Returns:
        A WebP file, upright as displayed: fractions of the page are fractions of the picture.

    Raises:
        DocumentTooLargeError: the page, or a picture in it, is too large to be drawn.
        CorruptPdfError: the page is damaged.
        UnsupportedDocumentError: the image is damaged.
        ProcessingMemoryError: the pixels do not fit into memory.
        ValueError: there is no such page.
    """
    width_pt, height_pt = page_size(document, number)
    most = min(document.limits.max_page_megapixels, _MAX_MEGAPIXELS)
    dpi = min(width_px / width_pt, _MAX_SIDE_PX / max(width_pt, height_pt)) * 72
    dpi = fitting_dpi(width_pt, height_pt, dpi, most)
    if document.kind == "image":
        picture = decode_frame_in_colour(document.image)
        size = round(width_pt * dpi / 72), round(height_pt * dpi / 72)
        if size[0] < picture.width:
            picture = picture.resize((size[0], max(1, size[1])), reducing_gap=2.0)
    else:
        picture = _draw(document, number, dpi)
    with pillow_failures():
        target = BytesIO()
        picture.save(target, PREVIEW_FORMAT, quality=_QUALITY, method=_METHOD)
    return target.getvalue()


def _draw(document: OpenedDocument, number: int, dpi: float) -> Image.Image:
    zoom = dpi / 72
    with mupdf_failures():
        check_images(document.page(number), document.limits)
        pixmap = document.display_list(number).get_pixmap(
            matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csRGB
        )
        return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
