"""The documents of an archive, put into a folder under numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.archives.budget import Budget
from extractor.archives.entries import Entry, UnreadableEntryError
from extractor.archives.kinds import HEAD_BYTES, ArchiveKind, archive_kind, is_any_archive
from extractor.archives.names import is_bookkeeping, leaves_its_folder, shown_name
from extractor.archives.tars import tar_entries
from extractor.archives.zips import zip_entries
from extractor.errors import (
    DocumentTooLargeError,
    EmptyDocumentError,
    InputError,
    InvalidArchiveError,
)
from extractor.settings import Limits

_ENTRIES: dict[ArchiveKind, Callable[[Path, Budget], Iterator[Entry]]] = {
    "zip": zip_entries,
    "tar.gz": tar_entries,
}


@dataclass(frozen=True, slots=True)
class Member:
    """A document of an archive, or what should have been one.

    Attributes:
        number: 1-based, in the archive's order.
        name: for people; not safe as a path.
        path: where its bytes lie; of no use if there is an error.
        size: in bytes.
        error: why it cannot be read; None if it may be tried.
    """

    number: int
    name: str
    path: Path
    size: int = 0
    error: InputError | None = None


def unpack(archive: Path, folder: Path, limits: Limits) -> Iterator[Member]:
    """Take the documents out of an archive, one at a time.

    Nothing is written but files `000001`, `000002`… in the folder, each within the limit of one
    document. What is not for reading (folders, what a system notes for itself) is passed over. A
    member that is encrypted, damaged, empty, too large, a link, a device, an archive itself, or
    named so as to leave its folder is given with its error, and costs the others nothing.

    Args:
        archive: a .zip or .tar.gz.
        folder: an empty one; its owner removes it.
        limits: of the archive, and of a document.

    Raises:
        InvalidArchiveError: it is no archive, is damaged, costs too much or has no document. It
            may come after some members.
    """
    with archive.open("rb") as file:
        kind = archive_kind(file.read(HEAD_BYTES))
    if kind is None:
        raise InvalidArchiveError("Ni archive ZIP, ni archive tar.gz")
    budget = Budget(limits, packed_bytes=archive.stat().st_size)
    number = 0
    for entry in _ENTRIES[kind](archive, budget):
        if is_bookkeeping(entry.name):
            continue
        number += 1
        yield _save(entry, number, folder / f"{number:06d}", max_bytes=limits.max_bytes)
    if not number:
        raise InvalidArchiveError("Aucun document dans l'archive")


def _save(entry: Entry, number: int, path: Path, *, max_bytes: int) -> Member:
    name = shown_name(entry.name)
    try:
        if leaves_its_folder(entry.name):
            raise UnreadableEntryError(InvalidArchiveError("Nom de fichier qui sort de l'archive"))
        if entry.refusal is not None:
            raise UnreadableEntryError(InvalidArchiveError(entry.refusal))
        return Member(number, name, path, _write(entry, path, max_bytes=max_bytes))
    except UnreadableEntryError as unreadable:
        path.unlink(missing_ok=True)
        return Member(number, name, path, error=unreadable.error)


def _write(entry: Entry, path: Path, *, max_bytes: int) -> int:
    size = 0
    with path.open("xb") as target:
        for chunk in entry.chunks():
            if not size and is_any_archive(chunk[:HEAD_BYTES]):
                raise UnreadableEntryError(InvalidArchiveError("Archive dans une archive"))
            size += len(chunk)
            if size > max_bytes:
                raise UnreadableEntryError(DocumentTooLargeError(f"Plus de {max_bytes} octets"))
            target.write(chunk)
    if not size:
        raise UnreadableEntryError(EmptyDocumentError())
    return size
