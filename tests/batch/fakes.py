"""Reading that takes no time, done in a process apart: what a document says is what happens."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from extractor.batch.reading import Read, Task, as_json, failure_document, result_of
from extractor.batch.sources import fetch
from extractor.document import DocumentInfo, Extraction, Field, Finding
from extractor.errors import EncryptedPdfError, ExtractorError
from extractor.terms import Term

MODEL = "test-1"
_PARENT = os.getppid()


class ByContent:
    """An extractor whose values are the document's own content."""

    def __init__(self, version: str = MODEL) -> None:
        self.model_version = version

    def extract(self, data: bytes) -> Extraction:
        text = data.decode()
        if text == "encrypted":
            raise EncryptedPdfError
        confidence = hashlib.sha256(data).digest()[0] / 255
        source = "ocr" if "scan" in text else "text_layer"
        return Extraction(
            DocumentInfo(2, "PDF_NON_SIGNE", ("text_layer", source)),
            (
                Field(Term.INVOICE_NUMBER, text, text, confidence, confidence > 0.5, source),
                Field(Term.CURRENCY, "EUR", "€", 0.999, True, source),
            ),
            (),
            (),
            (Finding("totals.inconsistent", "error", (Term.TOTAL_NET,), "≠"),),
            self.model_version,
            {"total": time.perf_counter() % 1, "ocr": 0.1},
        )


def read_fake(task: Task) -> Read:
    try:
        data = fetch(task.reference, max_bytes=1000)
    except ExtractorError as error:
        return Read(as_json(failure_document(error, file=task.reference.name)), 0.1)
    text = data.decode()
    if text == "killer":
        os.kill(os.getpid(), signal.SIGKILL)
    elif text == "worker killer":  # of a cluster: a document that takes its machine along
        if os.getppid() == _PARENT:  # not whoever takes over orphans
            os.kill(_PARENT, signal.SIGKILL)
        time.sleep(1000)
    elif text.startswith("once "):
        marker = Path(text.removeprefix("once "))
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif text.startswith("hangs"):
        if marker := text.removeprefix("hangs").strip():
            Path(marker).touch()
        time.sleep(1000)
    elif text == "large":
        bytearray(10**9)
    elif text == "bug":
        raise ZeroDivisionError("a mistake of ours")
    elif text.startswith("slow"):
        time.sleep(0.02)
    if task.known_sha256 == hashlib.sha256(data).hexdigest():
        return Read(None, 0.1)
    result = result_of(ByContent(task.model_version), data, file=task.reference.name)
    return Read(as_json(result), 0.1)


def read_slightly_better(task: Task) -> Read:
    """As another model would: with another currency."""
    read = read_fake(replace(task, model_version=task.model_version))
    return replace(read, document=read.document and read.document.replace(b"EUR", b"USD"))
