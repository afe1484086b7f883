"""The documents of a folder and its sub-folders, in whichever order the file system gives them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.errors import SourceError
from extractor.batch.sources.names import is_document_name
from extractor.batch.sources.reference import Reference, printable_name


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder.

    Attributes:
        root: the folder; documents are named by their path from there.
        takes: whether a path from there is of a document; by default its suffix says so.
    """

    root: Path
    takes: Callable[[str], bool] = lambda name: is_document_name(name.rpartition("/")[2])

    def references(self) -> Iterator[Reference]:
        """Every document; links to folders are not followed, since they may go round in circles.

        Raises:
            SourceError: a folder cannot be listed.
        """
        root = str(self.root.absolute())
        for path in self._files(root, ""):
            yield Reference(printable_name(path), f"{root}/{path}")

    def count(self) -> int:
        """How many documents there are."""
        return sum(1 for _ in self._files(str(self.root.absolute()), ""))

    def _files(self, folder: str, prefix: str) -> Iterator[str]:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = prefix + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        yield from self._files(entry.path, name + "/")
                    elif self.takes(name) and entry.is_file():
                        yield name
        except OSError as error:
            raise SourceError(f"{folder} : lecture impossible ({error.strerror})") from error
