"""Pages as grey pixels, upright as displayed, within the limit of megapixels."""

from __future__ import annotations

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from extractor.document import BoundingBox, PageImage
from extractor.errors import DocumentTooLargeError
from extractor.pdf.bounds import check_images
from extractor.pdf.failures import mupdf_failures
from extractor.pdf.frames import decode_frame, frame_dpi, frame_turned, seek_frame
from extractor.pdf.opened import OpenedDocument

# Under this no OCR engine reads body text: better to say that the page is too large.
MIN_DPI = 50.0
# A scan is a scan if one picture makes up most of the page.
FULL_PAGE_SHARE = 0.6
_WHOLE_PAGE = BoundingBox(0.0, 0.0, 1.0, 1.0)


def page_size(document: OpenedDocument, number: int) -> tuple[float, float]:
    """Width and height of a page as displayed, in points.

    An image has the size that its resolution gives, or that of an A4 page.

    Args:
        document: the opened document.
        number: page number from 1.

    Raises:
        CorruptPdfError: the page is damaged.
        UnsupportedDocumentError: the image is damaged.
        ValueError: there is no such page.
    """
    if document.kind == "pdf":
        rect = document.page(number).rect
        return float(rect.width), float(rect.height)
    document.check_number(number)
    seek_frame(document.image, number, document.limits)
    width, height = document.image.size
    if frame_turned(document.image):
        width, height = height, width
    scale = 72 / frame_dpi(document.image)
    return width * scale, height * scale


def native_dpi(document: OpenedDocument, number: int) -> float | None:
    """The resolution at which a page was scanned, in dots an inch.

    Args:
        document: the opened document.
        number: page number from 1.

    Returns:
        None unless one picture covers at least 60 % of the page.

    Raises:
        CorruptPdfError: the page is damaged.
        ValueError: there is no such page.
    """
    if document.kind == "image":
        document.check_number(number)
        seek_frame(document.image, number, document.limits)
        return frame_dpi(document.image)
    for picture in document.pictures(number):
        if picture.bbox.area >= FULL_PAGE_SHARE:
            return picture.dpi
    return None


def rasterise(
    document: OpenedDocument, number: int, *, dpi: float, clip: BoundingBox | None = None
) -> PageImage:
    """Draws a page, or a part of it, in grey.

    The size is reckoned before anything is drawn. A page that would exceed the limit of megapixels
    is drawn at a lower resolution. An image is reduced to `dpi` but never enlarged. In all cases
    the result's `dpi` says what was done.

    Args:
        document: the opened document.
        number: page number from 1.
        dpi: dots an inch wanted.
        clip: the part wanted, in fractions of the displayed page; None for all.

    Returns:
        uint8 pixels of shape (height, width), 255 white, upright as displayed.

    Raises:
        DocumentTooLargeError: even 50 dots an inch exceed `max_page_megapixels`, or a picture in
            the page is too large to be decoded.
        CorruptPdfError: the page is damaged.
        UnsupportedDocumentError: the image is damaged.
        ProcessingMemoryError: the pixels do not fit into memory.
        ValueError: there is no such page.
    """
    width_pt, height_pt = page_size(document, number)
    part = (clip or _WHOLE_PAGE).clipped()
    dpi = fitting_dpi(
        width_pt * part.width, height_pt * part.height, dpi, document.limits.max_page_megapixels
    )
    if document.kind == "image":
        return _reduce_frame(document, number, dpi, part)
    whole = None if clip is None else part
    pixels, _, _ = draw(document, number, dpi, whole)
    return PageImage(number, np.ascontiguousarray(pixels), dpi)


def draw(
    document: OpenedDocument, number: int, dpi: float, part: BoundingBox | None
) -> tuple[NDArray[np.uint8], int, int]:
    """Draws a PDF's page, or a part of it, in grey at exactly the resolution asked for.

    Args:
        document: the opened document.
        number: page number from 1.
        dpi: dots an inch.
        part: in fractions of the displayed page; None for all.

    Returns:
        uint8 pixels of shape (height, width), and the part's left and top in pixels of the page.

    Raises:
        DocumentTooLargeError: a picture in the page is too large to be decoded.
        CorruptPdfError: the page is damaged.
    """
    page = document.page(number)
    zoom = dpi / 72
    clip = None
    if part is not None:
        width, height = page.rect.width, page.rect.height
        clip = pymupdf.Rect(
            part.left * width, part.top * height, part.right * width, part.bottom * height
        )
    with mupdf_failures():
        check_images(page, document.limits)
        pixmap = document.display_list(number).get_pixmap(
            matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, clip=clip
        )
        rows: NDArray[np.uint8] = np.frombuffer(pixmap.samples, dtype=np.uint8)
        pixels = rows.reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]
        return pixels, pixmap.x, pixmap.y


def fitting_dpi(width_pt: float, height_pt: float, dpi: float, max_megapixels: float) -> float:
    """The resolution nearest to the wanted one that keeps within the limit.

    Args:
        width_pt: width in points.
        height_pt: height in points.
        dpi: dots an inch wanted.
        max_megapixels: the limit.

    Raises:
        DocumentTooLargeError: even 50 dots an inch (or `dpi`, if lower) exceed the limit.

    >>> fitting_dpi(595, 842, 200, 60)
    200
    >>> round(fitting_dpi(14400, 720, 200, 30))
    122
    """
    square_inches = max(width_pt * height_pt / 72**2, 1e-9)
    most = float((max_megapixels * 1e6 / square_inches) ** 0.5)
    if most < min(dpi, MIN_DPI):
        raise DocumentTooLargeError(
            f"Une page de {width_pt / 28.35:.0f} × {height_pt / 28.35:.0f} cm est trop grande."
        )
    return min(dpi, most)


def _reduce_frame(
    document: OpenedDocument, number: int, dpi: float, part: BoundingBox
) -> PageImage:
    native = frame_dpi(document.image)
    pixels = decode_frame(document.image)
    height, width = pixels.shape
    top, bottom = round(part.top * height), max(round(part.bottom * height), 1)
    left, right = round(part.left * width), max(round(part.right * width), 1)
    pixels = np.ascontiguousarray(
        pixels[min(top, bottom - 1) : bottom, min(left, right - 1) : right]
    )
    if dpi >= native * 0.98:
        return PageImage(number, pixels, native)
    scale = dpi / native
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    reduced = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return PageImage(number, reduced.astype(np.uint8, copy=False), dpi)
