"""Errors as RFC 9457 problem documents: one table from exception to HTTP status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from extractor.errors import (
    CorruptPdfError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedPdfError,
    ExtractorError,
    InvalidArchiveError,
    InvalidXmlError,
    NoPagesError,
    ProcessingMemoryError,
    ProcessingTimeoutError,
    TooManyPagesError,
    UnsupportedDocumentError,
)
from service.errors import MalformedRequestError

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[ExtractorError], int] = {
    EmptyDocumentError: 400,
    MalformedRequestError: 400,
    DocumentTooLargeError: 413,
    TooManyPagesError: 422,
    UnsupportedDocumentError: 415,
    EncryptedPdfError: 422,
    CorruptPdfError: 422,
    NoPagesError: 422,
    InvalidXmlError: 422,
    InvalidArchiveError: 422,
    ProcessingMemoryError: 422,  # the document's own doing: to try it again would not help
    ProcessingTimeoutError: 504,
}


def status_of(error: ExtractorError) -> int:
    """The HTTP status of an error; 500 for those that are not the document's doing.

    >>> status_of(EncryptedPdfError()), status_of(ExtractorError())
    (422, 500)
    """
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def problem(status: int, *, type_: str, title: str, detail: str) -> Response:
    """A problem document (RFC 9457, section 3)."""
    content = {"type": type_, "title": title, "status": status, "detail": detail}
    body = json.dumps(content, ensure_ascii=False)
    return Response(body, status_code=status, media_type=MEDIA_TYPE)


def answer_extractor_error(_: Request, error: Exception) -> Response:
    """The answer to an error of ours."""
    if not isinstance(error, ExtractorError):
        raise error
    return problem(status_of(error), type_=error.type, title=error.title, detail=error.detail)


def answer_http_error(_: Request, error: Exception) -> Response:
    """The answer to an error of the framework, such as an unknown path."""
    if not isinstance(error, HTTPException):
        raise error
    answer = problem(
        error.status_code,
        type_="about:blank",
        title=str(error.detail),
        detail=str(error.detail),
    )
    answer.headers.update(error.headers or {})
    return answer


def answer_unexpected_error(_: Request, error: Exception) -> Response:
    """The answer to a mistake of ours; says nothing of the document, the log has the trace."""
    failure = ExtractorError()
    return problem(500, type_=failure.type, title=failure.title, detail=type(error).__name__)


def openapi_responses(kinds: Sequence[type[ExtractorError]]) -> dict[int | str, dict[str, Any]]:
    """The errors a call may answer with, for its OpenAPI description.

    Args:
        kinds: the exceptions that the call raises.
    """
    responses: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status = status_of(kind())
        response = responses.setdefault(
            status, {"description": kind.title, "content": {MEDIA_TYPE: {"examples": {}}}}
        )
        response["content"][MEDIA_TYPE]["examples"][kind.type] = {
            "summary": kind.title,
            "value": {
                "type": kind.type,
                "title": kind.title,
                "status": status,
                "detail": kind.title,
            },
        }
    return responses
