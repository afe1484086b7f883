"""The request of `deposer/pdf`: read within limits, checked, its file laid on disk."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from anyio import to_thread
from fastapi import Request
from pydantic import ValidationError

from extractor.errors import EmptyDocumentError
from service.chorus import base64_spool
from service.chorus.codes import InvalidFieldError
from service.chorus.schemas import MAX_NAME, DepositRequest
from service.errors import MalformedRequestError
from service.reading.outcomes import Upload
from service.uploads import base_name, receive_raw, spooled

_ENVELOPE_BYTES = 64 * 1024
# Cannot be found inside another string, where a quotation mark has a backslash before it.
_FILE = re.compile(rb'"fichierFacture"[ \t\r\n]*:[ \t\r\n]*"')
_REASONS = {
    "missing": "{field} est obligatoire",
    "string_too_long": f"nomFichier dépasse {MAX_NAME} caractères",
    "literal_error": "formatDepot est inconnu",
}


@asynccontextmanager
async def received_deposit(
    request: Request, *, max_bytes: int, timeout_s: float, spool_dir: Path | None
) -> AsyncIterator[Upload]:
    """The file of a deposit, on disk while the block lasts.

    Args:
        request: its body not yet read.
        max_bytes: limit of the file.
        timeout_s: seconds that the body may take to arrive.
        spool_dir: where files are put; None for the system's folder of temporary files.

    Raises:
        DocumentTooLargeError: over the limit.
        EmptyDocumentError: no byte.
        InvalidFieldError: a field is missing or not as it should be.
        MalformedRequestError: the body is not a JSON object, or breaks off.
        SlowRequestError: the body did not arrive in time.
    """
    # Base64 takes 4/3; line breaks and escapes of the JSON a little more.
    body_bytes = max_bytes * 5 // 3 + _ENVELOPE_BYTES
    async with spooled(spool_dir) as document:
        async with spooled(spool_dir) as body:
            await receive_raw(
                request, body, body_bytes=body_bytes, max_bytes=max_bytes, timeout_s=timeout_s
            )
            name = await to_thread.run_sync(_take_apart, body, document, max_bytes)
        yield Upload(base_name(name), document, document.stat().st_size)


def _take_apart(body: Path, document: Path, max_bytes: int) -> str:
    """Lay the file of a deposit on disk; its name."""
    if not body.stat().st_size:
        raise MalformedRequestError("Le corps de la requête est vide")
    with body.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        found = _FILE.search(data)
        start = found.end() if found else len(data)
        end = _closing(data, start) if found else len(data)
        if end < 0 or len(data) - (end - start) > _ENVELOPE_BYTES:
            raise MalformedRequestError("Le corps de la requête n'est pas celui d'un dépôt")
        # All but the file is parsed as JSON, with a word in the file's place that nobody can guess.
        place = secrets.token_hex(16)
        deposit = _checked(data[:start] + place.encode() + data[end:] if found else data[:])
        if deposit.fichierFacture != place:
            raise InvalidFieldError("fichierFacture n'est pas du base64")
        with document.open("wb") as target:
            if not base64_spool.decode(data, start, end, target, max_bytes=max_bytes):
                raise EmptyDocumentError
    return deposit.nomFichier


def _closing(data: mmap, start: int) -> int:
    """Where the string that begins somewhere ends; -1 if nowhere."""
    end = data.find(b'"', start)
    while end > 0 and data[end - 1 : end] == b"\\":
        # Escaped, unless that backslash is itself: neither occurs in Base64, so that either is an
        # error, and only which one it is depends on this.
        end = data.find(b'"', end + 1)
    return end


def _checked(text: bytes) -> DepositRequest:
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedRequestError("Le corps de la requête n'est pas du JSON") from error
    if not isinstance(content, dict):
        raise MalformedRequestError("Le corps de la requête n'est pas un objet JSON")
    # some serialisers write what is not there as null
    given = {key: value for key, value in content.items() if value is not None}
    try:
        return DepositRequest.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = str(first["loc"][0])
        reason = _REASONS.get(first["type"], "{field} est invalide")
        raise InvalidFieldError(reason.format(field=field)) from error
