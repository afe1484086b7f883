"""The reader that settings ask for."""

from __future__ import annotations

from extractor.settings import Limits
from service.reading.readers import ProcessReader
from service.reading.slots import Restarted
from service.settings import ServiceSettings


def make_process_reader(
    limits: Limits, settings: ServiceSettings, restarted: Restarted
) -> ProcessReader:
    """A reader in processes.

    Args:
        limits: of a document.
        settings: how many processes, and what each may use.
        restarted: told why, whenever a process is replaced.
    """
    return ProcessReader(
        workers=settings.workers,
        time_limit_s=limits.timeout_s + settings.grace_s,
        memory_mb=settings.worker_memory_mb,
        documents=settings.worker_documents,
        spool_dir=settings.spool_dir,
        restarted=restarted,
    )
