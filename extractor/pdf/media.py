"""What a deposited file is, told from its first bytes and never from its name."""

from __future__ import annotations

import re
from typing import Literal

Media = Literal["pdf", "image", "xml", "unknown"]

# The PDF header may come late: ISO 32000-1, annex H, implementation note 13.
_PDF_HEADER_WITHIN = 1024
_IMAGE_MAGIC = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",  # TIFF, little endian
    b"MM\x00*",  # TIFF, big endian
    b"II+\x00",  # BigTIFF
    b"MM\x00+",
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_UTF16_MARKS = (b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def sniff(data: bytes) -> Media:
    """Tells the kind of a file from its content.

    Args:
        data: the whole file, or at least its first kilobyte.

    Returns:
        `pdf`, `image` (JPEG, PNG, TIFF, WebP, BMP), `xml` (HTML is not), or `unknown`.

    >>> sniff(b"%PDF-1.7 ...")
    'pdf'
    >>> sniff(b"<?xml version='1.0'?><Invoice/>"), sniff(b"<html><body>404</body></html>")
    ('xml', 'unknown')
    """
    head = data[:_PDF_HEADER_WITHIN]
    if head.startswith(_IMAGE_MAGIC) or _is_webp(head) or _is_bmp(head):
        return "image"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or head.startswith(_UTF16_MARKS):
        return "unknown" if _HTML.search(head) else "xml"
    return "pdf" if b"%PDF-" in head else "unknown"


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_bmp(head: bytes) -> bool:
    # Two letters are too little evidence: the header's reserved words must be zero as well.
    return head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and len(head) > 26
