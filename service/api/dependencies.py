"""What the calls need of the application that they belong to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer

from extractor.settings import Limits, Settings
from service.access import Gate, Principal
from service.corrections import Corrections
from service.jobs import Jobs
from service.messages import Language, accepted_language
from service.observability import Metrics
from service.problems import ACCESS_ERRORS, openapi_responses
from service.reading import Admission, Reader
from service.retention import Retention
from service.settings import AccessSettings, ServiceSettings
from service.storage import Database


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an application, made once by `service.app`."""

    reader: Reader
    admission: Admission
    metrics: Metrics
    limits: Limits
    extractor_settings: Settings
    settings: ServiceSettings
    database: Database
    access: AccessSettings
    gate: Gate
    jobs: Jobs
    retention: Retention
    corrections: Corrections


def parts_of(request: Request) -> Parts:
    """The parts of the application that a request came to."""
    parts: Parts = request.app.state.parts
    return parts


async def _parts(request: Request) -> Parts:
    """The same as a dependency; were it not async, each request would cost a turn of a thread."""
    return parts_of(request)


AppParts = Annotated[Parts, Depends(_parts)]


async def _language(
    accept_language: Annotated[
        str | None, Header(description="English messages where it prefers `en` to `fr`")
    ] = None,
) -> Language:
    return accepted_language(accept_language)


Wanted = Annotated[Language, Depends(_language)]
"""The language that a caller wants messages in."""


async def caller_of(request: Request, parts: AppParts) -> Principal:
    """Who a request comes from; asked before its body is read.

    Raises:
        ServiceError: it may not come in.
    """
    # a route that reads the body by itself has asked before; a request counts once
    known: Principal | None = getattr(request.state, "caller", None)
    if known is None:
        known = request.state.caller = await parts.gate.admit(request.headers)
    return known


Caller = Annotated[Principal, Depends(caller_of)]

_SCHEMES = (
    HTTPBearer(
        auto_error=False,
        scheme_name="bearer",
        description="Une clé (`bleuet keys create`) ou un jeton OAuth2",
    ),
    APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="apiKey", description="Une clé"),
)


def guarded(gate: Gate, caller: Callable[..., Awaitable[Principal]] = caller_of) -> dict[str, Any]:
    """How a router is included whose calls need a caller.

    Args:
        gate: of the application; an open one asks for nothing, and its description says so.
        caller: the dependency that finds it.

    Returns:
        Keyword arguments of `include_router`.
    """
    schemes = _SCHEMES if gate.required else ()
    return {
        "dependencies": [Depends(caller), *(Security(scheme) for scheme in schemes)],
        "responses": openapi_responses(ACCESS_ERRORS) if caller is caller_of else {},
    }
