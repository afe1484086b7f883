"""Files that are whole or not there, whatever happens while they are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

TEMPORARY_SUFFIX = ".tmp"


def write_whole(path: Path, write: Callable[[IO[bytes]], None]) -> int:
    """Write a file under a temporary name, have it on the disk, and only then name it.

    That the name lasts is for `sync_folders` to see to.

    Args:
        path: of the file.
        write: writes its content.

    Returns:
        The file's size in bytes.

    Raises:
        OSError: it cannot be written; nothing is left of it.
    """
    temporary = path.with_name(path.name + TEMPORARY_SUFFIX)
    try:
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return size


def sync_folders(folders: Iterable[Path]) -> None:
    """Have the names of the files in some folders on the disk."""
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
