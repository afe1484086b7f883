"""The documents under a prefix of an object store: `s3://`, `gs://` and whatever fsspec knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import fsspec

from extractor.batch.errors import SourceError
from extractor.batch.sources.names import is_document_name
from extractor.batch.sources.reference import Reference

_S3 = ("s3", "s3a")
PAGE_KEYS = 1000
"""Keys in a page of a listing; S3 gives no more."""


@dataclass(frozen=True, slots=True)
class ObjectSource:
    """A prefix.

    Attributes:
        prefix: an address that ends with `/`; documents are named by what follows it.
        takes: whether a name is a document's; by default its suffix says so.
    """

    prefix: str
    takes: Callable[[str], bool] = lambda name: is_document_name(name.rpartition("/")[2])

    def references(self) -> Iterator[Reference]:
        """Every document, as the store lists them.

        Raises:
            SourceError: the store cannot be reached, or not be listed.
        """
        for name in self._names():
            yield Reference(name, self.prefix + name)

    def count(self) -> int:
        """How many documents there are."""
        return sum(1 for _ in self._names())

    def _names(self) -> Iterator[str]:
        try:
            # no listing is kept: it would grow with the number of documents
            system, root = fsspec.core.url_to_fs(self.prefix, use_listings_cache=False)
            paths = _s3_keys if self.prefix.partition("://")[0] in _S3 else _paths
            for name in paths(system, root.rstrip("/") + "/"):
                if name and not name.endswith("/") and self.takes(name):
                    yield name
        except Exception as error:  # each store's library has exceptions of its own
            message = f"{self.prefix} : {type(error).__name__} : {error}"
            raise SourceError(message) from error


def _s3_keys(system: Any, root: str) -> Iterator[str]:
    """Page after page, whatever "folders" the keys are in."""
    bucket, _, prefix = root.partition("/")
    asked: dict[str, Any] = {"Bucket": bucket, "Prefix": prefix, "MaxKeys": PAGE_KEYS}
    while True:
        page = system.call_s3("list_objects_v2", **asked)
        for entry in page.get("Contents", ()):
            yield entry["Key"].removeprefix(prefix)
        if not page.get("IsTruncated"):
            return
        asked["ContinuationToken"] = page["NextContinuationToken"]


def _paths(system: Any, root: str) -> Iterator[str]:
    """Folder after folder."""
    for folder, _, names in system.walk(root.rstrip("/") or "/"):
        below = (folder.rstrip("/") + "/").removeprefix(root)
        for name in names:
            yield below + name
