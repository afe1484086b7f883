"""A deposited file out of a request, within the limit of bytes."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from extractor.errors import (
    DocumentTooLargeError,
    EmptyDocumentError,
    UnsupportedDocumentError,
)
from service.errors import MalformedRequestError

RAW_MEDIA_TYPES = frozenset(
    {
        "application/pdf",
        "application/octet-stream",
        "application/xml",
        "text/xml",
        "image/jpeg",
        "image/png",
        "image/tiff",
    }
)
# What multipart adds around the file: boundaries, headers of the part.
ENVELOPE_BYTES = 64 * 1024


class Upload(NamedTuple):
    """A deposited file."""

    name: str
    data: bytes


async def read_upload(request: Request, *, max_bytes: int) -> Upload:
    """The file of a request: part `file` of a multipart body, or the whole body.

    Reading stops at the limit, whatever length the request announces.

    Args:
        request: its body not yet read.
        max_bytes: limit of the file.

    Raises:
        DocumentTooLargeError: over the limit.
        EmptyDocumentError: no byte.
        MalformedRequestError: the multipart body has no part `file`, or breaks off.
        UnsupportedDocumentError: neither multipart nor a type of document that we know.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if media_type == "multipart/form-data":
            upload = await _read_part(request, max_bytes=max_bytes)
        elif media_type in RAW_MEDIA_TYPES:
            upload = await _read_body(request, max_bytes=max_bytes)
        else:
            raise UnsupportedDocumentError(f"Type de contenu non pris en charge : {media_type}")
    except ClientDisconnect as error:
        raise MalformedRequestError("Envoi interrompu") from error
    if not upload.data:
        raise EmptyDocumentError
    return upload


async def _read_body(request: Request, *, max_bytes: int) -> Upload:
    _check_announced(request, max_bytes)
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > max_bytes:
            raise _too_large(max_bytes)
    return Upload("document", bytes(data))


async def _read_part(request: Request, *, max_bytes: int) -> Upload:
    _check_announced(request, max_bytes + ENVELOPE_BYTES)
    # The form parser has no limit of its own for files, so the limit is set on what it receives.
    limited = Request(
        request.scope, _limited(request.receive, max_bytes + ENVELOPE_BYTES, max_bytes)
    )
    try:
        async with limited.form(max_files=1) as form:
            part = form.get("file")
            if not isinstance(part, UploadFile):
                raise MalformedRequestError("Il manque la partie `file`")
            data = await part.read()
            name = part.filename or "document"
    except HTTPException as error:  # what the form parser's own errors come out as
        raise MalformedRequestError(str(error.detail)) from error
    if len(data) > max_bytes:
        raise _too_large(max_bytes)
    return Upload(name, data)


def _limited(receive: Receive, read_bytes: int, max_bytes: int) -> Receive:
    left = read_bytes

    async def receive_within_limit() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise _too_large(max_bytes)
        return message

    return receive_within_limit


def _check_announced(request: Request, max_bytes: int) -> None:
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > max_bytes:
        raise _too_large(max_bytes)


def _too_large(max_bytes: int) -> DocumentTooLargeError:
    return DocumentTooLargeError(f"La limite est de {max_bytes} octets")
