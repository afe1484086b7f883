"""The application: routes, errors, and readers that live as long as it does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from extractor.errors import ExtractorError
from extractor.settings import Limits, Settings
from service.problems import answer_extractor_error, answer_http_error, answer_unexpected_error
from service.readers import ProcessReader, Reader, SupportsExtract, ThreadReader
from service.routes import router
from service.settings import ServiceSettings


def create_app(
    extractor: SupportsExtract | None = None,
    *,
    settings: Settings | None = None,
    limits: Limits | None = None,
    service_settings: ServiceSettings | None = None,
    on_ready: Callable[[], None] | None = None,
) -> FastAPI:
    """The ASGI application.

    Args:
        extractor: reads the documents, in a thread; None for processes that load their own.
        settings: of the library; None for the environment's.
        limits: of a document; None for the environment's.
        service_settings: of the service; None for the environment's.
        on_ready: called once, when a model is loaded.
    """
    document_limits = limits or Limits()
    reader = _reader(extractor, document_limits, service_settings or ServiceSettings())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await reader.open()
        announcing = asyncio.create_task(_announce(reader, on_ready))
        try:
            yield
        finally:
            announcing.cancel()
            await reader.close()

    app = FastAPI(
        title="Bleuet",
        summary="Remplit le formulaire de dépôt Chorus Pro à partir d'une facture",
        version=_version(),
        license_info={"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        lifespan=lifespan,
    )
    app.state.reader = reader
    app.state.limits = document_limits
    app.state.settings = settings or Settings()
    app.include_router(router)
    app.add_exception_handler(ExtractorError, answer_extractor_error)
    app.add_exception_handler(HTTPException, answer_http_error)
    app.add_exception_handler(Exception, answer_unexpected_error)
    return app


async def _announce(reader: Reader, on_ready: Callable[[], None] | None) -> None:
    await reader.loaded()
    if on_ready is not None and reader.model_version is not None:
        on_ready()


def _reader(extractor: SupportsExtract | None, limits: Limits, settings: ServiceSettings) -> Reader:
    if extractor is not None:
        return ThreadReader(extractor)
    return ProcessReader(workers=settings.workers, time_limit_s=limits.timeout_s + settings.grace_s)


def _version() -> str:
    try:
        return version("bleuet")
    except PackageNotFoundError:
        return "0"
