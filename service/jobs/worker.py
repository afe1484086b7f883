"""Who reads the documents of jobs: looks for a job when the bell rings, and does the upkeep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import CancelledError, Future
from contextlib import asynccontextmanager
from threading import Event, Thread
from typing import Any

from anyio import to_thread

from service.jobs.jobs import Jobs
from service.jobs.turn import Keep, Turn
from service.jobs.upkeep import tidy
from service.observability import Metrics
from service.reading import Outcome, Reader
from service.reading.outcomes import Upload

_NO_MODEL_RETRY_S = 10.0


@asynccontextmanager
async def working(
    jobs: Jobs, reader: Reader, keep: Keep, *, background: bool, concurrency: int, metrics: Metrics
) -> AsyncIterator[JobWorker]:
    """Work on jobs for as long as the block lasts; arguments are `JobWorker`'s."""
    worker = JobWorker(
        jobs, reader, keep, background=background, concurrency=concurrency, metrics=metrics
    )
    await to_thread.run_sync(worker.start)
    try:
        yield worker
    finally:
        await to_thread.run_sync(worker.stop)


class JobWorker:
    """Works on jobs in threads of its own, reading by the reader of an event loop.

    Args:
        jobs: where they are.
        reader: opened in the running event loop.
        keep: given each document that was read.
        background: whether others, who wait for an answer, use the reader too.
        concurrency: documents that are read at a time.
        metrics: told of every document.
    """

    def __init__(
        self,
        jobs: Jobs,
        reader: Reader,
        keep: Keep,
        *,
        background: bool,
        concurrency: int,
        metrics: Metrics,
    ) -> None:
        self._jobs = jobs
        self._reader = reader
        self._keep = keep
        self._background = background
        self._concurrency = concurrency
        self._metrics = metrics
        self._leases = jobs.leases()
        self._loop = asyncio.get_running_loop()
        self._stopping = Event()
        self._idle = Event()
        self._idle.set()
        self._turn: Turn | None = None
        self._loading: Future[None] | None = None
        self._consumer: Any = None

    def start(self) -> None:
        """Begin to answer the bell, and look at once: there may be work from before."""
        self._consumer = self._jobs.bell.answer(work=self._look, upkeep=self._upkeep)
        self._consumer.start()
        self._jobs.bell.ring()
        release_s = self._leases.next_release_s()
        if release_s is not None:  # of a worker that was killed, perhaps
            self._jobs.bell.ring(delay_s=release_s + 1)

    @property
    def is_alive(self) -> bool:
        """Whether its threads run: that which works, and that which keeps the time."""
        return all(thread.is_alive() for thread in self._threads)

    @property
    def _threads(self) -> list[Thread]:
        return [*(t for _, t in self._consumer.worker_threads), self._consumer.scheduler]

    def stop(self) -> None:
        """Begin no document any more, give those under way a moment, then give the job back."""
        self._stopping.set()
        self._consumer.stop_flag.set()
        self._jobs.bell.ring()  # it may be listening, and hears nothing else
        patience = self._jobs.settings.grace_s
        while not self._idle.wait(patience):
            self._break_off()
            patience = 0.1
        for thread in self._threads:
            thread.join()

    def _break_off(self) -> None:
        turn, loading = self._turn, self._loading
        if turn is not None:
            turn.cancel()
        if loading is not None:
            loading.cancel()

    def _look(self) -> None:
        self._idle.clear()
        try:
            if not self._stopping.is_set():
                self._work()
        finally:
            self._turn = None
            self._idle.set()

    def _work(self) -> None:
        if not self._is_loading_over():
            return
        job_id = self._leases.take()
        if job_id is None:
            return
        self._turn = Turn(
            job_id,
            self._leases,
            self._jobs.files,
            self._read,
            self._keep,
            concurrency=self._concurrency,
            settings=self._jobs.settings,
            metrics=self._metrics,
            stopping=self._stopping,
        )
        self._turn.run()
        if self._turn.model_is_missing:
            self._jobs.bell.ring(delay_s=_NO_MODEL_RETRY_S)
        else:  # for the rest of this job, or for the next one
            self._jobs.bell.ring()

    def _upkeep(self) -> None:
        tidy(self._jobs)
        if not self._jobs.bell.is_ringing() and self._leases.is_any_free():
            self._jobs.bell.ring()

    def _is_loading_over(self) -> bool:
        # Well or ill: a process that could not load is replaced when it is given a document.
        if self._reader.model_version is None and self._reader.loading:
            self._loading = asyncio.run_coroutine_threadsafe(self._reader.loaded(), self._loop)
            try:
                self._loading.result()
            except CancelledError:  # told to stop
                return False
            finally:
                self._loading = None
        return True

    def _read(self, upload: Upload) -> Future[Outcome]:
        reading = self._reader.read(upload, background=self._background)
        return asyncio.run_coroutine_threadsafe(reading, self._loop)
