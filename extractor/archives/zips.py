"""Entries of a ZIP archive (PKWARE APPNOTE 6.3), by the standard library's reader."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from extractor.archives.budget import Budget
from extractor.archives.entries import Entry, UnreadableEntryError, nothing
from extractor.errors import InvalidArchiveError

_CHUNK_BYTES = 64 * 1024
# The directory is read at once, before its members can be counted.
_MAX_READ_BYTES = 8 * 1024 * 1024
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
# The others may make much of little in one step, and no tool writes them unless asked.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class _ModestReads(io.BufferedReader):
    """A file that is not read at once in whatever size it claims a part of it to have."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Some bytes; `zipfile.BadZipFile` if they are more than any part needs."""
        if size is not None and size > _MAX_READ_BYTES:
            raise zipfile.BadZipFile("directory too large")
        return super().read(size)


def zip_entries(path: Path, budget: Budget) -> Iterator[Entry]:
    """The entries of a ZIP archive, in its own order.

    Args:
        path: the archive.
        budget: what it may cost.

    Raises:
        InvalidArchiveError: it is damaged, or costs too much.
    """
    with _ModestReads(io.FileIO(path)) as file:
        try:
            archive = zipfile.ZipFile(file)
        except _DAMAGE as error:
            raise InvalidArchiveError("Archive ZIP endommagée") from error
        with archive:
            for info in archive.infolist():
                budget.count_member()
                if not info.is_dir():
                    yield _entry(archive, info, budget)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Entry:
    name = _name(info)
    refusal = _refusal(info)
    if refusal is not None:
        return Entry(name, nothing, refusal)
    return Entry(name, partial(_chunks, archive, info, budget))


def _refusal(info: zipfile.ZipInfo) -> str | None:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "Ni fichier ni dossier"
    if info.flag_bits & _ENCRYPTED:
        return "Fichier chiffré dans l'archive"
    if info.compress_type not in _METHODS:
        return "Compression non prise en charge"
    return None


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    try:
        source = archive.open(info)
    except _DAMAGE as error:
        raise _damaged() from error
    with source:
        while chunk := _next_chunk(source):
            budget.spend(len(chunk))
            yield chunk


def _next_chunk(source: IO[bytes]) -> bytes:
    try:
        return source.read(_CHUNK_BYTES)
    except _DAMAGE as error:
        raise _damaged() from error


def _damaged() -> UnreadableEntryError:
    return UnreadableEntryError(InvalidArchiveError("Fichier endommagé dans l'archive"))


def _name(info: zipfile.ZipInfo) -> str:
    """A name as it was meant: many tools write UTF-8 or Windows's code page without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850", "replace")
