"""A run: documents from a source, through workers, into a store, each of them exactly once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from extractor.batch.engine import Done, ProcessLimits, Window, call_apart
from extractor.batch.errors import ExecutorError, SourceError
from extractor.batch.executors.workers import Workers
from extractor.batch.former import FormerRun
from extractor.batch.reading import Read, Task, as_json, failure_document, read_task
from extractor.batch.sources import Reference, Source
from extractor.batch.store import Store
from extractor.batch.store.rows import result_of_rows
from extractor.errors import ArtefactError
from extractor.serialisation import JsonObject


@dataclass(slots=True)
class Progress:
    """How far a run is, this start of it only.

    Attributes:
        documents: that were read, or could not be.
        pages: of those.
        errors: documents that could not be read.
        passed: documents that needed no reading: committed before, named twice, or unchanged.
    """

    documents: int = 0
    pages: int = 0
    errors: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read.

    Attributes:
        model_version: the model.
        limits: of one document.
        attempts: how often a document is begun whose worker is lost.
        read: reads one, in a process apart; an importable function.
    """

    model_version: str
    limits: ProcessLimits
    attempts: int
    read: Callable[[Task], Read] = read_task


class Batch:
    """A run that is going on.

    Args:
        source: where documents come from.
        store: where results go, which holds those of earlier starts.
        reading: how they are read.
        former: a run whose results are taken over where bytes and model are the same.
        report: told now and then how far it is.
    """

    def __init__(
        self,
        source: Source,
        store: Store,
        reading: Reading,
        former: FormerRun | None = None,
        report: Callable[[Progress], None] = lambda _progress: None,
    ) -> None:
        self.progress = Progress()
        self._source = source
        self._store = store
        self._reading = reading
        self._former = former
        self._report = report
        # by key; those that the journal does not know yet
        self._begun: set[bytes] = set()
        self._added: list[bytes] = []
        self._unchanged: list[tuple[bytes, int]] = []
        self._window: Window[Task, Read] | None = None
        self._is_stopped = False

    def stop(self) -> None:
        """Have `run` commit what there is and return; may be called by a signal's handler."""
        self._is_stopped = True
        if self._window is not None:
            self._window.stop()

    def run(self, workers: Workers) -> bool:
        """Read all documents that have no result yet.

        Stopped, it commits what it has; killed, it loses what is not committed, and the next
        start reads that again.

        Args:
            workers: who reads them.

        Returns:
            Whether it came to the end, rather than being stopped.

        Raises:
            SourceError: the source cannot be read any further.
            StoreError: results cannot be written any more.
            ExecutorError: the workers cannot be reached any more.
            ArtefactError: they have no such model.
        """
        limits, attempts = self._reading.limits, self._reading.attempts
        read = partial(call_apart, limits, self._reading.read)
        self._window = Window(
            workers.executor, read, workers.width, attempts, workers.workers_lost, workers.check
        )
        try:
            for done in self._window.as_finished(self._tasks()):
                self._take(done)
                if self._store.is_due:
                    self._commit()
                if self._is_stopped:
                    break
        except (SourceError, ExecutorError):
            self._commit()
            raise
        self._commit()
        if not self._is_stopped:
            self._carry_over()
        return not self._is_stopped

    def _tasks(self) -> Iterator[Task]:
        for reference in self._source.references():
            if self._is_stopped:
                return
            key = reference.key
            if key in self._begun or self._store.has(key):
                self.progress.passed += 1
                self._report(self.progress)
            else:
                self._begun.add(key)
                yield Task(reference, self._reading.model_version, self._known_digest(reference))

    def _known_digest(self, reference: Reference) -> str | None:
        """Of the bytes that the former run has a result for, if that would be the same again."""
        if self._former is None or self._former.model_version != self._reading.model_version:
            return None
        found = self._former.find(reference.key)
        return None if found is None else found[1]

    def _take(self, done: Done[Task, Read]) -> None:
        if isinstance(done.error, ArtefactError | ExecutorError | SourceError):
            raise done.error
        read = _failed(done) if done.error is not None else done.result
        key = done.task.reference.key
        if read.document is None:
            self._unchanged.append((key, self._former_part(key)))
            self.progress.passed += 1
        else:
            cpu_ms = None if done.error is not None else read.cpu_ms
            result = self._store.add(read.document, attempts=done.attempts, cpu_ms=cpu_ms)
            self._added.append(key)
            self._count(result)
        self._report(self.progress)

    def _former_part(self, key: bytes) -> int:
        found = None if self._former is None else self._former.find(key)
        if found is None:
            raise ValueError("unchanged, but never read")
        return found[0]

    def _count(self, result: JsonObject) -> None:
        self.progress.documents += 1
        self.progress.errors += result["status"] == "error"
        self.progress.pages += result.get("document", {}).get("pages", 0)

    def _commit(self) -> None:
        self._store.commit()
        self._store.journal.carry(self._unchanged)
        self._begun.difference_update(self._added, (key for key, _ in self._unchanged))
        self._added.clear()
        self._unchanged.clear()

    def _carry_over(self) -> None:
        """Take over what did not change, a part of the former run at a time."""
        if self._former is None:
            return
        journal = self._store.journal
        for part in journal.carried_parts():
            if self._is_stopped:
                return
            for rows in self._former.rows(part, journal.carried_keys(part)):
                (document,) = rows["documents"]
                result = as_json(result_of_rows(rows))
                attempts, cpu_ms = document["attempts"], document["cpu_ms"]
                self._store.add(result, attempts=attempts, cpu_ms=cpu_ms)
            self._store.commit()


def _failed(done: Done[Task, Read]) -> Read:
    """The error row of a document that its workers did not survive, or took too long over."""
    assert done.error is not None
    result = failure_document(
        done.error, file=done.task.reference.name, model_version=done.task.model_version
    )
    return Read(as_json(result), 0.0)
