"""`POST /v1/prefill`: one document, while a person waits."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from extractor.errors import ExtractorError
from service.access import Principal
from service.api.dependencies import AppParts, Caller, Parts, Wanted
from service.api.schemas import ResultDocument
from service.errors import NotReadyError
from service.messages import translate_result
from service.problems import READING_ERRORS, openapi_responses
from service.reading import Outcome
from service.reading.outcomes import Upload
from service.uploads import DOCUMENT_MEDIA_TYPES, received_upload

router = APIRouter(tags=["prefill"])

_BINARY = {"schema": {"type": "string", "format": "binary", "minLength": 1}}
UPLOAD_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": _BINARY["schema"]},
            }
        },
        **{media_type: _BINARY for media_type in sorted(DOCUMENT_MEDIA_TYPES)},
    },
}


@router.post(
    "/v1/prefill",
    summary="Lire une facture",
    response_model=ResultDocument,
    responses=openapi_responses(READING_ERRORS),
    openapi_extra={"requestBody": UPLOAD_BODY},
)
async def prefill(request: Request, parts: AppParts, caller: Caller, language: Wanted) -> Response:
    """The values of the deposit form, with confidence and place, from one deposited document.

    Nothing of it is kept, unless the tenant has asked for that (`bleuet retention set`).
    """
    parts.admission.check()
    async with received_upload(
        request,
        max_bytes=parts.limits.max_bytes,
        timeout_s=parts.settings.upload_s,
        spool_dir=parts.settings.spool_dir,
    ) as upload:
        outcome = await read_now(parts, upload)
        await keep_if_wanted(parts, caller, upload, outcome)
    # Not validated on the way out: the result's shape is ours, and a test holds it.
    body = translate_result(outcome.body, language)
    headers = {"content-language": language, "vary": "accept-language"}
    return Response(body, media_type="application/json", headers=headers)


async def keep_if_wanted(parts: Parts, caller: Principal, upload: Upload, outcome: Outcome) -> None:
    """Keep a document to learn from, if its tenant has asked for that."""
    kept = parts.retention.documents
    if kept.may_keep(caller.tenant):
        await to_thread.run_sync(kept.keep, caller.tenant, upload.path, outcome)


async def read_now(parts: Parts, upload: Upload) -> Outcome:
    """Read a document that somebody is waiting for.

    Raises:
        ExtractorError: it cannot be read.
        OverloadedError: too many wait already.
        NotReadyError: no model is loaded yet.
    """
    if parts.reader.model_version is None and parts.reader.loading:
        raise NotReadyError
    with parts.admission.admit():
        try:
            outcome = await parts.reader.read(upload)
        except ExtractorError as error:
            parts.metrics.document_failed(error.type)
            raise
    parts.metrics.document_read(outcome)
    return outcome
