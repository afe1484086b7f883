"""Deposited documents on disk, until they are read."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from service.storage.folders import make_private

_INCOMING = "incoming"


class JobFiles:
    """A folder with one folder a job, in which documents are named by their numbers.

    Args:
        folder: made if it is not there; shared by all that accept and read jobs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.incoming = folder / _INCOMING

    def prepare(self) -> None:
        """Make the folders, for us only."""
        make_private(self._folder)
        self._folder.chmod(0o700)
        make_private(self.incoming)

    def folder_of(self, job_id: str) -> Path:
        """Where a job's documents lie."""
        return self._folder / job_id

    def path_of(self, job_id: str, number: int) -> Path:
        """Where a document lies."""
        return self.folder_of(job_id) / f"{number:06d}"

    def keep(self, job_id: str) -> None:
        """Have a job's documents, and where they are, on the disk itself: a power cut spares them.

        Args:
            job_id: of a job that is about to be accepted; nothing is written to its files any more.
        """
        folder = self.folder_of(job_id)
        for path in (*folder.iterdir(), folder, self._folder):
            _flush(path)

    def remove(self, job_id: str) -> None:
        """Remove a job's documents, if any are left."""
        shutil.rmtree(self.folder_of(job_id), ignore_errors=True)

    def older_than(self, seconds: float) -> Iterator[str]:
        """Jobs whose folder has not changed for a while: their identifiers."""
        before = time.time() - seconds
        for folder in self._folder.iterdir():
            if folder.name != _INCOMING and _changed(folder) < before:
                yield folder.name


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process was quicker
        return time.time()
