"""The application: its parts put together, and readers that live as long as it does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from importlib.metadata import PackageNotFoundError, version

import structlog
from anyio import to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from extractor.errors import ExtractorError
from extractor.settings import Limits, Settings
from service.access import Gate, allow_origins
from service.api import chorus, documents, model, operations, pages, prefill
from service.api import corrections as corrections_api
from service.api import jobs as jobs_api
from service.api.dependencies import Parts, guarded
from service.api.description import DescribedApi
from service.chorus.answers import ErrorHandler, in_the_callers_form
from service.corrections import Corrections
from service.jobs import Jobs
from service.jobs.figures import JobCollector
from service.jobs.worker import working
from service.logs import ensure_logs
from service.observability import Metrics, ObserveRequests
from service.page import router as page_router
from service.problems import (
    answer_extractor_error,
    answer_http_error,
    answer_invalid_request,
    answer_unexpected_error,
)
from service.reading import Admission, Reader, SupportsExtract, ThreadReader
from service.reading.making import make_process_reader
from service.retention import Retention, forgetting_in_time
from service.settings import AccessSettings, JobSettings, ServiceSettings, StorageSettings
from service.spool import remove_left_over
from service.storage import Database

_log = structlog.get_logger("bleuet.service")
_ANSWERS: dict[type[Exception], ErrorHandler] = {
    ExtractorError: answer_extractor_error,
    HTTPException: answer_http_error,
    RequestValidationError: answer_invalid_request,
    Exception: answer_unexpected_error,
}


def create_app(
    extractor: SupportsExtract | None = None,
    *,
    settings: Settings | None = None,
    limits: Limits | None = None,
    service_settings: ServiceSettings | None = None,
    storage_settings: StorageSettings | None = None,
    access_settings: AccessSettings | None = None,
    job_settings: JobSettings | None = None,
    host: str | None = None,
    on_ready: Callable[[], None] | None = None,
) -> FastAPI:
    """The ASGI application.

    Args:
        extractor: reads the documents, in a thread; None for processes that load their own.
        settings: of the library; None for the environment's.
        limits: of a document; None for the environment's.
        service_settings: of the service; None for the environment's.
        storage_settings: of what it keeps; None for the environment's.
        access_settings: of who may call; None for the environment's.
        job_settings: of long work; None for the environment's.
        host: address that it will be bound to; None for one that others may reach.
        on_ready: called once, when a model is loaded.
    """
    parts = _make_parts(
        extractor,
        settings or Settings(),
        limits or Limits(),
        service_settings or ServiceSettings(),
        storage_settings or StorageSettings(),
        access_settings or AccessSettings(),
        job_settings or JobSettings(),
        host,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        ensure_logs(parts.settings.log_format)
        await to_thread.run_sync(remove_left_over, parts.settings.spool_dir)
        await to_thread.run_sync(parts.database.migrate)
        if not await to_thread.run_sync(parts.gate.can_anybody_call):
            _log.warning("nobody_may_call", hint="bleuet keys create --tenant … --name …")
        await parts.reader.open()
        announcing = asyncio.create_task(_announce(parts.reader, on_ready))
        try:
            async with _jobs_worked_on(parts), forgetting_in_time(parts.retention.forgetting):
                yield
        finally:
            announcing.cancel()
            await parts.reader.close()
            parts.jobs.bell.close()
            parts.database.close()

    app = DescribedApi(
        title="Bleuet",
        summary="Remplit le formulaire de dépôt Chorus Pro à partir d'une facture",
        version=_version(),
        license_info={"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        lifespan=lifespan,
    )
    app.state.parts = parts
    needs_caller = guarded(parts.gate)
    app.include_router(prefill.router, **needs_caller)
    app.include_router(jobs_api.router, **needs_caller)
    app.include_router(pages.router, **needs_caller)
    app.include_router(corrections_api.router, **needs_caller)
    app.include_router(documents.router, **needs_caller)
    app.include_router(model.router, **needs_caller)
    app.include_router(chorus.router, **guarded(parts.gate, chorus.chorus_caller_of))
    app.include_router(operations.router)
    app.include_router(page_router)
    for kind, answer in _ANSWERS.items():
        app.add_exception_handler(kind, in_the_callers_form(answer))
    allow_origins(app, parts.access.origins)
    app.add_middleware(ObserveRequests, metrics=parts.metrics)
    return app


def _make_parts(
    extractor: SupportsExtract | None,
    settings: Settings,
    limits: Limits,
    service_settings: ServiceSettings,
    storage_settings: StorageSettings,
    access_settings: AccessSettings,
    job_settings: JobSettings,
    host: str | None,
) -> Parts:
    workers = 1 if extractor is not None else service_settings.workers
    admission = Admission(workers=workers, waiting=service_settings.waiting)
    metrics = Metrics(lambda: admission.admitted, admission.capacity)
    reader: Reader
    if extractor is not None:
        reader = ThreadReader(extractor)
    else:
        reader = make_process_reader(limits, service_settings, metrics.worker_restarted)
    database = Database(storage_settings.url)
    jobs = Jobs.of(database, storage_settings, limits, job_settings)
    metrics.watch(JobCollector(jobs.store))
    corrections = Corrections.of(database, settings.models_dir)
    metrics.watch(corrections.figures)
    gate = Gate(access_settings, database, host=host)
    return Parts(
        reader,
        admission,
        metrics,
        limits,
        settings,
        service_settings,
        database,
        access_settings,
        gate,
        jobs,
        Retention.of(database, storage_settings),
        corrections,
    )


def _jobs_worked_on(parts: Parts) -> AbstractAsyncContextManager[object]:
    if not parts.jobs.settings.in_service:
        return nullcontext()
    # one process at least is left to those who wait
    return working(
        parts.jobs,
        parts.reader,
        parts.retention.documents.keep,
        background=True,
        concurrency=max(1, parts.settings.workers - 1),
        metrics=parts.metrics,
    )


async def _announce(reader: Reader, on_ready: Callable[[], None] | None) -> None:
    await reader.loaded()
    if on_ready is not None and reader.model_version is not None:
        on_ready()


def _version() -> str:
    try:
        return version("bleuet")
    except PackageNotFoundError:
        return "0"
