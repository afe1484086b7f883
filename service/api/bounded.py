"""Routes whose JSON body is received within limits before anything looks at it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

from service.api.dependencies import caller_of
from service.uploads import receive_small

MAX_BYTES = 256 * 1024
TIMEOUT_S = 30.0


class BoundedBodyRoute(APIRoute):
    """A route whose body is refused at a limit, whatever length the request announces.

    The framework reads a JSON body as long as it comes, all of it into memory, and before it asks
    who the caller is.
    """

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        """What answers a request."""
        answer: Callable[[Request], Awaitable[Response]] = super().get_route_handler()

        async def answer_bounded(request: Request) -> Response:
            await caller_of(request, request.app.state.parts)
            body = await receive_small(request, max_bytes=MAX_BYTES, timeout_s=TIMEOUT_S)

            async def received() -> Message:
                message: dict[str, Any] = {"type": "http.request", "body": body, "more_body": False}
                return message

            return await answer(Request(request.scope, received))

        return answer_bounded
