"""The bytes of a document, wherever they are."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from extractor.batch.sources.failures import is_final, told
from extractor.batch.sources.reference import Reference
from extractor.errors import DocumentTooLargeError, InputError, UnreachableDocumentError
from extractor.settings import Limits

# A network's file system may lose sight of a file for a moment, and find it again.
_PAUSES_S = (0.5, 2.0)
# Of the time that a document has, for its size and its content each: a store that hangs is no
# fault of the document's.
_SHARE = 0.4


def fetch(reference: Reference, *, max_bytes: int) -> bytes:
    """The document's bytes.

    Args:
        reference: the document.
        max_bytes: of a larger one nothing is read.

    Raises:
        InputError: it is too large, not there, or not for us to read.
        SourceError: nothing can be had from there for now, after some attempts.
    """
    if reference.error is not None:
        raise reference.error
    if reference.data is not None:
        return reference.data
    location = reference.location
    read = _read_object if reference.store or "://" in location else _read_file
    try:
        return read(reference, max_bytes)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # each store's library has exceptions of its own
        raise told(reference.store + location, error) from error


def read_file(path: Path, *, max_bytes: int) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it is larger than that, or cannot be read.
    """
    try:
        _check(path.stat().st_size, max_bytes)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreachableDocumentError(f"Lecture impossible : {reason}") from error


def _read_file(reference: Reference, max_bytes: int) -> bytes:
    path = Path(reference.location)

    def read() -> bytes:
        _check(path.stat().st_size, max_bytes)
        return path.read_bytes()

    return _persistently(read)


def _read_object(reference: Reference, max_bytes: int) -> bytes:
    import fsspec
    from fsspec.asyn import AsyncFileSystem

    # the address of a store, rather than of each of its objects, whose names may hold anything
    system, path = fsspec.core.url_to_fs(
        reference.store or reference.location, use_listings_cache=False
    )
    if reference.store:
        path = f"{path.rstrip('/')}/{reference.location}"
    is_remote = isinstance(system, AsyncFileSystem)
    limit_s = {"timeout": Limits().timeout_s * _SHARE} if is_remote else {}

    def read() -> bytes:
        size = None
        try:
            size = system.size(path, **limit_s)
        except FileNotFoundError:
            raise
        except Exception as error:
            if not is_final(error):
                raise
            # what only asks for the size is told no reason, which may be an expired key
            system.cat_file(path, start=0, end=1, **limit_s)
        _check(size or 0, max_bytes)
        data: bytes = system.cat_file(path, **limit_s)
        return data

    # these try again by themselves, as often as their own settings say
    return read() if is_remote else _persistently(read)


def _persistently(read: Callable[[], bytes]) -> bytes:
    for pause_s in _PAUSES_S:
        try:
            return read()
        except OSError as error:
            if is_final(error):
                raise
            time.sleep(pause_s)
    return read()


def _check(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise DocumentTooLargeError(f"{size} octets ; limite : {max_bytes}")
