"""Folders of many documents, of a few that are there: links, which take no room."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from bench.documents import native_documents, scanned_documents

_SCANS = 12


def link_documents(folder: Path, corpus: Path, *, count: int, scan_share: float) -> Path:
    """Fill a folder with native documents and scans, evenly mixed.

    Args:
        folder: made for it.
        corpus: where to take them from, beside the samples.
        count: how many.
        scan_share: of them, 0 to 1.
    """
    folder.mkdir(parents=True)
    natives = cycle(native_documents(corpus))
    scans = cycle(scanned_documents(corpus, _SCANS))
    for number in range(count):
        is_scan = int((number + 1) * scan_share) > int(number * scan_share)
        source = next(scans if is_scan else natives).absolute()
        (folder / f"{number:06d}{source.suffix}").symlink_to(source)
    return folder
