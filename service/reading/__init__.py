"""Reading documents in processes apart, of which one that hangs or dies costs one document."""

from __future__ import annotations

from service.reading.admission import Admission
from service.reading.outcomes import FilledField, Outcome
from service.reading.readers import ProcessReader, Reader, SupportsExtract, ThreadReader

__all__ = [
    "Admission",
    "FilledField",
    "Outcome",
    "ProcessReader",
    "Reader",
    "SupportsExtract",
    "ThreadReader",
]
