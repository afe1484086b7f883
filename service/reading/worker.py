"""What runs inside a reading process."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.memory import Heap, limit_memory, want_of_memory_told
from extractor.processes import start_worker
from service.logs import keep_silent
from service.reading.outcomes import Outcome

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

_extractor: Extractor | None = None
_heap = Heap()


def start(memory_mb: int | None, scratch: Path) -> None:
    """Set up the process: it ends with its parent, and may not take the machine's memory.

    Args:
        memory_mb: mebibytes of data that the process may allocate; None for no limit.
        scratch: folder for its temporary files and those of programs that it calls.
    """
    keep_silent()
    start_worker()
    # Service managers tell all processes of a service to end; what is being read is to be answered
    # first, and then our parent ends us.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
    if memory_mb is not None:
        limit_memory(memory_mb)


def load() -> str:
    """Load the models; their version."""
    extractor = loaded_extractor()
    extractor.warm_up()
    return extractor.model_version


def read(name: str, path: Path) -> Outcome:
    """Read one document.

    Args:
        name: the document's name as the caller knows it.
        path: where it lies.

    Raises:
        ExtractorError: what the facade raises.
        ProcessingMemoryError: it needs more memory than the process may have.
    """
    data = path.read_bytes()
    try:
        with want_of_memory_told():
            return Outcome.of(loaded_extractor().extract(data), name=name, data=data)
    finally:
        _heap.give_back()


def render(path: Path, number: int, width_px: int) -> bytes:
    """Draw one page of a document.

    Args:
        path: where the document lies.
        number: page number from 1.
        width_px: width wanted, in pixels.

    Raises:
        ExtractorError: what the facade raises.
        ProcessingMemoryError: it needs more memory than the process may have.
    """
    with want_of_memory_told():
        return loaded_extractor().render_page(path.read_bytes(), number, width_px)


def loaded_extractor() -> Extractor:
    """The process's extractor, loaded at the first call."""
    global _extractor
    if _extractor is None:
        from extractor.pipeline import Extractor

        _extractor = Extractor()
    return _extractor
