"""Folders that only the service's own user can look into."""

from __future__ import annotations

from pathlib import Path

_OURS = 0o700


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for us only; one that is there stays.

    Args:
        folder: to be made.
    """
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=_OURS, exist_ok=True)
