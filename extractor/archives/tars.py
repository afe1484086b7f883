"""Entries of a gzipped tar (POSIX.1-2001 pax, GNU), by the standard library's reader.

That reader trusts what a header says of sizes. So it is given a stream that only goes forward, in
steps of a few kilobytes, counts every byte that is unpacked (those passed over too), and takes no
endless number for a header.
"""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from extractor.archives.budget import Budget
from extractor.archives.entries import Entry, nothing
from extractor.errors import InvalidArchiveError

_STEP_BYTES = 8 * 1024
# In looking for numbers, Python's reader takes the square of their length.
_ENDLESS_NUMBER = re.compile(rb"[0-9]{200}")
_DAMAGE = (
    tarfile.TarError,
    zlib.error,
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    RecursionError,
    ValueError,
)


class _Forward:
    """A stream as `tarfile` wants it: `read`, which it is left to for headers, `seek`, `tell`."""

    def __init__(self, source: gzip.GzipFile, budget: Budget) -> None:
        self._source = source
        self._budget = budget
        self._position = 0
        self.last = b""

    def read(self, size: int) -> bytes:
        if size > _STEP_BYTES:
            raise InvalidArchiveError("En-tête démesuré dans l'archive")
        data = self.step(size)
        if _ENDLESS_NUMBER.search(data):
            raise InvalidArchiveError("En-tête démesuré dans l'archive")
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, position: int) -> None:
        if position < self._position:
            raise _damaged()
        while position > self._position and self.step(position - self._position):
            pass

    def step(self, size: int = _STEP_BYTES) -> bytes:
        """At most so many bytes, and not more than a step."""
        try:
            self.last = self._source.read(max(0, min(size, _STEP_BYTES)))
        except (zlib.error, EOFError, OSError) as error:
            raise _damaged() from error
        self._budget.spend(len(self.last))
        self._position += len(self.last)
        return self.last

    def drain(self) -> None:
        """Go to the end, where gzip has its check sum."""
        while self.step():
            pass


def tar_entries(path: Path, budget: Budget) -> Iterator[Entry]:
    """The entries of a gzipped tar, in its own order.

    Args:
        path: the archive.
        budget: what it may cost.

    Raises:
        InvalidArchiveError: it is damaged, or costs too much; possibly after some entries, since
            a stream shows only at its end that it is whole.
    """
    with gzip.open(path) as source:
        stream = _Forward(source, budget)
        try:
            archive = tarfile.TarFile(fileobj=stream)  # type: ignore[arg-type]
            while (info := archive.next()) is not None:
                budget.count_member()
                if not info.isdir():
                    yield _entry(stream, info)
            if stream.last.strip(b"\0"):  # it ended on something that is no header
                raise _damaged()
            stream.drain()
        except _DAMAGE as error:
            raise _damaged() from error


def _damaged() -> InvalidArchiveError:
    return InvalidArchiveError("Archive tar.gz endommagée")


def _entry(stream: _Forward, info: tarfile.TarInfo) -> Entry:
    if not info.isreg() or info.issparse():
        return Entry(info.name, nothing, "Ni fichier ni dossier")
    return Entry(info.name, partial(_chunks, stream, info))


def _chunks(stream: _Forward, info: tarfile.TarInfo) -> Iterator[bytes]:
    stream.seek(info.offset_data)
    left = info.size
    while left > 0:
        chunk = stream.step(left)
        if not chunk:
            raise _damaged()
        left -= len(chunk)
        yield chunk
