"""Which files a path of the command line stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

DOCUMENT_SUFFIXES = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".xml"})


def is_document(path: Path) -> bool:
    """Whether a folder that holds this file stands for it, by its suffix.

    >>> is_document(Path("Facture.PDF")), is_document(Path("notes.txt"))
    (True, False)
    """
    return path.suffix.lower() in DOCUMENT_SUFFIXES and not path.name.startswith(".")


def find_documents(paths: Iterable[Path]) -> Iterator[Path]:
    """The documents that paths stand for, in the order given, a folder's in alphabetical order.

    A file named outright is taken whatever its suffix. A folder's sub-folders are searched too.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and is_document(p))
        else:
            yield path
