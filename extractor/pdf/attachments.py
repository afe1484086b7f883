"""Files embedded in a PDF, read within bounds."""

from __future__ import annotations

import zlib

import pymupdf

MAX_FILES = 50
MAX_FILE_BYTES = 20 * 1024 * 1024


def read_attachments(pdf: pymupdf.Document) -> dict[str, bytes]:
    """Reads a PDF's embedded files, leaving out those beyond the bounds.

    The names tree is read first (ISO 32000-1, 7.11.4), then the associated files of the catalogue
    (`AF`, ISO 32000-2, 14.13), where some Factur-X writers put the invoice alone.

    Args:
        pdf: MuPDF's document.

    Returns:
        Content by file name, in the file's order.
    """
    files: dict[str, bytes] = {}
    if pdf.embfile_count():
        for index in range(min(pdf.embfile_count(), MAX_FILES)):
            facts: dict[str, str] = {}
            xref = pdf._embfile_info(index, facts)
            name = facts.get("ufilename") or facts.get("filename") or f"{index + 1}"
            _add(files, name, pdf, xref)
        return files
    for specification in _references(pdf, pdf.pdf_catalog(), "AF")[:MAX_FILES]:
        _, name = pdf.xref_get_key(specification, "UF")
        if name == "null":
            _, name = pdf.xref_get_key(specification, "F")
        kind, target = pdf.xref_get_key(specification, "EF/F")
        if kind == "xref":
            _add(files, name, pdf, int(target.split()[0]))
    return files


def _add(files: dict[str, bytes], name: str, pdf: pymupdf.Document, xref: int) -> None:
    content = read_stream(pdf, xref, MAX_FILE_BYTES)
    if content is not None:
        files.setdefault(name, content)


def read_stream(pdf: pymupdf.Document, xref: int, max_bytes: int) -> bytes | None:
    """Decompresses a stream, stopping at a bound instead of filling the memory.

    Args:
        pdf: MuPDF's document.
        xref: the stream's object number.
        max_bytes: the most that it may hold.

    Returns:
        The content, or None if it is longer, or no stream.
    """
    if not 0 < xref < pdf.xref_length() or not pdf.xref_is_stream(xref):
        return None
    raw: bytes = pdf.xref_stream_raw(xref)
    _, filters = pdf.xref_get_key(xref, "Filter")
    if filters.strip("[] ") == "/FlateDecode":
        try:
            inflater = zlib.decompressobj()
            content = inflater.decompress(raw, max_bytes + 1)
        except zlib.error:
            return None
    elif filters == "null":
        content = raw
    else:
        # Rare for attachments; the ratio of the other filters is bounded by the check.
        if len(raw) > max_bytes // 100:
            return None
        content = pdf.xref_stream(xref)
    return content if len(content) <= max_bytes else None


def _references(pdf: pymupdf.Document, xref: int, key: str) -> list[int]:
    kind, value = pdf.xref_get_key(xref, key)
    if kind == "xref":
        value = pdf.xref_object(int(value.split()[0]))
    elif kind != "array":
        return []
    parts = value.strip("[] \n").replace("\n", " ").split()
    return [
        int(parts[at - 2])
        for at, part in enumerate(parts)
        if part == "R" and at >= 2 and parts[at - 2].isdigit()
    ]
