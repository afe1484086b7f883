"""Kept documents on disk, readable by us only."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from service.storage.folders import make_private

_ARRIVING = ".arriving-"
_UNKNOWN_S = 3600.0  # longer than a file is there before what is known of it


class RetainedFiles:
    """A folder with a folder a tenant, in which documents are named by their hashes.

    A tenant's name comes from tokens of others and may be no name of a folder; its hash is one.

    Args:
        folder: made when there is something to keep.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, tenant: str, sha256: str) -> Path:
        """Where a tenant's document lies, if it is there."""
        return self._folder / _digest(tenant) / sha256

    def copy(self, source: Path, tenant: str) -> Path:
        """A copy of a document under a name for the time being.

        Args:
            source: the document.
            tenant: whose it is.
        """
        folder = self._folder / _digest(tenant)
        make_private(folder)
        descriptor, name = tempfile.mkstemp(prefix=_ARRIVING, dir=folder)  # mode 0600
        try:
            with source.open("rb") as file, os.fdopen(descriptor, "wb") as target:
                shutil.copyfileobj(file, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return Path(name)

    def remove(self, tenant: str, sha256: str) -> None:
        """Remove a document, if it is there."""
        self.path_of(tenant, sha256).unlink(missing_ok=True)

    def unknown(self, known: set[tuple[str, str]]) -> Iterator[Path]:
        """Files that have been there for a while and belong to no document.

        Args:
            known: tenant and hash of every document.
        """
        paths = {self.path_of(*key) for key in known}
        before = time.time() - _UNKNOWN_S
        for path in self._folder.glob("*/*"):
            if path not in paths and _changed(path) < before:
                yield path


def _digest(tenant: str) -> str:
    return hashlib.sha256(tenant.encode()).hexdigest()


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another service was quicker
        return time.time()
