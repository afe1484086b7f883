"""From what a person writes to a source."""

from __future__ import annotations

from pathlib import Path

from extractor.archives import HEAD_BYTES, archive_kind
from extractor.batch.errors import SourceError
from extractor.batch.sources.archives import ArchiveSource
from extractor.batch.sources.folders import FolderSource
from extractor.batch.sources.manifests import ManifestSource, is_manifest
from extractor.batch.sources.objects import ObjectSource
from extractor.batch.sources.patterns import is_pattern, matcher, split_pattern
from extractor.batch.sources.reference import Source


def open_source(text: str) -> Source:
    """The source that a text stands for; nothing of it is listed yet.

    Args:
        text: a folder, a pattern (`factures/2025-*/*.pdf`), an archive, a manifest (.csv, .jsonl,
            .parquet), or an address of an object store (`s3://bucket/prefix/`, a pattern too).

    Raises:
        SourceError: it is none of these, or the file is not there.
    """
    if "://" in text:
        return _remote(text)
    path = Path(text)
    if path.is_dir():
        return FolderSource(path)
    if path.is_file():
        return _file(path)
    if is_pattern(text):
        folder, pattern = split_pattern(text)
        if Path(folder or ".").is_dir():
            return FolderSource(Path(folder or "."), matcher(pattern))
    raise SourceError(f"{text} : introuvable")


def _remote(text: str) -> Source:
    if is_manifest(text):
        return ManifestSource(text)
    if is_pattern(text):
        prefix, pattern = split_pattern(text)
        return ObjectSource(prefix, matcher(pattern))
    return ObjectSource(text.rstrip("/") + "/")


def _file(path: Path) -> Source:
    if is_manifest(path.name):
        return ManifestSource(str(path.absolute()))
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise SourceError(f"{path} : lecture impossible ({error.strerror})") from error
    if archive_kind(head) is not None:
        return ArchiveSource(path)
    raise SourceError(f"{path} : ni archive, ni manifeste (un document seul : bleuet extract)")
