"""Lists of paths or addresses: CSV, JSON Lines or Parquet, read a few rows at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

import fsspec

from extractor.batch.errors import SourceError
from extractor.batch.sources.reference import Reference
from extractor.errors import InputError

COLUMNS = ("path", "file", "uri", "url", "document", "chemin", "fichier")
_DELIMITERS = ",;\t|"
_ROWS_AT_A_TIME = 1000
_WRONG = (OSError, ValueError, csv.Error)  # pyarrow's own are of these two as well


def is_manifest(address: str) -> bool:
    """Whether a file is a manifest, by its suffix.

    >>> is_manifest("s3://factures/2025.parquet"), is_manifest("a.pdf")
    (True, False)
    """
    return _suffix(address) in _READERS


@dataclass(frozen=True, slots=True)
class ManifestSource:
    """A manifest; a path in it that is not absolute is taken from the manifest's folder.

    Attributes:
        address: of the manifest, a path or an address that fsspec knows.
    """

    address: str

    def references(self) -> Iterator[Reference]:
        """Every row's document, named as the row names it; a row without one has an error.

        Raises:
            SourceError: the manifest is damaged, or has no column of `COLUMNS`.
        """
        folder = self.address.rpartition("/")[0]
        for number, entry in enumerate(self._entries(), 1):
            if entry:
                yield Reference(entry, _within(folder, entry))
            else:
                name = f"{self.address.rpartition('/')[2]}#{number}"
                yield Reference(name, error=InputError("Ligne du manifeste sans chemin"))

    def count(self) -> int:
        """How many rows there are."""
        return sum(1 for _ in self._entries())

    def _entries(self) -> Iterator[str]:
        read = _READERS[_suffix(self.address)]
        try:
            with fsspec.open(self.address, "rb") as file:
                yield from read(file)
        except SourceError:
            raise
        except _WRONG as error:
            raise SourceError(f"{self.address} : manifeste illisible ({error})") from error


def _suffix(address: str) -> str:
    return PurePosixPath(address).suffix.lower()


def _within(folder: str, entry: str) -> str:
    if "://" in entry or entry.startswith("/") or not folder:
        return entry
    return f"{folder}/{entry}"


def _column(names: Sequence[str]) -> int:
    """Which column holds the paths: the only one, or one of `COLUMNS`.

    >>> _column(["id", "Path"])
    1
    """
    if len(names) == 1:
        return 0
    lower = [name.strip().lower() for name in names]
    for name in COLUMNS:
        if name in lower:
            return lower.index(name)
    raise SourceError(f"Manifeste sans colonne de chemins ({', '.join(COLUMNS)})")


def _csv_entries(file: IO[bytes]) -> Iterator[str]:
    with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        header = text.readline()
        delimiter = max(_DELIMITERS, key=header.count)
        (names,) = csv.reader([header], delimiter=delimiter)
        column = _column(names)
        for row in csv.reader(text, delimiter=delimiter):
            if row:
                yield row[column].strip() if len(row) > column else ""


def _jsonl_entries(file: IO[bytes]) -> Iterator[str]:
    for line in file:
        if not line.strip():
            continue
        row = json.loads(line)
        if isinstance(row, dict):
            names = list(row)
            row = row[names[_column(names)]] if names else ""
        yield row if isinstance(row, str) else ""


def _parquet_entries(file: IO[bytes]) -> Iterator[str]:
    import pyarrow.parquet as pq

    parquet = pq.ParquetFile(file)
    names = parquet.schema_arrow.names
    name = names[_column(names)]
    for batch in parquet.iter_batches(_ROWS_AT_A_TIME, columns=[name]):
        for value in batch.column(0):
            entry: Any = value.as_py()
            yield entry if isinstance(entry, str) else ""


_READERS: dict[str, Callable[[IO[bytes]], Iterator[str]]] = {
    ".csv": _csv_entries,
    ".jsonl": _jsonl_entries,
    ".ndjson": _jsonl_entries,
    ".parquet": _parquet_entries,
}
