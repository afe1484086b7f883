"""What is committed: which parts there are, and which documents are in them.

A SQLite database. A part counts from the moment that its row is committed, which is after its
files are on the disk under their names; any other file is what an interruption left behind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.errors import StoreError, WrongFolderError
from extractor.serialisation import JsonObject

JOURNAL = "journal.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (
    number INTEGER PRIMARY KEY, files TEXT NOT NULL, tally TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS documents (
    key BLOB PRIMARY KEY, part INTEGER NOT NULL, sha256 BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS carried (
    key BLOB PRIMARY KEY, part INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS carried_part ON carried (part);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that a part holds.

    Attributes:
        key: of its reference.
        sha256: digest of the bytes whose result would be the same again; None where another
            reading may end otherwise.
    """

    key: bytes
    sha256: bytes | None


class Journal:
    """The journal of one run, of which nobody else may write while it is open.

    Args:
        folder: of the run.
        read_only: to look something up in a run that is not going on.

    Raises:
        WrongFolderError: it is damaged.
        StoreError: another process has it open, or it cannot be read or written.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        path = folder / JOURNAL
        with self._told():
            mode = "ro" if read_only else "rwc"
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=1
            )
            if not read_only:
                self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.executescript(f"BEGIN EXCLUSIVE; {_TABLES} COMMIT;")

    def close(self) -> None:
        """Let others have it."""
        self._connection.close()

    def run(self) -> dict[str, str]:
        """What was noted of the run when it began; empty if it did not."""
        with self._told():
            return dict(self._connection.execute("SELECT name, value FROM run"))

    def begin(self, run: Mapping[str, str]) -> None:
        """Note what the run is, in place of what was noted."""
        with self._transaction():
            self._connection.executemany("REPLACE INTO run VALUES (?, ?)", run.items())

    def is_empty(self) -> bool:
        """Whether no document has a result, or is to be carried."""
        with self._told():
            found = self._connection.execute(
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM parts) OR EXISTS (SELECT 1 FROM carried)"
            )
            return found.fetchone() is None

    def parts(self) -> Iterator[tuple[int, dict[str, int], JsonObject]]:
        """Each part's number, its files with their sizes in bytes, and its tally."""
        with self._told():
            for number, files, tally in self._connection.execute(
                "SELECT number, files, tally FROM parts ORDER BY number"
            ):
                yield number, json.loads(files), json.loads(tally)

    def find(self, key: bytes) -> tuple[int, bytes | None] | None:
        """The part that holds a document, and its `Entry.sha256`; None if no part does."""
        with self._told():
            found: tuple[int, bytes | None] | None = self._connection.execute(
                "SELECT part, sha256 FROM documents WHERE key = ?", (key,)
            ).fetchone()
        return found

    def is_carried(self, key: bytes) -> bool:
        """Whether a document's result is to be taken over from another run."""
        with self._told():
            found = self._connection.execute("SELECT 1 FROM carried WHERE key = ?", (key,))
            return found.fetchone() is not None

    def carried_parts(self) -> list[int]:
        """The parts of the other run from which there is something left to take over."""
        with self._told():
            rows = self._connection.execute("SELECT DISTINCT part FROM carried ORDER BY part")
            return [part for (part,) in rows]

    def carried_keys(self, part: int) -> set[bytes]:
        """The keys of what is to be taken over from one of these parts."""
        with self._told():
            rows = self._connection.execute("SELECT key FROM carried WHERE part = ?", (part,))
            return {key for (key,) in rows}

    def commit_part(
        self, number: int, files: Mapping[str, int], tally: JsonObject, entries: Iterable[Entry]
    ) -> None:
        """Have a part count, with all of its documents; none of them is to be carried any more."""
        entries = tuple(entries)
        with self._transaction():
            self._connection.execute(
                "INSERT INTO parts VALUES (?, ?, ?)", (number, json.dumps(files), json.dumps(tally))
            )
            self._connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?)",
                ((entry.key, number, entry.sha256) for entry in entries),
            )
            self._connection.executemany(
                "DELETE FROM carried WHERE key = ?", ((entry.key,) for entry in entries)
            )

    def carry(self, documents: Iterable[tuple[bytes, int]]) -> None:
        """Note documents, by key, and the parts of the other run to take them over from."""
        with self._transaction():
            self._connection.executemany("INSERT INTO carried VALUES (?, ?)", documents)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            message = f"{self._folder / JOURNAL} : {error}"
            if "locked" in str(error):
                message = f"{self._folder} : une autre exécution y écrit déjà"
            raise StoreError(message) from error
        except sqlite3.Error as error:
            raise WrongFolderError(f"{self._folder / JOURNAL} : {error}") from error
