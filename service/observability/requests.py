"""Every request gets an identifier, a line in the log and its place in the figures."""

from __future__ import annotations

import re
import time
import uuid

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.observability.metrics import Metrics

HEADER = b"x-request-id"
_TRUSTED = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_log = structlog.get_logger("bleuet.requests")


class ObserveRequests:
    """ASGI middleware, the outermost: what it sees is what the caller sees.

    Args:
        app: what it stands around.
        metrics: the figures.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identifier = _identifier(scope)
        status = 500
        begun = time.perf_counter()

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (HEADER, identifier)]
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=identifier.decode())
        try:
            await self._app(scope, receive, send_observed)
        finally:
            seconds = time.perf_counter() - begun
            # the route's pattern, since a path may hold whatever a caller writes
            route = getattr(scope.get("route"), "path", "other")
            self._metrics.request_answered(
                method=_method(scope), route=route, status=status, seconds=seconds
            )
            _log.info(
                "request",
                method=_method(scope),
                route=route,
                status=status,
                ms=round(seconds * 1000, 1),
            )


def _identifier(scope: Scope) -> bytes:
    given: bytes = dict(scope["headers"]).get(HEADER, b"")
    return given if _TRUSTED.fullmatch(given) else uuid.uuid4().hex.encode()


def _method(scope: Scope) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return scope["method"] if scope["method"] in known else "other"
