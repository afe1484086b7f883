"""How a process that answers no requests tells how it fares: its health and its figures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from anyio import to_thread
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from service.observability import Metrics

_ENDS_WITHIN_S = 1


@asynccontextmanager
async def watched(
    host: str,
    port: int,
    metrics: Metrics,
    *,
    is_alive: Callable[[], bool],
    is_ready: Callable[[], bool],
) -> AsyncIterator[None]:
    """Answer `/metrics`, `/healthz` and `/readyz` for as long as the block lasts.

    Nobody is asked who they are: there is nothing of a document in it.

    Args:
        host: address to listen on.
        port: port to listen on; 0 for not listening at all.
        metrics: the process's.
        is_alive: whether it works; else 503.
        is_ready: whether it has what it needs to; else 503.

    Raises:
        SystemExit: the port is taken, which is logged.
    """
    if not port:
        yield
        return
    config = uvicorn.Config(
        _application(metrics, is_alive, is_ready),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=_ENDS_WITHIN_S,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([config.bind_socket()]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """One that leaves the process's signals to whoever runs the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _application(
    metrics: Metrics, is_alive: Callable[[], bool], is_ready: Callable[[], bool]
) -> Starlette:
    async def figures(_: Request) -> Response:
        text = await to_thread.run_sync(metrics.exposition)
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    async def health(_: Request) -> Response:
        return _status(is_alive())

    async def readiness(_: Request) -> Response:
        return _status(is_alive() and is_ready())

    return Starlette(
        routes=[
            Route("/metrics", figures),
            Route("/healthz", health),
            Route("/readyz", readiness),
        ]
    )


def _status(well: bool) -> Response:
    return JSONResponse({"status": "ok" if well else "failing"}, status_code=200 if well else 503)
