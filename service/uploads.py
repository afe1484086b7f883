"""A deposited file out of a request and onto disk, within the limits of bytes and time."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
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
from service.errors import MalformedRequestError, SlowRequestError
from service.reading.outcomes import Upload
from service.spool import spool_file

DOCUMENT_MEDIA_TYPES = frozenset(
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
ARCHIVE_MEDIA_TYPES = frozenset({"application/zip", "application/gzip", "application/x-gzip"})
# What multipart adds around the file: boundaries, headers of the part.
ENVELOPE_BYTES = 64 * 1024
_MAX_NAME = 200


@asynccontextmanager
async def received_upload(
    request: Request,
    *,
    max_bytes: int,
    timeout_s: float,
    spool_dir: Path | None,
    media_types: frozenset[str] = DOCUMENT_MEDIA_TYPES,
) -> AsyncIterator[Upload]:
    """The file of a request: part `file` of a multipart body, or the whole body.

    Reading stops at the limit, whatever length the request announces. The file is on disk while the
    block lasts, and gone after it.

    Args:
        request: its body not yet read.
        max_bytes: limit of the file.
        timeout_s: seconds that the body may take to arrive.
        spool_dir: where the file is put; None for the system's folder of temporary files.
        media_types: of a raw body.

    Raises:
        DocumentTooLargeError: over the limit.
        EmptyDocumentError: no byte.
        MalformedRequestError: the multipart body has no part `file`, or breaks off.
        SlowRequestError: the body did not arrive in time.
        UnsupportedDocumentError: neither multipart nor one of the media types.
    """
    # without a type it is bytes of whatever kind (RFC 9110, section 8.3)
    media_type = _media_type(request) or "application/octet-stream"
    async with spooled(spool_dir) as path:
        with path.open("wb") as target:
            async with _arriving(timeout_s):
                if media_type == "multipart/form-data":
                    name = await _receive_part(request, target.fileno(), max_bytes=max_bytes)
                elif media_type in media_types:
                    name = await _receive_body(request, target.fileno(), max_bytes=max_bytes)
                else:
                    raise UnsupportedDocumentError(
                        f"Type de contenu non pris en charge : {media_type}"
                    )
        size = path.stat().st_size
        if not size:
            raise EmptyDocumentError
        yield Upload(name, path, size)


async def receive_raw(
    request: Request, target: Path, *, body_bytes: int, max_bytes: int, timeout_s: float
) -> None:
    """The whole body of a request, into a file.

    Args:
        request: its body not yet read.
        target: an existing file.
        body_bytes: limit of the body.
        max_bytes: limit that a person is told of, of the document inside.
        timeout_s: seconds that the body may take to arrive.

    Raises:
        DocumentTooLargeError: over the limit.
        MalformedRequestError: the body breaks off.
        SlowRequestError: it did not arrive in time.
    """
    limited = Request(request.scope, _limited(request.receive, body_bytes, max_bytes))
    with target.open("wb") as file:
        async with _arriving(timeout_s):
            async for chunk in limited.stream():
                _write(file.fileno(), chunk)


async def receive_small(request: Request, *, max_bytes: int, timeout_s: float) -> bytes:
    """The whole body of a request that is no document, in memory.

    Args:
        request: its body not yet read.
        max_bytes: limit.
        timeout_s: seconds that it may take to arrive.

    Raises:
        DocumentTooLargeError: over the limit.
        MalformedRequestError: the body breaks off.
        SlowRequestError: it did not arrive in time.
    """
    limited = Request(request.scope, _limited(request.receive, max_bytes, max_bytes))
    async with _arriving(timeout_s):
        return await limited.body()


@asynccontextmanager
async def spooled(spool_dir: Path | None) -> AsyncIterator[Path]:
    """An empty file that is on disk while the block lasts, and gone after it.

    Args:
        spool_dir: where; None for the system's folder of temporary files.
    """
    with spool_file(spool_dir) as path:
        yield path


@asynccontextmanager
async def _arriving(timeout_s: float) -> AsyncIterator[None]:
    """Turns what can go wrong while a body arrives into errors of ours."""
    try:
        async with asyncio.timeout(timeout_s):
            yield
    except ClientDisconnect as error:
        raise MalformedRequestError("Envoi interrompu") from error
    except TimeoutError as error:
        raise SlowRequestError(f"Plus de {timeout_s:g} s") from error


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _receive_body(request: Request, target: int, *, max_bytes: int) -> str:
    _check_announced(request, max_bytes)
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > max_bytes:
            raise _too_large(max_bytes)
        _write(target, chunk)
    return "document"


async def _receive_part(request: Request, target: int, *, max_bytes: int) -> str:
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
            if (part.size or 0) > max_bytes:
                raise _too_large(max_bytes)
            if (part.size or 0) < ENVELOPE_BYTES * 16:
                _write(target, await part.read())  # in memory still
            else:
                await to_thread.run_sync(_copy, part, target)
            return base_name(part.filename)
    except HTTPException as error:  # what the form parser's own errors come out as
        raise MalformedRequestError(str(error.detail)) from error


def base_name(name: str | None) -> str:
    """A file's name as its owner knows it, without folders, which some browsers add.

    >>> base_name("factures/f.pdf"), base_name(None)
    ('f.pdf', 'document')
    """
    base = (name or "").replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in base if c.isprintable())[:_MAX_NAME] or "document"


def _write(target: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(target, view) :]


def _copy(part: UploadFile, target: int) -> None:
    with os.fdopen(os.dup(target), "wb") as file:
        shutil.copyfileobj(part.file, file)


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
    return DocumentTooLargeError(f"Plus de {max_bytes} octets")
