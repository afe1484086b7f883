"""A process's memory: its limit, and what libraries say when they reach it."""

from __future__ import annotations

import ctypes
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ProcessingMemoryError

# OpenCV, ONNX Runtime, MuPDF, Leptonica: only Python itself has an exception of its own for it.
_SAID = re.compile(
    r"insufficient memory|out of memory|not enough memory|bad.?alloc|(m|re|c)alloc\b"
    r"|(failed|cannot|unable) to allocate|allocation failed",
    re.IGNORECASE,
)
_GROWN = 1.02
_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)


def limit_memory(mebibytes: int) -> None:
    """Have allocations of this process fail beyond a limit.

    Args:
        mebibytes: of data (not of address space, of which libraries reserve more than they use).
    """
    limit = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


class Heap:
    """This process's heap, whose free memory goes back to the system when a document made it grow.

    The C library keeps what was freed, and in pieces it is never used again for anything large. To
    give it back after every document would cost quick ones a tenth of their time.
    """

    def __init__(self) -> None:
        self._usual = 0

    def give_back(self) -> None:
        """Give free memory back, if there is more than usual and the C library can (glibc)."""
        if _trim is None or _resident_pages() <= self._usual * _GROWN:
            return
        _trim(0)
        self._usual = _resident_pages()


def resident_mb(process_id: int) -> float:
    """Mebibytes of a process that are in memory.

    Raises:
        OSError: there is no such process.
    """
    return _resident_pages(process_id) * resource.getpagesize() / 1024**2


def _resident_pages(process_id: int | str = "self") -> int:
    return int(Path(f"/proc/{process_id}/statm").read_bytes().split()[1])


@contextmanager
def want_of_memory_told() -> Iterator[None]:
    """Turns whatever a library raises for want of memory into our error.

    Raises:
        ProcessingMemoryError: what was to be done needs more memory than the process may have.
    """
    try:
        yield
    except Exception as error:
        if is_want_of_memory(error):
            raise ProcessingMemoryError from error
        raise


def is_want_of_memory(error: BaseException | None) -> bool:
    """Whether an exception, or what caused it, comes from an allocation that failed.

    >>> is_want_of_memory(MemoryError()), is_want_of_memory(RuntimeError("std::bad_alloc"))
    (True, True)
    >>> is_want_of_memory(ValueError("no amount"))
    False
    """
    while error is not None:
        if isinstance(error, MemoryError) or _SAID.search(str(error)):
            return True
        error = error.__cause__
    return False
