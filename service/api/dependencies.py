"""What the calls need of the application that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from extractor.settings import Limits, Settings
from service.access import Principal
from service.observability import Metrics
from service.reading import Admission, Reader
from service.settings import ServiceSettings
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


def parts_of(request: Request) -> Parts:
    """The parts of the application that a request came to."""
    parts: Parts = request.app.state.parts
    return parts


AppParts = Annotated[Parts, Depends(parts_of)]


async def caller_of(request: Request) -> Principal:
    """Who a request comes from."""
    return Principal.local()


Caller = Annotated[Principal, Depends(caller_of)]
