"""One file in, one result document out, whatever happens."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Protocol

from extractor.document import Extraction
from extractor.errors import (
    DocumentTooLargeError,
    ExtractorError,
    InputError,
    ProcessingMemoryError,
)
from extractor.serialisation import JsonObject, error_document, result_document

_log = logging.getLogger(__name__)


class SupportsExtract(Protocol):
    """What the command line asks of the facade."""

    @property
    def model_version(self) -> str:
        """Version of the model in use."""
        ...

    def extract(self, data: bytes) -> Extraction:
        """Understand one document."""
        ...


def read_document(extractor: SupportsExtract, path: Path, *, max_bytes: int) -> JsonObject:
    """The result document of one file; an error document if it cannot be had.

    Nothing but an interruption is raised: thousands of documents are not lost over one that
    trips a mistake of ours, which is logged with its trace and told as `internal.error`.

    Args:
        extractor: the facade, already loaded.
        path: the file.
        max_bytes: larger files are not even read.
    """
    sha256: str | None = None
    try:
        data = _read_bytes(path, max_bytes=max_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        extraction = extractor.extract(data)
        return result_document(extraction, file=str(path), sha256=sha256)
    except ExtractorError as error:
        failure = error
    except MemoryError:
        failure = ProcessingMemoryError()
    except Exception as error:
        _log.exception("%s", path)
        failure = ExtractorError(f"Erreur inattendue : {type(error).__name__}")
    return error_document(
        failure, file=str(path), sha256=sha256, model_version=extractor.model_version
    )


def _read_bytes(path: Path, *, max_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentTooLargeError(f"{size} octets ; limite : {max_bytes}")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"Lecture impossible : {error.strerror}") from error
