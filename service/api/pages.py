"""`POST /v1/pages/{number}`: what a page of a document looks like, for a person to compare."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from extractor.errors import PageNotFoundError
from service.api.dependencies import AppParts
from service.api.prefill import UPLOAD_BODY
from service.errors import NotReadyError
from service.problems import READING_ERRORS, openapi_responses
from service.uploads import received_upload

router = APIRouter(tags=["prefill"])

MEDIA_TYPE = "image/webp"
MIN_WIDTH_PX, MAX_WIDTH_PX = 32, 2400

_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "La page telle qu'elle s'affiche",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/v1/pages/{number}",
    summary="Voir une page",
    response_class=Response,
    responses=_PICTURE | openapi_responses((*READING_ERRORS, PageNotFoundError)),
    openapi_extra={"requestBody": UPLOAD_BODY},
)
async def page(
    request: Request,
    parts: AppParts,
    number: Annotated[int, Path(ge=1, description="numéro de la page, à partir de 1")],
    width: Annotated[
        int,
        Query(ge=MIN_WIDTH_PX, le=MAX_WIDTH_PX, description="largeur souhaitée, en pixels"),
    ] = 1200,
) -> Response:
    """A page of the document sent, upright as displayed: a `bbox` gives fractions of the picture.

    The document is sent anew for each page, because nothing of it outlives an answer.
    """
    parts.admission.check()
    async with received_upload(
        request,
        max_bytes=parts.limits.max_bytes,
        timeout_s=parts.settings.upload_s,
        spool_dir=parts.settings.spool_dir,
    ) as upload:
        if parts.reader.model_version is None and parts.reader.loading:
            raise NotReadyError
        with parts.admission.admit():
            picture = await parts.reader.render(upload, number, width)
    return Response(picture, media_type=MEDIA_TYPE, headers={"cache-control": "no-store"})
