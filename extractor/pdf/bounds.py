"""Refuses what would take too long or not fit into memory, before MuPDF sets out to draw it.

MuPDF cannot be stopped once it interprets a page, so that the size of what it is given is bounded
instead: the drawing program of the page, the forms that call one another, the pixels of images.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from math import prod

import pymupdf

from extractor.errors import CorruptPdfError, DocumentTooLargeError
from extractor.settings import Limits

# An invoice's page has some tens of kilobytes; eight megabytes take MuPDF ten seconds to draw.
_MAX_PROGRAM_BYTES = 8 * 1024 * 1024
# Deflate expands at most 1032 times: a stream shorter than this cannot get near the bound.
_SUSPECT_RAW_BYTES = 16 * 1024
_MAX_DEFLATE_RATIO = 1032
_MAX_UNPACKED_BYTES = 64 * 1024 * 1024
_DICTIONARY_BYTES = 600
_BITE_BYTES = 4096
_MAX_FORM_NESTING = 12
_MAX_DRAWN_FORMS = 20_000
# Grey, or a scan of one bit a pixel at 600 dpi: MuPDF decodes to a byte a component.
_BYTES_PER_LIMIT_PIXEL = 4


def check_streams(data: bytes) -> None:
    """Refuses a PDF that packs objects, a font or a table of characters of absurd length.

    MuPDF unpacks those whole, as soon as it meets them. Pictures are left to `check_images`.

    Args:
        data: the whole file.

    Raises:
        DocumentTooLargeError: over 64 MiB once decompressed.
    """
    for start, end in _streams(data):
        length = end - start
        if length * _MAX_DEFLATE_RATIO < _MAX_UNPACKED_BYTES:
            continue
        dictionary = data[max(0, start - _DICTIONARY_BYTES) : start].rpartition(b" obj")[2]
        if b"/Image" in dictionary or b"/Fl" not in dictionary:
            continue
        packed = data[start:end].lstrip(b"\r\n")
        # A first bite tells the ratio: unpacking every embedded font would cost milliseconds.
        bite = _inflate(packed[:_BITE_BYTES], _MAX_UNPACKED_BYTES)
        if len(bite) * length < _MAX_UNPACKED_BYTES * _BITE_BYTES // 2:
            continue
        if len(_inflate(packed, _MAX_UNPACKED_BYTES)) >= _MAX_UNPACKED_BYTES:
            raise DocumentTooLargeError("Une partie du PDF est démesurée.")


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    # `find` passes over pictures ten times as fast as a regular expression.
    start = data.find(b"stream")
    while start >= 0:
        start += len(b"stream")
        end = data.find(b"endstream", start)
        if end < 0:
            end = len(data)
        yield start, end
        start = data.find(b"stream", end + len(b"endstream"))


def check_program(page: pymupdf.Page) -> None:
    """Refuses a page whose drawing program is of absurd length.

    Args:
        page: MuPDF's page.

    Raises:
        DocumentTooLargeError: the program, or the forms that it draws, exceed the bounds.
        CorruptPdfError: the file had to be repaired, and the program is not in it.
    """
    pdf = page.parent
    budget = _MAX_PROGRAM_BYTES
    for xref in page.get_contents():
        budget -= _program_length(pdf, xref, budget)
        if budget <= 0:
            raise DocumentTooLargeError("Le contenu d'une page est démesuré.")
    forms = [(xref, parent) for xref, _, parent, _ in page.get_xobjects()]
    if len(forms) > 1:
        _check_forms(pdf, forms, budget)


def check_images(page: pymupdf.Page, limits: Limits) -> None:
    """Refuses a page with an image that would take too much memory once decoded.

    Args:
        page: MuPDF's page.
        limits: for `max_page_megapixels`; four bytes are granted for each of those pixels.

    Raises:
        DocumentTooLargeError: an image exceeds that.
    """
    most = limits.max_page_megapixels * 1e6 * _BYTES_PER_LIMIT_PIXEL
    for _, mask, width, height, _, space, *_ in page.get_images():
        components = 4 if "CMYK" in space or "DeviceN" in space else 3 if "RGB" in space else 1
        sizes = [width * height * components]
        if mask:
            keys = (page.parent.xref_get_key(mask, key) for key in ("Width", "Height"))
            sizes.append(prod(int(value) for kind, value in keys if kind == "int"))
        if max(sizes) > most:
            raise DocumentTooLargeError("Une image du PDF dépasse la taille acceptée.")


def _check_forms(pdf: pymupdf.Document, forms: list[tuple[int, int]], budget: int) -> None:
    # Forms drawn ten times by forms drawn ten times…: count the drawings, level by level.
    children: dict[int, list[int]] = {}
    for xref, parent in forms:
        children.setdefault(parent, []).append(xref)
    calls = {xref: _drawings(pdf, xref) for xref, _ in forms}
    level, drawn = children.get(0, []), 0.0
    weight = dict.fromkeys(level, 1.0)
    for _ in range(_MAX_FORM_NESTING):
        drawn += sum(weight.values())
        below: dict[int, float] = {}
        for xref, times in weight.items():
            inner = children.get(xref, [])
            for child in inner:
                share = max(1.0, calls[xref] / len(inner))
                below[child] = below.get(child, 0.0) + times * share
        if drawn > _MAX_DRAWN_FORMS:
            raise DocumentTooLargeError("Le contenu d'une page est démesuré.")
        if not below:
            return
        weight = below


def _drawings(pdf: pymupdf.Document, xref: int) -> int:
    raw = pdf.xref_stream_raw(xref) if pdf.xref_is_stream(xref) else b""
    if not raw:
        return 0
    return _inflate(raw, _MAX_PROGRAM_BYTES).count(b" Do")


def _program_length(pdf: pymupdf.Document, xref: int, budget: int) -> int:
    if not 0 < xref < pdf.xref_length() or not pdf.xref_is_stream(xref):
        if pdf.is_repaired:
            raise CorruptPdfError("Le PDF est tronqué : le contenu d'une page est perdu.")
        return 0
    raw = pdf.xref_stream_raw(xref)
    _, filters = pdf.xref_get_key(xref, "Filter")
    layers = filters.count("/FlateDecode") + filters.count("/Fl ")
    if layers < 2 and len(raw) < _SUSPECT_RAW_BYTES:
        return len(raw)
    for _ in range(layers):
        raw = _inflate(raw, budget)
    return max(len(raw), 1)


def _inflate(raw: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, most)
    except zlib.error:
        return raw
