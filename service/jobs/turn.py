"""One job's turn: its documents read, a few at a time, until all are or others have waited."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from pathlib import Path
from threading import Event
from time import monotonic

import structlog

from extractor.errors import ArtefactError, ExtractorError, ProcessingMemoryError
from extractor.serialisation import error_document
from service.errors import NotReadyError
from service.jobs.files import JobFiles
from service.jobs.intake import sha256_of
from service.jobs.leases import Leases
from service.jobs.model import WaitingDocument
from service.observability import Metrics
from service.reading import Outcome
from service.reading.outcomes import Upload
from service.settings import JobSettings

Read = Callable[[Upload], Future[Outcome]]
"""Begins to read a document."""

Keep = Callable[[str, Path, Outcome], object]
"""Keeps a tenant's document to learn from, if the tenant has asked for that."""

_RENEWALS = 3  # in the time of a lease
_log = structlog.get_logger("bleuet.jobs")


class Turn:
    """Works on a job that its worker holds.

    Args:
        job_id: the job.
        leases: the worker's.
        files: where the documents lie.
        read: begins to read one.
        keep: given each that was read.
        concurrency: how many are read at a time.
        settings: how long a turn may be, and the like.
        metrics: told of every document.
        stopping: set when no document may be begun any more.
    """

    def __init__(
        self,
        job_id: str,
        leases: Leases,
        files: JobFiles,
        read: Read,
        keep: Keep,
        *,
        concurrency: int,
        settings: JobSettings,
        metrics: Metrics,
        stopping: Event,
    ) -> None:
        self._job_id = job_id
        self._leases = leases
        self._files = files
        self._read = read
        self._keep = keep
        self._tenant = leases.tenant_of(job_id)
        self._concurrency = concurrency
        self._settings = settings
        self._metrics = metrics
        self._stopping = stopping
        self._under_way: dict[Future[Outcome], WaitingDocument] = {}
        self._last = 0
        self._held = True
        self.model_is_missing = False

    def run(self) -> bool:
        """Read documents, then let go of the job.

        Returns:
            Whether every document of it is read or failed, or the job is no more ours.
        """
        ends = monotonic() + self._settings.turn_s
        renew_s = self._settings.lease_s / _RENEWALS
        renewed = monotonic()
        try:
            while self._held:
                if monotonic() < ends:
                    self._begin_more()
                if not self._under_way:
                    break
                patience = max(0.0, renewed + renew_s - monotonic())
                done, _ = wait(self._under_way, patience, FIRST_COMPLETED)
                for future in done:
                    self._settle(future, self._under_way.pop(future))
                if monotonic() >= renewed + renew_s:
                    renewed = monotonic()
                    if not self._leases.renew(self._job_id):
                        self._held = False
        finally:
            self.cancel()
        return self._let_go()

    def cancel(self) -> None:
        """Break off what is being read; it will be read another time."""
        for future in list(self._under_way):
            future.cancel()

    def _let_go(self) -> bool:
        if not self._held:
            return True
        if self._leases.finish(self._job_id):
            self._files.remove(self._job_id)
            _log.info("job_done", job=self._job_id)
            return True
        return not self._leases.give_back(self._job_id)

    def _begin_more(self) -> None:
        free = self._concurrency - len(self._under_way)
        if free <= 0 or self.model_is_missing or self._stopping.is_set():
            return
        for document in self._leases.begin(self._job_id, after=self._last, limit=free):
            self._last = document.number
            self._begin(document)

    def _begin(self, document: WaitingDocument) -> None:
        if document.attempts > self._settings.attempts:
            self._fail(document, ProcessingMemoryError("Lecture interrompue à chaque essai"))
            return
        path = self._path_of(document)
        try:
            size = path.stat().st_size
        except FileNotFoundError:  # the job was forgotten, or somebody has cleared the folder
            self._fail(document, ExtractorError("Le document n'est plus là"))
            return
        self._under_way[self._read(Upload(document.name, path, size))] = document

    def _settle(self, future: Future[Outcome], document: WaitingDocument) -> None:
        try:
            outcome = future.result()
        except CancelledError:
            self._leases.take_back(self._job_id, document.number)
        except (ArtefactError, NotReadyError):  # not the document's doing
            self._leases.take_back(self._job_id, document.number)
            self.model_is_missing = True
        except ExtractorError as error:
            self._fail(document, error)
        except Exception as error:
            _log.error("mistake", exc_info=error, job=self._job_id, document=document.number)
            self._fail(document, ExtractorError())
        else:
            if self._save(document, "read", outcome.body):
                self._metrics.document_read(outcome)
                if self._tenant is not None:
                    self._keep(self._tenant, self._path_of(document), outcome)
            self._remove(document)

    def _fail(self, document: WaitingDocument, error: ExtractorError) -> None:
        path = self._path_of(document)
        sha256 = sha256_of(path) if path.is_file() else None
        result = error_document(error, file=document.name, sha256=sha256)
        if self._save(document, "failed", json.dumps(result, ensure_ascii=False).encode()):
            self._metrics.document_failed(error.type)
        self._remove(document)

    def _save(self, document: WaitingDocument, state: str, result: bytes) -> bool:
        saved = self._leases.save(self._job_id, document.number, state=state, result=result)
        if not saved:  # the job was forgotten, or another worker has taken it over
            self._held = False
        return saved

    def _path_of(self, document: WaitingDocument) -> Path:
        return self._files.path_of(self._job_id, document.number)

    def _remove(self, document: WaitingDocument) -> None:
        self._path_of(document).unlink(missing_ok=True)
