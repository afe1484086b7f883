"""Errors that only a request can have."""

from __future__ import annotations

from extractor.errors import InputError


class MalformedRequestError(InputError):
    """The request does not hold a file where it should."""

    type = "request.malformed"
    title = "Requête mal formée"
