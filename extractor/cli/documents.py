"""Which files a path of the command line stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.batch.sources.names import is_document_name


def find_documents(paths: Iterable[Path]) -> Iterator[Path]:
    """The documents that paths stand for, in the order given, a folder's in alphabetical order.

    A file named outright is taken whatever its suffix. A folder's sub-folders are searched too.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.is_file() and is_document_name(p.name)
            )
        else:
            yield path
