"""The documents under a prefix of an object store: `s3://`, `gs://` and whatever fsspec knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import fsspec

from extractor.batch.errors import EmptySourceError, SourceError
from extractor.batch.sources.failures import is_final, unreachable
from extractor.batch.sources.names import is_document_name
from extractor.batch.sources.reference import Reference, printable_name

_S3 = ("s3", "s3a")
PAGE_KEYS = 1000
"""Keys in a page of a listing; S3 gives no more."""


@dataclass(frozen=True, slots=True)
class ObjectSource:
    """A prefix.

    Attributes:
        prefix: an address that ends with `/`; documents are named by what follows it.
        takes: whether a name is a document's; by default its suffix says so.
        enters: whether there may be documents in a folder of that name.
    """

    prefix: str
    takes: Callable[[str], bool] = lambda name: is_document_name(name.rpartition("/")[2])
    enters: Callable[[str], bool] = lambda _name: True

    def references(self) -> Iterator[Reference]:
        """Every document, as the store lists them; a folder that is closed to us is an error.

        Raises:
            EmptySourceError: there is nothing of that address, or one object.
            SourceError: the store cannot be reached, or not be listed.
        """
        try:
            yield from self._references()
        except SourceError:
            raise
        except FileNotFoundError as error:
            raise EmptySourceError(f"{self.prefix} : introuvable") from error
        except Exception as error:  # each store's library has exceptions of its own
            message = f"{self.prefix} : {type(error).__name__} : {error}"
            raise SourceError(message) from error

    def count(self) -> int:
        """How many documents there are."""
        return sum(1 for _ in self.references())

    def _references(self) -> Iterator[Reference]:
        # no listing is kept: it would grow with the number of documents
        system, root = fsspec.core.url_to_fs(self.prefix, use_listings_cache=False)
        if self.prefix.partition("://")[0] in _S3:
            for name in _s3_keys(system, root.rstrip("/") + "/"):
                if name and not name.endswith("/") and self.takes(name):
                    yield self._reference(name)
        else:
            yield from self._below(system, root.rstrip("/"), "")

    def _reference(self, name: str) -> Reference:
        return Reference(printable_name(name), name, self.prefix)

    def _below(self, system: Any, root: str, folder: str) -> Iterator[Reference]:
        """Folder after folder, of which each is listed whole."""
        here = f"{root}/{folder}".rstrip("/")
        try:
            listed = system.ls(here or root or "/", detail=True)
        except Exception as error:
            if not folder or not is_final(error):
                raise
            yield Reference(printable_name(folder), error=unreachable(error))
            return
        for info in listed:
            path = info["name"].rstrip("/")
            name = path.removeprefix(root).lstrip("/")
            if path == here:
                if info["type"] == "file" and not folder and len(listed) == 1:
                    raise EmptySourceError(f"{self.prefix.rstrip('/')} : un objet, pas un dossier")
            elif info["type"] == "directory":
                if self.enters(name):
                    yield from self._below(system, root, name + "/")
            elif self.takes(name):
                yield self._reference(name)


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
