"""`bleuet worker`: a process that reads the documents of jobs, and answers no requests."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

import structlog
from anyio import to_thread

from extractor.settings import Limits
from service.jobs import Jobs
from service.jobs.worker import working
from service.observability import Metrics
from service.reading import Reader, SupportsExtract, ThreadReader
from service.reading.making import make_process_reader
from service.retention import Retention
from service.settings import JobSettings, ServiceSettings, StorageSettings
from service.storage import Database
from service.watching import watched

_log = structlog.get_logger("bleuet.jobs")


async def work_until_told_to_stop(
    extractor: SupportsExtract | None = None,
    *,
    limits: Limits | None = None,
    service_settings: ServiceSettings | None = None,
    storage_settings: StorageSettings | None = None,
    job_settings: JobSettings | None = None,
    on_ready: Callable[[], None] | None = None,
) -> None:
    """Read the documents of jobs until SIGTERM or SIGINT comes.

    Args:
        extractor: reads the documents, in a thread; None for processes that load their own.
        limits: of a document; None for the environment's.
        service_settings: of the reading processes; None for the environment's.
        storage_settings: of where the jobs are; None for the environment's.
        job_settings: of how work is done; None for the environment's.
        on_ready: called once, when documents are taken.
    """
    limits = limits or Limits()
    settings = service_settings or ServiceSettings()
    storage = storage_settings or StorageSettings()
    metrics = Metrics()
    reader: Reader = (
        make_process_reader(limits, settings, metrics.worker_restarted)
        if extractor is None
        else ThreadReader(extractor)
    )
    database = Database(storage.url)
    job_settings = job_settings or JobSettings()
    jobs = Jobs.of(database, storage, limits, job_settings)
    keep = Retention.of(database, storage).documents.keep
    stop = _stop_signal()
    try:
        await to_thread.run_sync(database.migrate)
        await reader.open()
        concurrency = settings.workers if extractor is None else 1
        # nobody else uses this reader: its processes are all for jobs
        async with (
            working(
                jobs, reader, keep, background=False, concurrency=concurrency, metrics=metrics
            ) as worker,
            watched(
                job_settings.worker_host,
                job_settings.worker_port,
                metrics,
                is_alive=lambda: worker.is_alive,
                is_ready=lambda: reader.model_version is not None,
            ),
        ):
            if on_ready is not None:
                on_ready()
            await stop.wait()
            _log.info("worker_stopping")
    finally:
        await reader.close()
        jobs.bell.close()
        database.close()


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
