"""Where documents lie while they are read, and how what a killed service left there is known.

Whoever uses a file or folder holds a lock on it. The kernel lets go of a lock when its process
ends, however it ends, so that what nobody holds is left over: no process numbers that are given out
again, no age that somebody has to guess.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import structlog

_FILE, _FOLDER = "bleuet-upload-", "bleuet-reading-"
_SUFFIX = ".spool"  # with the prefix, a name that nobody gives to anything else
_log = structlog.get_logger("bleuet.spool")


@contextmanager
def spool_file(folder: Path | None) -> Iterator[Path]:
    """An empty file, readable by us only, that is there while the block lasts.

    Args:
        folder: where; None for the system's folder of temporary files.
    """
    path, lock = _make(lambda: _made_file(folder))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
        os.close(lock)


class SpoolFolder:
    """A folder, open to us only, for what a reading process puts on disk.

    Args:
        folder: where; None for the system's folder of temporary files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path, self._lock = _make(
            lambda: Path(tempfile.mkdtemp(prefix=_FOLDER, suffix=_SUFFIX, dir=folder))
        )

    def remove(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def remove_left_over(folder: Path | None) -> int:
    """Remove what services that were killed left behind; what others use stays.

    Args:
        folder: where files are spooled; None for the system's folder of temporary files.

    Returns:
        How many files and folders that was.
    """
    removed = 0
    root = folder or Path(tempfile.gettempdir())
    for path in [*root.glob(f"{_FILE}*{_SUFFIX}"), *root.glob(f"{_FOLDER}*{_SUFFIX}")]:
        with suppress(OSError):  # somebody else's, or another service was quicker
            lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
                removed += 1
            finally:
                os.close(lock)
    if removed:
        _log.warning("left_over_removed", count=removed)
    return removed


def _made_file(folder: Path | None) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=_FILE, suffix=_SUFFIX, dir=folder)
    os.close(descriptor)
    return Path(name)


def _make(make: Callable[[], Path]) -> tuple[Path, int]:
    """Something new, and the lock on it; a service that starts may remove it in between."""
    while True:
        path = make()
        try:
            lock = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            continue
        except OSError:  # a file system without locks, where nothing is taken for left over
            return path, lock
        if path.exists():
            return path, lock
        os.close(lock)
