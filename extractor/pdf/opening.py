"""The door: bytes in, a document held open, or a typed error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pymupdf

from extractor.errors import (
    CorruptPdfError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedPdfError,
    NoPagesError,
    TooManyPagesError,
    UnsupportedDocumentError,
)
from extractor.pdf.bounds import check_streams
from extractor.pdf.failures import mupdf_failures
from extractor.pdf.frames import open_image
from extractor.pdf.media import sniff
from extractor.pdf.opened import OpenedDocument
from extractor.pdf.signatures import is_signed
from extractor.settings import Limits

_BLANKS = b" \t\r\n\0"


@contextmanager
def open_document(data: bytes, limits: Limits) -> Iterator[OpenedDocument]:
    """Opens a PDF or an image (JPEG, PNG, TIFF of several pages, WebP, BMP).

    Args:
        data: the whole file.
        limits: bytes, pages and megapixels that it may have.

    Yields:
        The document, valid within the context.

    Raises:
        EmptyDocumentError: there is no byte, or nothing but white space.
        UnsupportedDocumentError: neither a PDF nor such an image, or an image that is damaged.
        DocumentTooLargeError: over `max_bytes`, or an image over `max_page_megapixels`.
        EncryptedPdfError: the PDF asks for a password to be read.
        CorruptPdfError: the PDF is damaged beyond repair.
        NoPagesError: the PDF has no page.
        TooManyPagesError: over `max_pages`.
    """
    if not data[:1024].strip(_BLANKS) and not data.strip(_BLANKS):
        raise EmptyDocumentError
    if len(data) > limits.max_bytes:
        raise DocumentTooLargeError(
            f"Le fichier pèse {len(data) / 1e6:.0f} Mo ; "
            f"le maximum est {limits.max_bytes / 1e6:.0f} Mo."
        )
    media = sniff(data)
    if media == "pdf":
        document = _open_pdf(data, limits)
    elif media == "image":
        document = _open_image(data, limits)
    else:
        raise UnsupportedDocumentError("Le fichier n'est ni un PDF ni une image.")
    try:
        yield document
    finally:
        document.close()


def _open_image(data: bytes, limits: Limits) -> OpenedDocument:
    image, count = open_image(data, limits)
    return OpenedDocument("image", count, "PDF_NON_SIGNE", limits, image)


def _open_pdf(data: bytes, limits: Limits) -> OpenedDocument:
    check_streams(data)
    with mupdf_failures():
        pdf = pymupdf.open(stream=data, filetype="pdf")
    try:
        _check(pdf, limits)
    except BaseException:
        pdf.close()
        raise
    signed = is_signed(data)
    return OpenedDocument(
        "pdf", pdf.page_count, "PDF_SIGNE_PADES" if signed else "PDF_NON_SIGNE", limits, pdf
    )


def _check(pdf: pymupdf.Document, limits: Limits) -> None:
    with mupdf_failures():
        if pdf.needs_pass:
            raise EncryptedPdfError
        count = pdf.page_count
        repaired = pdf.is_repaired
    if count < 1:
        # A repair that finds no page means that the pages were lost, not that there were none.
        raise CorruptPdfError if repaired else NoPagesError
    if count > limits.max_pages:
        raise TooManyPagesError(f"{count} pages ; le maximum est {limits.max_pages}.")
    with mupdf_failures():
        if repaired and not _shows_something(pdf):
            raise CorruptPdfError("Le PDF est tronqué : ses pages sont vides.")


def _shows_something(pdf: pymupdf.Document) -> bool:
    pages = (pdf.load_page(index) for index in range(pdf.page_count))
    # The log tells everything drawn, but at a call to Python each: most pages have words anyway.
    return any(page.get_textpage().extractBLOCKS() or page.get_bboxlog() for page in pages)
