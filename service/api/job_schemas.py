"""The JSON of jobs, for the API's OpenAPI description."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, RootModel

from service.api.schemas import ResultDocument, Schema
from service.jobs import Job

_ID = "4f6c1d6e9f0b4c0e8f1f6d1b2a3c4d5e"
JOB_EXAMPLE: dict[str, Any] = {
    "id": _ID,
    "state": "done",
    "file": "lot.zip",
    "documents": {"total": 120, "read": 119, "failed": 1},
    "created": "2026-03-02T09:30:00.120000Z",
    "started": "2026-03-02T09:30:00.480000Z",
    "finished": "2026-03-02T09:30:41.730000Z",
    "expires": "2026-03-03T09:30:41.730000Z",
    "results": f"/v1/jobs/{_ID}/results",
}
ERROR_EXAMPLE: dict[str, Any] = {
    "schema_version": "1",
    "file": "mars/facture.pdf",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "model_version": "2026.11.5",
    "status": "error",
    "error": {
        "type": "pdf.encrypted",
        "title": "PDF protégé par un mot de passe",
        "detail": "PDF protégé par un mot de passe",
    },
}


class JobDocuments(Schema):
    """How far the documents of a job are."""

    total: int
    read: Annotated[int, Field(description="with a result")]
    failed: Annotated[int, Field(description="with an error")]


class JobStatus(Schema):
    """A job."""

    model_config = ConfigDict(json_schema_extra={"examples": [JOB_EXAMPLE]})

    id: str
    state: Annotated[
        Literal["queued", "running", "done"],
        Field(description="done when every document is read or failed"),
    ]
    file: Annotated[str, Field(description="name of what was deposited")]
    documents: JobDocuments
    created: datetime
    started: datetime | None
    finished: datetime | None
    expires: Annotated[datetime | None, Field(description="when it is forgotten, once it is done")]
    results: Annotated[str, Field(description="where the results are")]

    @classmethod
    def of(cls, job: Job) -> JobStatus:
        """A job as its owner is told of it."""
        return cls(
            id=job.id,
            state=job.state,
            file=job.file,
            documents=JobDocuments(total=job.total, read=job.read, failed=job.failed),
            created=job.created,
            started=job.started,
            finished=job.finished,
            expires=job.expires,
            results=f"{location(job)}/results",
        )


class DocumentError(Schema):
    """Why a document could not be read."""

    type: str
    title: str
    detail: str


class ErrorDocument(Schema):
    """The result of a document that could not be read."""

    model_config = ConfigDict(json_schema_extra={"examples": [ERROR_EXAMPLE]})

    schema_version: Literal["1"]
    file: str
    sha256: str | None
    model_version: str | None
    status: Literal["error"]
    error: DocumentError


class JobResults(
    RootModel[list[Annotated[ResultDocument | ErrorDocument, Field(discriminator="status")]]]
):
    """One result or error document for each document of a job, in the archive's order."""


def location(job: Job) -> str:
    """Where a job is."""
    return f"/v1/jobs/{job.id}"
