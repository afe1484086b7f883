"""What comes back from a reading process: the answer ready to be sent, and figures for the metrics.

The result is made into JSON where it was read, so that the process that serves everybody neither
unpickles nor serialises it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from extractor.document import Extraction
from extractor.serialisation import result_document


class FilledField(NamedTuple):
    """How sure we are of a field's value; not the value."""

    name: str
    confidence: float
    prefill: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document, read.

    Attributes:
        body: the result document, UTF-8 JSON.
        model_version: what read it.
        page_sources: of each page, `text_layer` or `ocr`.
        timings_ms: by stage.
        fields: those that have a value.
    """

    body: bytes
    model_version: str
    page_sources: tuple[str, ...]
    timings_ms: Mapping[str, float]
    fields: tuple[FilledField, ...]

    @classmethod
    def of(cls, extraction: Extraction, *, name: str, data: bytes) -> Outcome:
        """The outcome of a document.

        Args:
            extraction: what was understood.
            name: the document's name as the caller knows it.
            data: the document.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        result = result_document(extraction, file=name, sha256=sha256)
        return cls(
            json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode(),
            extraction.model_version,
            extraction.document.page_sources,
            extraction.timings_ms,
            tuple(FilledField(f.term.value, f.confidence, f.prefill) for f in extraction.fields),
        )

    def result(self) -> dict[str, Any]:
        """The result document."""
        result: dict[str, Any] = json.loads(self.body)
        return result


class Upload(NamedTuple):
    """A deposited file, on disk for as long as its request lasts."""

    name: str
    path: Path
    size: int
