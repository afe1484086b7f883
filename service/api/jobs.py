"""`/v1/jobs`: long documents and archives, read while nobody waits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from extractor.errors import (
    DocumentTooLargeError,
    EmptyDocumentError,
    ExtractorError,
    InvalidArchiveError,
    UnsupportedDocumentError,
)
from service.api.dependencies import AppParts, Caller, Wanted
from service.api.job_schemas import ERROR_EXAMPLE, JOB_EXAMPLE, JobResults, JobStatus, location
from service.api.prefill import UPLOAD_BODY
from service.errors import (
    IdempotencyConflictError,
    MalformedRequestError,
    OverloadedError,
    SlowRequestError,
    UnfinishedJobError,
    UnknownJobError,
)
from service.jobs import Job, Jobs, idempotency_key
from service.jobs.idempotency import KEY_SCHEMA
from service.messages import translate_result
from service.problems import openapi_responses
from service.uploads import ARCHIVE_MEDIA_TYPES, DOCUMENT_MEDIA_TYPES, received_upload

router = APIRouter(tags=["jobs"])

LINES = "application/x-ndjson"
_DEPOSIT_ERRORS: tuple[type[ExtractorError], ...] = (
    EmptyDocumentError,
    MalformedRequestError,
    SlowRequestError,
    DocumentTooLargeError,
    UnsupportedDocumentError,
    InvalidArchiveError,
    IdempotencyConflictError,
    OverloadedError,
)
_BINARY = {"schema": {"type": "string", "format": "binary", "minLength": 1}}
_DEPOSIT_BODY: dict[str, Any] = {
    "required": True,
    "content": UPLOAD_BODY["content"] | dict.fromkeys(sorted(ARCHIVE_MEDIA_TYPES), _BINARY),
}
_JOB_JSON = {"content": {"application/json": {"example": JOB_EXAMPLE}}}
_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: _JOB_JSON
    | {
        "description": "Le travail est accepté, et ne se perdra plus",
        "headers": {
            "Location": {
                "description": "where the job is",
                "schema": {"type": "string", "format": "uri-reference"},
            }
        },
    }
}
_RESULTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Un résultat ou une erreur par document, dans l'ordre",
        "headers": {
            "Bleuet-Job-State": {
                "description": "`done`, or with `partial` what the job's state is",
                "schema": {"type": "string"},
            }
        },
        "content": {
            "application/json": {"example": [ERROR_EXAMPLE]},
            LINES: {"schema": {"type": "string", "description": "a result a line"}},
        },
    }
}

JobId = Annotated[str, Path(description="as `POST /v1/jobs` gave it")]


@router.post(
    "/v1/jobs",
    summary="Déposer un document long ou une archive",
    status_code=202,
    response_model=JobStatus,
    responses=openapi_responses(_DEPOSIT_ERRORS) | _ACCEPTED,
    openapi_extra={"requestBody": _DEPOSIT_BODY},
)
async def create_job(
    request: Request,
    parts: AppParts,
    caller: Caller,
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description="The same key with the same content gives the same job again",
            examples=['"8e03978e-40d5-43dd-bc93-6894a57f9324"'],
            json_schema_extra=KEY_SCHEMA,
        ),
    ] = None,
) -> Response:
    """A document, or a .zip or .tar.gz of documents, to be read in the background."""
    jobs, limits = parts.jobs, parts.limits
    known_by = idempotency_key(key)
    async with received_upload(
        request,
        max_bytes=max(limits.max_bytes, limits.archive_max_bytes),
        timeout_s=jobs.settings.upload_s,
        spool_dir=jobs.files.incoming,
        media_types=DOCUMENT_MEDIA_TYPES | ARCHIVE_MEDIA_TYPES,
    ) as upload:
        accept = partial(jobs.accept, upload, tenant=caller.tenant, key=known_by)
        job = await to_thread.run_sync(accept, limiter=jobs.receiving)
    status = JobStatus.of(job).model_dump(mode="json")
    return JSONResponse(status, status_code=202, headers={"Location": location(job)})


@router.get(
    "/v1/jobs/{job_id}",
    summary="L'avancement d'un travail",
    responses=openapi_responses((UnknownJobError,)) | {200: _JOB_JSON},
)
def get_job(job_id: JobId, parts: AppParts, caller: Caller) -> JobStatus:
    """The state of a job and of its documents."""
    return JobStatus.of(_find(parts.jobs, caller.tenant, job_id))


@router.get(
    "/v1/jobs/{job_id}/results",
    summary="Les résultats d'un travail",
    response_model=JobResults,
    responses=openapi_responses((UnknownJobError, UnfinishedJobError)) | _RESULTS,
)
def get_results(
    job_id: JobId,
    request: Request,
    parts: AppParts,
    caller: Caller,
    language: Wanted,
    partial: Annotated[
        bool, Query(description="what there is so far, of a job that is not done as well")
    ] = False,
) -> Response:
    """One result or error document for each document: a JSON array, or lines of JSON."""
    job = _find(parts.jobs, caller.tenant, job_id)
    if job.state != "done" and not partial:
        raise UnfinishedJobError
    stored = parts.jobs.store.results(job.id)
    results = (translate_result(result, language) for result in stored)
    headers = {
        "Bleuet-Job-State": job.state,
        "Content-Language": language,
        "Vary": "Accept, Accept-Language",
    }
    if LINES in request.headers.get("accept", ""):
        return StreamingResponse(_lines(results), media_type=LINES, headers=headers)
    return StreamingResponse(_array(results), media_type="application/json", headers=headers)


@router.delete(
    "/v1/jobs/{job_id}",
    summary="Annuler et oublier un travail",
    status_code=204,
    responses=openapi_responses((UnknownJobError,)),
)
def delete_job(job_id: JobId, parts: AppParts, caller: Caller) -> None:
    """Cancel a job and forget its documents and results."""
    if not parts.jobs.forget(caller.tenant, job_id):
        raise UnknownJobError


def _find(jobs: Jobs, tenant: str, job_id: str) -> Job:
    job = jobs.store.find(tenant, job_id)
    if job is None:
        raise UnknownJobError
    return job


def _lines(results: Iterator[bytes]) -> Iterator[bytes]:
    for result in results:
        yield result + b"\n"


def _array(results: Iterator[bytes]) -> Iterator[bytes]:
    before = b"["
    for result in results:
        yield before + result
        before = b",\n"
    yield b"[]" if before == b"[" else b"]"
