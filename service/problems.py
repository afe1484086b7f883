"""Errors as RFC 9457 problem documents: one table from exception to HTTP status."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
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
    PageNotFoundError,
    ProcessingMemoryError,
    ProcessingTimeoutError,
    TooManyPagesError,
    UnreachableDocumentError,
    UnsupportedDocumentError,
)
from service.errors import (
    AuthorityError,
    ForbiddenError,
    IdempotencyConflictError,
    MalformedRequestError,
    NotReadyError,
    OverloadedError,
    RateLimitedError,
    ServiceError,
    SlowRequestError,
    UnauthenticatedError,
    UnfinishedJobError,
    UnknownDocumentError,
    UnknownJobError,
)
from service.messages import Language, accepted_language, translate

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[ExtractorError], int] = {
    EmptyDocumentError: 400,
    MalformedRequestError: 400,
    UnauthenticatedError: 401,
    ForbiddenError: 403,
    SlowRequestError: 408,
    UnknownDocumentError: 404,
    UnknownJobError: 404,
    UnfinishedJobError: 409,
    DocumentTooLargeError: 413,
    PageNotFoundError: 404,
    UnreachableDocumentError: 404,
    TooManyPagesError: 422,
    UnsupportedDocumentError: 415,
    EncryptedPdfError: 422,
    CorruptPdfError: 422,
    NoPagesError: 422,
    InvalidXmlError: 422,
    InvalidArchiveError: 422,
    IdempotencyConflictError: 422,
    ProcessingMemoryError: 422,  # the document's own doing: to try it again would not help
    OverloadedError: 429,
    RateLimitedError: 429,
    NotReadyError: 503,
    AuthorityError: 503,
    ProcessingTimeoutError: 504,
}
READING_ERRORS: tuple[type[ExtractorError], ...] = (
    EmptyDocumentError,
    MalformedRequestError,
    SlowRequestError,
    DocumentTooLargeError,
    TooManyPagesError,
    UnsupportedDocumentError,
    EncryptedPdfError,
    CorruptPdfError,
    NoPagesError,
    InvalidXmlError,
    ProcessingMemoryError,
    OverloadedError,
    RateLimitedError,
    NotReadyError,
    ProcessingTimeoutError,
    ExtractorError,
)
"""What a call that reads one document may answer with."""
ACCESS_ERRORS: tuple[type[ExtractorError], ...] = (
    UnauthenticatedError,
    ForbiddenError,
    RateLimitedError,
    AuthorityError,
)
"""What every call that needs a caller may answer with."""

_FRAMEWORKS_WORDS = {404: "Introuvable", 405: "Méthode non autorisée"}
_log = structlog.get_logger("bleuet.problems")


def status_of(error: ExtractorError) -> int:
    """The HTTP status of an error; 500 for those that are not the document's doing.

    >>> status_of(EncryptedPdfError()), status_of(ExtractorError())
    (422, 500)
    """
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def problem(
    status: int, *, type_: str, title: str, detail: str, language: Language = "fr"
) -> Response:
    """A problem document (RFC 9457, section 3).

    Args:
        status: of HTTP.
        type_: the contract's name of the error.
        title: of every error of the kind, in French.
        detail: of this one, in French.
        language: that the caller wants.
    """
    content = {
        "type": type_,
        "title": translate(title, language),
        "status": status,
        "detail": translate(detail, language),
    }
    body = json.dumps(content, ensure_ascii=False)
    headers = {"content-language": language, "vary": "accept-language"}
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def answer_extractor_error(request: Request, error: Exception) -> Response:
    """The answer to an error of ours."""
    if not isinstance(error, ExtractorError):
        raise error
    status = status_of(error)
    if status >= 500:
        _log.error("failure", type=error.type, exc_info=error)
    answer = problem(
        status,
        type_=error.type,
        title=error.title,
        # what went wrong inside is for the log
        detail=error.title if status == 500 else error.detail,
        language=_language(request),
    )
    answer.headers.update(headers_of(error))
    return answer


def headers_of(error: ExtractorError) -> dict[str, str]:
    """What an error has to say in headers, whatever the form of the answer."""
    if not isinstance(error, ServiceError):
        return {}
    headers = dict(error.headers)
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    return headers


def answer_http_error(request: Request, error: Exception) -> Response:
    """The answer to an error of the framework, such as an unknown path."""
    if not isinstance(error, HTTPException):
        raise error
    told = _FRAMEWORKS_WORDS.get(error.status_code, str(error.detail))
    answer = problem(
        error.status_code,
        type_="about:blank",
        title=told,
        detail=told,
        language=_language(request),
    )
    answer.headers.update(error.headers or {})
    if error.status_code == 405:
        answer.headers.update(_allowed(request))
    return answer


def _allowed(request: Request) -> dict[str, str]:
    """All methods of a described path; the framework names only those of one of its routes."""
    path = getattr(request.scope.get("route"), "path", None)
    methods = request.app.openapi()["paths"].get(path)
    return {"allow": ", ".join(sorted(methods)).upper()} if methods else {}


def answer_invalid_request(request: Request, error: Exception) -> Response:
    """The answer to parameters or a body that are not as described; says where, not what."""
    if not isinstance(error, RequestValidationError):
        raise error
    places = dict.fromkeys(_place(item["loc"]) for item in error.errors())
    told = ", ".join(list(places)[:_PLACES]) + (" …" if len(places) > _PLACES else "")
    return answer_extractor_error(request, MalformedRequestError(f"Valeur refusée : {told}"))


def answer_unexpected_error(request: Request, error: Exception) -> Response:
    """The answer to a mistake of ours; says nothing of the document, the log has the trace."""
    _log.error("mistake", exc_info=error)
    failure = ExtractorError()
    return problem(
        500,
        type_=failure.type,
        title=failure.title,
        detail=failure.title,
        language=_language(request),
    )


def openapi_responses(kinds: Sequence[type[ExtractorError]]) -> dict[int | str, dict[str, Any]]:
    """The errors a call may answer with, for its OpenAPI description.

    Args:
        kinds: the exceptions that the call raises.
    """
    responses: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status = next((STATUS[k] for k in kind.__mro__ if k in STATUS), 500)
        response = responses.setdefault(
            status,
            {
                "description": kind.title,
                "content": {MEDIA_TYPE: {"schema": _PROBLEM, "examples": {}}},
            },
        )
        if status in (429, 503):
            response["headers"] = {
                "Retry-After": {"description": "seconds", "schema": {"type": "integer"}}
            }
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


_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_PLACES, _PLACE_LENGTH = 10, 100


def _place(parts: Sequence[object]) -> str:
    # names of fields are the caller's, of any length and with halves of characters
    name = ".".join(str(part) for part in parts)
    return name[:_PLACE_LENGTH].encode("utf-8", "backslashreplace").decode("utf-8")


def _language(request: Request) -> Language:
    return accepted_language(request.headers.get("accept-language"))
