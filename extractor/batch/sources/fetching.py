"""The bytes of a document, wherever they are."""

from __future__ import annotations

from pathlib import Path

from extractor.batch.sources.reference import Reference
from extractor.errors import DocumentTooLargeError, InputError


def fetch(reference: Reference, *, max_bytes: int) -> bytes:
    """The document's bytes.

    Args:
        reference: the document.
        max_bytes: of a larger one nothing is read.

    Raises:
        InputError: it is too large, or cannot be had.
    """
    if reference.error is not None:
        raise reference.error
    if reference.data is not None:
        return reference.data
    if "://" in reference.location:
        return _fetch_object(reference.location, max_bytes=max_bytes)
    return read_file(Path(reference.location), max_bytes=max_bytes)


def read_file(path: Path, *, max_bytes: int) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it is larger than that, or cannot be read.
    """
    try:
        _check(path.stat().st_size, max_bytes)
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"Lecture impossible : {error.strerror}") from error


def _fetch_object(address: str, *, max_bytes: int) -> bytes:
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
        _check(system.size(path) or 0, max_bytes)
        data: bytes = system.cat_file(path)
    except InputError:
        raise
    except Exception as error:  # each store's library has exceptions of its own
        raise InputError(f"Lecture impossible : {type(error).__name__}") from error
    return data


def _check(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise DocumentTooLargeError(f"{size} octets ; limite : {max_bytes}")
