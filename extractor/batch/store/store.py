"""The results of a run on the disk: added one at a time, and committed part by part."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.errors import StoreError, WrongFolderError
from extractor.batch.settings import BatchSettings
from extractor.batch.sources import key_of
from extractor.batch.store.durable import sync_folders, write_whole
from extractor.batch.store.formats import folders, part_files
from extractor.batch.store.journal import JOURNAL, Entry, Journal
from extractor.batch.store.part import Part
from extractor.batch.store.rows import rows_of
from extractor.batch.store.schema import SCHEMA_VERSION
from extractor.batch.tally import Tally
from extractor.serialisation import JsonObject

# Of another reading something else may come, though bytes and model are the same: by chance, or
# with another limit.
_NOT_FOR_GOOD = ("processing.", "internal.", "document.too_large", "pdf.too_many_pages")
_BEGUN_SUFFIX = "-journal"  # of what SQLite has not committed yet


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is, which may not change from one start to the next.

    Attributes:
        source: the same wherever and however it is asked for.
        model_version: documents are read with.
        formats: some of `FORMATS`, beside Parquet.
        since: the run whose results are taken over where nothing changed; empty for none.
    """

    source: str
    model_version: str
    formats: tuple[str, ...] = ()
    since: str = ""

    def as_notes(self) -> dict[str, str]:
        """As the journal keeps it."""
        return {
            "source": self.source,
            "model_version": self.model_version,
            "formats": ",".join(self.formats),
            "since": self.since,
            "schema_version": SCHEMA_VERSION,
        }


class Store:
    """The folder of a run, of which only one process may write at a time.

    What an interruption left behind is removed when the folder is opened.

    Args:
        folder: made if it is not there.
        run: what is going to be written; if any of another was, it must be the same.
        settings: when a part is committed.
        clock: seconds from any beginning.

    Raises:
        WrongFolderError: the folder holds another run or something else, or lacks files that were
            committed.
        StoreError: it is being written, or cannot be.
    """

    def __init__(
        self,
        folder: Path,
        run: Run,
        settings: BatchSettings | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder = folder
        self.tally = Tally()
        self._formats = run.formats
        self._settings = settings or BatchSettings()
        self._clock = clock
        self._last = 0
        self._begin_part()
        below = folders(run.formats)
        with _told(folder):
            _make(folder, below)
        self.journal = Journal(folder)
        try:
            with _told(folder):
                _make_below(folder, below)
            self._resume(run)
        except BaseException:
            self.journal.close()
            raise

    def close(self) -> None:
        """Let others write; what is not committed is lost, and read again by the next start."""
        self.journal.close()

    def has(self, key: bytes) -> bool:
        """Whether a document needs no reading any more, by the key of its reference."""
        return self.journal.find(key) is not None or self.journal.is_carried(key)

    def add(self, document: bytes, *, attempts: int, cpu_ms: float | None) -> JsonObject:
        """Take a result document; it counts once `commit` is called.

        Args:
            document: as JSON.
            attempts: how often it was begun.
            cpu_ms: processor time that it took; None if not known.

        Returns:
            The result document.
        """
        result: JsonObject = json.loads(document)
        self._part.add(rows_of(result, attempts=attempts, cpu_ms=cpu_ms))
        self._tally.add(result, attempts=attempts, cpu_ms=cpu_ms)
        self._entries.append(_entry(result))
        if "jsonl" in self._formats:
            self._lines.append(document)
        return result

    @property
    def is_due(self) -> bool:
        """Whether there is enough, or it has waited long enough, to be committed."""
        return (
            self._part.documents >= self._settings.part_documents
            or self._clock() - self._begun >= self._settings.part_s
        )

    def commit(self) -> None:
        """Have all that was added last, whatever happens next.

        Raises:
            StoreError: the disk is full or fails; nothing of what was added lasts.
        """
        if self._part.documents:
            number = self._last + 1
            files: dict[str, int] = {}
            tables = self._part.tables()
            with _told(self.folder):
                for path, write in part_files(number, tables, self._lines, self._formats):
                    files[path] = write_whole(self.folder / path, write)
                sync_folders({(self.folder / path).parent for path in files})
            self.journal.commit_part(number, files, self._tally.as_json(), self._entries)
            self.tally.merge(self._tally)
            self._last = number
        self._begin_part()

    def _begin_part(self) -> None:
        self._part = Part()
        self._tally = Tally()
        self._entries: list[Entry] = []
        self._lines: list[bytes] = []
        self._begun = self._clock()

    def _resume(self, run: Run) -> None:
        noted, wanted = self.journal.run(), run.as_notes()
        if noted != wanted:
            if noted and not self.journal.is_empty():
                raise _different(self.folder, noted, wanted)
            self.journal.begin(wanted)
        known: set[Path] = set()
        for number, files, tally in self.journal.parts():
            _check(self.folder, files)
            known.update(self.folder / path for path in files)
            self.tally.merge(Tally.from_json(tally))
            self._last = number
        _remove_leftovers(self.folder, known, self._formats)


def _entry(result: JsonObject) -> Entry:
    sha256 = result["sha256"]
    passing = result.get("error", {}).get("type", "").startswith(_NOT_FOR_GOOD)
    return Entry(
        key_of(result["file"]), None if passing or sha256 is None else bytes.fromhex(sha256)
    )


def _make(folder: Path, below: Sequence[Path]) -> None:
    """The folder itself, for the journal to be the first file in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / JOURNAL).exists():
        return
    own = {path.parts[0] for path in below}
    for path in folder.iterdir():
        is_ours = path.name in own and path.is_dir() and not _holds_files(path)
        if not is_ours and path.name != JOURNAL + _BEGUN_SUFFIX:
            raise WrongFolderError(f"{folder} n'est pas vide et n'est pas le dossier d'un lot")


def _holds_files(folder: Path) -> bool:
    return any(not path.is_dir() for path in folder.rglob("*"))


def _make_below(folder: Path, below: Sequence[Path]) -> None:
    for path in below:
        (folder / path).mkdir(parents=True, exist_ok=True)
    sync_folders({folder, *((folder / path).parent for path in below)})


def _check(folder: Path, files: Mapping[str, int]) -> None:
    for path, size in files.items():
        try:
            found = (folder / path).stat().st_size
        except OSError as error:
            raise WrongFolderError(f"{folder / path} manque, qui était écrit") from error
        if found != size:
            raise WrongFolderError(f"{folder / path} a changé depuis qu'il a été écrit")


def _remove_leftovers(folder: Path, known: set[Path], formats: Sequence[str]) -> None:
    with _told(folder):
        for path in folders(formats):
            for file in (folder / path).glob("part-*"):
                if file not in known:
                    file.unlink()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{folder} : écriture impossible ({error.strerror or error})"
        raise StoreError(message) from error


def _different(
    folder: Path, noted: Mapping[str, str], wanted: Mapping[str, str]
) -> WrongFolderError:
    changed = [
        f"{name} : « {noted.get(name, '')} » puis « {wanted[name]} »"
        for name in wanted
        if noted.get(name) != wanted[name]
    ]
    return WrongFolderError(f"{folder} est le dossier d'un autre lot ({' ; '.join(changed)})")
