"""The documents of a folder and its sub-folders, in whichever order the file system gives them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.errors import SourceError
from extractor.batch.sources.failures import is_final, unreachable
from extractor.batch.sources.names import is_document_name
from extractor.batch.sources.reference import Reference, printable_name


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder.

    Attributes:
        root: the folder; documents are named by their path from there.
        takes: whether a path from there is of a document; by default its suffix says so.
        enters: whether there may be documents in a folder of that path from there.
    """

    root: Path
    takes: Callable[[str], bool] = lambda name: is_document_name(name.rpartition("/")[2])
    enters: Callable[[str], bool] = lambda _name: True

    def references(self) -> Iterator[Reference]:
        """Every document; links to folders are not followed, since they may go round in circles.

        A sub-folder that cannot be listed is given as a reference with the error.

        Raises:
            SourceError: the folder itself cannot be listed, or its disk fails.
        """
        return self._below(str(self.root.absolute()), "")

    def count(self) -> int:
        """How many documents there are."""
        return sum(1 for _ in self.references())

    def _below(self, folder: str, prefix: str) -> Iterator[Reference]:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = prefix + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if self.enters(name):
                            yield from self._below(entry.path, name + "/")
                    elif self.takes(name) and _may_be_a_file(entry):
                        yield Reference(printable_name(name), entry.path)
        except OSError as error:
            if not prefix or not is_final(error):
                message = f"{folder} : lecture impossible ({error.strerror})"
                raise SourceError(message) from error
            yield Reference(printable_name(prefix), error=unreachable(error))


def _may_be_a_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is to be read, a link that leads nowhere too: its error says so."""
    try:
        return entry.is_file() or not Path(entry.path).exists()
    except OSError:
        return True
