"""Answers as Chorus Pro gives them, to the last key: accepted or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from extractor.errors import ExtractorError
from service.chorus.codes import ACCEPTED, ACCEPTED_LABEL, status_and_code
from service.chorus.values import FIELDS, Value, recognised
from service.errors import MalformedRequestError
from service.messages import accepted_language, translate
from service.problems import headers_of

PREFIX = "/cpro/"
_log = structlog.get_logger("bleuet.chorus")

ErrorHandler = Callable[[Request, Exception], Response]


def accepted(fields: Mapping[str, Mapping[str, Any] | None]) -> Response:
    """The answer to a document that was read.

    Args:
        fields: `fields` of its result.
    """
    return _answer(200, ACCEPTED, ACCEPTED_LABEL, recognised(fields))


def refused(request: Request, error: ExtractorError) -> Response:
    """The answer to a deposit that was not accepted.

    Args:
        request: that it came with.
        error: why.
    """
    status, code = status_and_code(error)
    language = accepted_language(request.headers.get("accept-language"))
    reason = translate(error.title, language)
    # what went wrong inside is for the log
    if status != 500 and error.detail != error.title:
        reason = f"{reason} ({translate(error.detail, language)})"
    return _answer(status, code, f"{error.type} : {reason}", {}, headers_of(error))


def in_the_callers_form(answer_problem: ErrorHandler) -> ErrorHandler:
    """An error handler that answers Chorus Pro's clients in their form, and others as it did.

    Args:
        answer_problem: the handler for all others.
    """

    def answer(request: Request, error: Exception) -> Response:
        path = request.url.path.removeprefix(request.scope.get("root_path", ""))
        if not path.startswith(PREFIX):
            return answer_problem(request, error)
        if isinstance(error, HTTPException):
            label = f"about:blank : {error.detail}"
            headers = dict(error.headers or {})
            return _answer(error.status_code, error.status_code, label, {}, headers)
        if isinstance(error, RequestValidationError):
            error = MalformedRequestError()
        if not isinstance(error, ExtractorError):
            _log.error("mistake", exc_info=error)
            error = ExtractorError()
        elif status_and_code(error)[0] >= 500:
            _log.error("failure", type=error.type, exc_info=error)
        return refused(request, error)

    return answer


def _answer(
    status: int,
    code: int,
    label: str,
    values: Mapping[str, Value],
    headers: Mapping[str, str] | None = None,
) -> Response:
    # We keep no document, so that there is no attachment to name; a made-up number could be that of
    # somebody else's, should a client pass it on to the real Chorus Pro.
    answer: dict[str, Value] = {
        "codeRetour": code,
        "libelle": label,
        **dict.fromkeys(FIELDS),
        **values,
        "pieceJointeId": None,
    }
    body = ",".join(f'"{key}":{_literal(value)}' for key, value in answer.items())
    return Response(
        "{" + body + "}", status_code=status, media_type="application/json", headers=headers
    )


def _literal(value: Value) -> str:
    """A value as JSON; amounts digit by digit, never by way of a binary fraction."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)
