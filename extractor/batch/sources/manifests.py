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

from extractor.batch.errors import EmptySourceError, SourceError
from extractor.batch.sources.reference import Reference, printable_name
from extractor.errors import InputError, UnreachableDocumentError

COLUMNS = ("path", "file", "uri", "url", "document", "chemin", "fichier")
_DELIMITERS = ",;\t|"
_ROWS_AT_A_TIME = 1000
_NO_DELIMITER = "\x1f"
_WITHOUT_PATH = "Ligne du manifeste sans chemin"

Entry = str | InputError
"""A path or an address; an error for a row that has none."""


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
            EmptySourceError: the manifest is not there.
            SourceError: it is damaged, or has no column of `COLUMNS`.
        """
        folder, _, own_name = self.address.rpartition("/")
        for number, entry in enumerate(self._entries(), 1):
            if isinstance(entry, str) and entry:
                yield Reference(printable_name(entry), *_place(folder, entry))
            else:
                error = entry or UnreachableDocumentError(_WITHOUT_PATH)
                yield Reference(f"{printable_name(own_name)}#{number}", error=error)

    def count(self) -> int:
        """How many rows there are."""
        return sum(1 for _ in self._entries())

    def _entries(self) -> Iterator[Entry]:
        read = _READERS[_suffix(self.address)]
        try:
            with fsspec.open(self.address, "rb") as file:
                yield from read(file)
        except SourceError:
            raise
        except FileNotFoundError as error:
            raise EmptySourceError(f"{self.address} : introuvable") from error
        except Exception as error:  # each store's library has exceptions of its own
            message = f"{self.address} : manifeste illisible ({type(error).__name__} : {error})"
            raise SourceError(message) from error


def _suffix(address: str) -> str:
    return PurePosixPath(address).suffix.lower()


def _place(folder: str, entry: str) -> tuple[str, str]:
    """The location and the store of an entry.

    What follows `::` is a link of a chain of fsspec's if it is an address, and else of a name.

    >>> _place("/lists", "a::b.pdf"), _place("/lists", "s3://f/2025/a::b.pdf")
    (('/lists/a::b.pdf', ''), ('a::b.pdf', 's3://f/2025/'))
    >>> _place("/lists", "zip://a.pdf::s3://f/lot.zip")
    ('zip://a.pdf::s3://f/lot.zip', '')
    """
    is_relative = "://" not in entry and not entry.startswith("/") and folder
    location = f"{folder}/{entry}" if is_relative else entry
    first, joint, others = location.partition("::")
    if not joint or "://" not in first or "://" in others:
        return location, ""
    cut = first.rfind("/") + 1
    return location[cut:], location[:cut]


def _column(names: Sequence[str]) -> int | None:
    """Which column holds the paths: the only one, or one of `COLUMNS`.

    >>> _column(["id", "Path"]), _column(["id", "date"])
    (1, None)
    """
    if len(names) == 1:
        return 0
    lower = [name.strip().lower() for name in names]
    return next((lower.index(name) for name in COLUMNS if name in lower), None)


def _known_column(names: Sequence[str]) -> int:
    column = _column(names)
    if column is None:
        raise SourceError(f"Manifeste sans colonne de chemins ({', '.join(COLUMNS)})")
    return column


def _csv_entries(file: IO[bytes]) -> Iterator[Entry]:
    with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        header = next((line for line in text if line.strip()), "")
        delimiter = max(_DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])
        if len(names) == 1:
            delimiter = _NO_DELIMITER
            if names[0].strip().lower() not in COLUMNS:  # no header, but the first document
                yield names[0].strip()
        column = _known_column(names) if names else 0
        rows = csv.reader(text, delimiter=delimiter)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield UnreachableDocumentError(f"Ligne du manifeste illisible : {error}")
                continue
            if any(cell.strip() for cell in row[len(names) :]):
                yield UnreachableDocumentError(
                    "Ligne du manifeste avec plus de colonnes que l'en-tête : "
                    "un chemin qui contient le séparateur est à mettre entre guillemets"
                )
            elif row:
                yield row[column].strip() if len(row) > column else ""


def _jsonl_entries(file: IO[bytes]) -> Iterator[Entry]:
    for line in file:
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield UnreachableDocumentError("Ligne du manifeste qui n'est pas du JSON")
                continue
            if isinstance(row, dict):
                names = list(row)
                column = _column(names)
                row = None if column is None else row[names[column]]
            yield row if isinstance(row, str) else ""


def _parquet_entries(file: IO[bytes]) -> Iterator[Entry]:
    import pyarrow.parquet as pq

    parquet = pq.ParquetFile(file)
    names = parquet.schema_arrow.names
    name = names[_known_column(names)]
    for batch in parquet.iter_batches(_ROWS_AT_A_TIME, columns=[name]):
        for value in batch.column(0):
            entry: Any = value.as_py()
            yield entry if isinstance(entry, str) else ""


_READERS: dict[str, Callable[[IO[bytes]], Iterator[Entry]]] = {
    ".csv": _csv_entries,
    ".jsonl": _jsonl_entries,
    ".ndjson": _jsonl_entries,
    ".parquet": _parquet_entries,
}
