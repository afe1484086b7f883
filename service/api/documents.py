"""`/v1/documents`: what is kept of a tenant's documents, for the tenant to take back."""

from __future__ import annotations

import re
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Path

from service.api.dependencies import AppParts, Caller
from service.errors import UnknownDocumentError
from service.problems import openapi_responses

router = APIRouter(tags=["documents"])

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@router.delete(
    "/v1/documents/{sha256}",
    summary="Faire oublier un document",
    status_code=204,
    responses=openapi_responses((UnknownDocumentError,)),
)
async def forget_document(
    sha256: Annotated[str, Path(description="of the document's bytes, as its result gives it")],
    parts: AppParts,
    caller: Caller,
) -> None:
    """Removes a document that was kept to learn from, its result, and what was submitted for it."""
    if not _SHA256.fullmatch(sha256):
        raise UnknownDocumentError
    forgotten = await to_thread.run_sync(
        parts.retention.forgetting.document, caller.tenant, sha256.lower()
    )
    if not any(forgotten):
        raise UnknownDocumentError
