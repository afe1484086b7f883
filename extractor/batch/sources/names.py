"""Which files are documents, by their names alone."""

from __future__ import annotations

DOCUMENT_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".xml")


def is_document_name(name: str) -> bool:
    """Whether a folder that holds a file of this name stands for it.

    Args:
        name: without folders.

    >>> [is_document_name(n) for n in ("Facture.PDF", "notes.txt", ".hidden.pdf")]
    [True, False, False]
    """
    return name.lower().endswith(DOCUMENT_SUFFIXES) and not name.startswith(".")
