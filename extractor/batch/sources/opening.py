"""From what a person writes to a source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import fsspec

from extractor.archives import HEAD_BYTES, archive_kind
from extractor.batch.errors import SourceError
from extractor.batch.sources.archives import ArchiveSource
from extractor.batch.sources.folders import FolderSource
from extractor.batch.sources.manifests import ManifestSource, is_manifest
from extractor.batch.sources.names import is_document_name
from extractor.batch.sources.objects import ObjectSource
from extractor.batch.sources.patterns import folder_matcher, is_pattern, matcher, split_pattern
from extractor.batch.sources.reference import Source, printable_name

_LOCAL = ("file://", "local://")
_ARCHIVES = (".zip", ".tar.gz", ".tgz")


def open_source(text: str) -> Source:
    """The source that a text stands for; nothing of it is listed yet.

    Args:
        text: a folder, a pattern (`factures/2025-*/*.pdf`), an archive, a manifest (.csv, .jsonl,
            .parquet), or an address of an object store (`s3://bucket/prefix/`, a pattern too).

    Raises:
        SourceError: it is none of these, or the file is not there.
    """
    text = _without_file(text)
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
            return FolderSource(Path(folder or "."), *_matchers(pattern))
    raise SourceError(f"{text} : introuvable")


def whole_name(text: str) -> str:
    """What a source is called wherever and however it is asked for, as text UTF-8 can hold.

    Args:
        text: as for `open_source`.

    >>> whole_name("/data/in/../in/"), whole_name("file:///data/in"), whole_name("s3://f/2025/")
    ('/data/in', '/data/in', 's3://f/2025')
    """
    text = _without_file(text)
    return text.rstrip("/") if "://" in text else printable_name(str(Path(text).resolve()))


def _without_file(text: str) -> str:
    return fsspec.core.strip_protocol(text) if text.startswith(_LOCAL) else text


def _matchers(pattern: str) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    try:
        return matcher(pattern), folder_matcher(pattern)
    except ValueError as error:
        raise SourceError(f"{pattern} : ce motif n'a pas de sens ({error})") from error


def _remote(text: str) -> Source:
    if is_manifest(text):
        return ManifestSource(text)
    if is_pattern(text):
        prefix, pattern = split_pattern(text)
        return ObjectSource(prefix, *_matchers(pattern))
    if text.lower().endswith(_ARCHIVES):
        raise SourceError(f"{text} : une archive est à copier d'abord sur cette machine")
    if is_document_name(text.rpartition("/")[2]):
        raise SourceError(f"{text} : un document seul, pas un dossier")
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
