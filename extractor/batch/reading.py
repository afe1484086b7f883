"""One document in, one result out, whatever happens; and that as a task of a worker."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from extractor.batch.engine import (
    MemoryShortError,
    ProcessLimits,
    StartFailedError,
    WorkerLostError,
)
from extractor.batch.settings import BatchSettings
from extractor.batch.sources import Reference, fetch
from extractor.errors import ExtractorError, ProcessingMemoryError
from extractor.memory import want_of_memory_told
from extractor.serialisation import JsonObject, error_document, result_document
from extractor.settings import Limits, Settings

if TYPE_CHECKING:
    from extractor.document import Extraction
    from extractor.pipeline import Extractor

_log = logging.getLogger(__name__)


class SupportsExtract(Protocol):
    """What is asked of the facade."""

    @property
    def model_version(self) -> str:
        """Version of the model in use."""
        ...

    def extract(self, data: bytes) -> Extraction:
        """Understand one document."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read by a worker.

    Attributes:
        reference: where it is.
        model_version: the model to read it with.
        known_sha256: hexadecimal digest of bytes that need not be read again; None for none.
    """

    reference: Reference
    model_version: str
    known_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a task.

    Attributes:
        document: the result document as JSON, UTF-8; None if its bytes are the known ones.
        cpu_ms: processor time that it took the worker.
    """

    document: bytes | None
    cpu_ms: float


def reading_limits() -> ProcessLimits:
    """What a process may cost that reads one document, by the environment."""
    settings = BatchSettings()
    return ProcessLimits(Limits().timeout_s + settings.grace_s, settings.memory_mb)


def read_task(task: Task) -> Read:
    """Read a document in this process, whose models are loaded at the first.

    Raises:
        ArtefactError: the model cannot be had here.
        StartFailedError: nor can what reads with it.
        MemoryShortError: memory ran out; with the result that says so.
    """
    try:
        extractor = _load(task.model_version)
    except ExtractorError:
        raise
    except Exception as error:
        raise StartFailedError(f"{type(error).__name__}: {error}") from error
    begun = time.process_time()
    document = _read(extractor, task)
    data = None if document is None else as_json(document)
    read = Read(data, (time.process_time() - begun) * 1000)
    if document is not None and _lacked_memory(document):
        raise MemoryShortError(read)
    return read


def _lacked_memory(document: JsonObject) -> bool:
    kind: str | None = document["error"]["type"] if document["status"] == "error" else None
    return kind == ProcessingMemoryError.type


def _read(extractor: SupportsExtract, task: Task) -> JsonObject | None:
    name, version = task.reference.name, extractor.model_version
    try:
        data = fetch(task.reference, max_bytes=Limits().max_bytes)
    except ExtractorError as error:
        return error_document(error, file=name, model_version=version)
    if task.known_sha256 == hashlib.sha256(data).hexdigest():
        return None
    return result_of(extractor, data, file=name)


def result_of(extractor: SupportsExtract, data: bytes, *, file: str) -> JsonObject:
    """The result document of some bytes; an error document if it cannot be had.

    Nothing but an interruption is raised: thousands of documents are not lost over one that
    trips a mistake of ours, which is logged with its trace and told as `internal.error`.

    Args:
        extractor: the facade, already loaded.
        data: the document.
        file: what it is called.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        with want_of_memory_told():
            return result_document(extractor.extract(data), file=file, sha256=sha256)
    except Exception as error:
        return failure_document(
            error, file=file, sha256=sha256, model_version=extractor.model_version
        )


def failure_document(
    error: BaseException,
    *,
    file: str,
    sha256: str | None = None,
    model_version: str | None = None,
) -> JsonObject:
    """The error document of whatever was raised; what is no error of ours is logged.

    Args:
        error: what was raised.
        file: what the document is called.
        sha256: hexadecimal digest of its bytes; None if they could not be had.
        model_version: the model that would have read it, where known.
    """
    if isinstance(error, ExtractorError):
        failure = error
    elif isinstance(error, MemoryError):
        failure = ProcessingMemoryError()
    elif isinstance(error, WorkerLostError):
        failure = ProcessingMemoryError(str(error))
    else:
        _log.error("%s", file, exc_info=error)
        failure = ExtractorError(f"Erreur inattendue : {type(error).__name__}")
    return error_document(failure, file=file, sha256=sha256, model_version=model_version)


def as_json(document: JsonObject) -> bytes:
    r"""A result document on one line, in UTF-8.

    A name or a broken text layer may hold what UTF-8 cannot; there is a question mark then.

    >>> as_json({"value": "é\udc80"}).decode()
    '{"value":"é?"}'
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _load(version: str) -> Extractor:
    from extractor.pipeline import Extractor

    return Extractor(Settings().model_copy(update={"model_version": version}))
