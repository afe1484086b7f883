"""The description of the API as it answers, where the framework's own says otherwise."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from service.errors import MalformedRequestError
from service.problems import openapi_responses

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "An error (RFC 9457)",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "name of the error, such as `pdf.encrypted`"},
        "title": {"type": "string", "description": "of every error of the kind"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "of this error"},
    },
    "additionalProperties": False,
}
_FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")


class DescribedApi(FastAPI):
    """An application whose errors are all problems, and are described as such."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once (OpenAPI 3.1)."""
        if self.openapi_schema is None:
            self.openapi_schema = as_answered(super().openapi())
        return self.openapi_schema


def as_answered(description: dict[str, Any]) -> dict[str, Any]:
    """A description in which a request that is not as described is answered as we answer it.

    Args:
        description: as FastAPI makes it: such requests get a 422 in a form of its own.
    """
    schemas = description.setdefault("components", {}).setdefault("schemas", {})
    for name in _FRAMEWORKS_OWN:
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    malformed = openapi_responses((MalformedRequestError,))
    for path in description["paths"].values():
        for operation in path.values():
            responses = operation["responses"]
            if _is_the_frameworks(responses.get("422", {})):
                del responses["422"]
                responses.setdefault("400", malformed[400])
            operation["responses"] = dict(sorted(responses.items()))
    return description


def _is_the_frameworks(response: dict[str, Any]) -> bool:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).endswith("/HTTPValidationError")
