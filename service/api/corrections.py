"""`POST /v1/corrections`: what a person made of the values read."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter

from extractor.errors import DocumentTooLargeError
from service.api.bounded import BoundedBodyRoute
from service.api.correction_schemas import ANSWER_EXAMPLE, CorrectionAnswer, CorrectionRequest
from service.api.dependencies import AppParts, Caller
from service.corrections import accepted_share
from service.errors import MalformedRequestError, SlowRequestError
from service.problems import openapi_responses

router = APIRouter(tags=["corrections"], route_class=BoundedBodyRoute)

_ANSWER: dict[int | str, dict[str, Any]] = {
    201: {
        "description": "Ce que sont devenues les valeurs lues",
        "content": {"application/json": {"example": ANSWER_EXAMPLE}},
    }
}


@router.post(
    "/v1/corrections",
    summary="Dire ce qui a été saisi en définitive",
    status_code=201,
    responses=_ANSWER
    | openapi_responses((MalformedRequestError, SlowRequestError, DocumentTooLargeError)),
)
async def correct(
    correction: CorrectionRequest, parts: AppParts, caller: Caller
) -> CorrectionAnswer:
    """Compares what was submitted with what had been read, counts it, and keeps it on request.

    It is kept only where the tenant has asked for that (`bleuet retention set`).
    """
    outcomes, kept_until = await to_thread.run_sync(
        parts.corrections.take, caller.tenant, correction.submission()
    )
    return CorrectionAnswer(
        outcomes=dict(outcomes),
        accepted_share=accepted_share(outcomes.values()),
        kept=kept_until is not None,
        kept_until=kept_until,
    )
