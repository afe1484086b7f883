"""The results of another run, taken over for documents that did not change since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from extractor.batch.errors import StoreError, WrongFolderError
from extractor.batch.sources import key_of
from extractor.batch.store.formats import part_name
from extractor.batch.store.journal import JOURNAL, Journal
from extractor.batch.store.rows import Rows
from extractor.batch.store.schema import TABLES


class FormerRun:
    """A run that is not going on any more.

    Args:
        folder: of the run.

    Raises:
        WrongFolderError: it is no run's folder.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / JOURNAL).is_file():
            raise WrongFolderError(f"{folder} n'est pas le dossier d'un lot")
        self._folder = folder
        self._journal = Journal(folder, read_only=True)
        self.model_version = self._journal.run().get("model_version", "")

    def close(self) -> None:
        """Let go of it."""
        self._journal.close()

    def find(self, key: bytes) -> tuple[int, str] | None:
        """Where a document's result is, and of which bytes.

        Args:
            key: of the document's reference.

        Returns:
            The part and the hexadecimal digest; None if there is no result, or one that might be
            another next time.
        """
        found = self._journal.find(key)
        if found is None or found[1] is None:
            return None
        return found[0], found[1].hex()

    def rows(self, part: int, keys: set[bytes]) -> Iterator[Rows]:
        """The rows of some documents of a part, document by document.

        Raises:
            StoreError: the part cannot be read, or does not have them.
        """
        by_name: dict[str, Rows] = {}
        try:
            for name in TABLES:
                path = self._folder / name / f"{part_name(part)}.parquet"
                for batch in pq.ParquetFile(path).iter_batches():
                    for row in batch.to_pylist():
                        own = by_name.setdefault(row["document"], defaultdict(list))
                        own[name].append(row)
        except (OSError, ValueError) as error:
            raise StoreError(f"{self._folder} : partie {part} illisible ({error})") from error
        wanted = [rows for name, rows in by_name.items() if key_of(name) in keys]
        if len(wanted) != len(keys):
            raise StoreError(f"{self._folder} : la partie {part} n'est pas celle du journal")
        yield from wanted
