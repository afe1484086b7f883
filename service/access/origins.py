"""Pages elsewhere that may call from a person's browser (CORS)."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

_ASKED = ("accept-language", "authorization", "content-type", "idempotency-key", "x-api-key")
_TOLD = ("location", "retry-after", "x-request-id")
_REMEMBERED_S = 3600


def allow_origins(app: FastAPI, origins: Sequence[str]) -> None:
    """Let scripts of other pages read the answers; without any, browsers keep them apart.

    No cookies are used, so none are allowed: a caller that shows a key shows it on purpose.

    Args:
        app: not yet started.
        origins: scheme, name and port of each page's address, without a path.
    """
    if not origins:
        return
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=_ASKED,
        expose_headers=_TOLD,
        max_age=_REMEMBERED_S,
    )
