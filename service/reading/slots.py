"""One reading process, replaced when it dies, hangs or has read enough."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from extractor.errors import ExtractorError, ProcessingMemoryError, ProcessingTimeoutError
from service.errors import NotReadyError
from service.reading import worker
from service.reading.processes import ProcessEndedError, TaskProcess
from service.spool import SpoolFolder

_LOADS_WITHIN_S = 300.0  # it takes seconds
_log = logging.getLogger(__name__)
_T = TypeVar("_T")

Restarted = Callable[[str], None]
"""Called when a process is replaced, with why: `timeout`, `died` or `worn`."""


class Slot:
    """A place for one document at a time.

    Args:
        memory_mb: mebibytes that the process may allocate; None for no limit.
        documents: after how many the process is replaced.
        spool_dir: where the process has its temporary files; None for the system's.
        restarted: told of every replacement.
    """

    def __init__(
        self,
        *,
        memory_mb: int | None = None,
        documents: int | None = None,
        spool_dir: Path | None = None,
        restarted: Restarted = lambda _reason: None,
    ) -> None:
        self._memory_mb = memory_mb
        self._documents = documents
        self._spool_dir = spool_dir
        self._restarted = restarted
        self._process: TaskProcess | None = None
        self._scratch: SpoolFolder | None = None
        self._read = 0
        self.model_version: str | None = None

    async def open(self) -> None:
        """Start the process and load its models; what goes wrong is logged."""
        process = self._start()
        try:
            async with asyncio.timeout(_LOADS_WITHIN_S):
                self.model_version = await process.call(worker.load)
        except (ExtractorError, ProcessEndedError, TimeoutError):
            _log.exception("the reading process could not load its models")

    async def call(self, work: Callable[..., _T], *arguments: Any, time_limit_s: float) -> _T:
        """Do something with a document in the process.

        Args:
            work: a function of `service.reading.worker`.
            arguments: its arguments.
            time_limit_s: seconds after which the process is ended.

        Raises:
            ExtractorError: what the facade raises.
            NotReadyError: a new process had to load its models, and hung or died.
            ProcessingTimeoutError: the process hung and was ended.
            ProcessingMemoryError: the process died, most likely for want of memory.
        """
        process = await self._ready_process()
        self._read += 1
        try:
            async with asyncio.timeout(time_limit_s):
                return await process.call(work, *arguments)
        except asyncio.CancelledError:
            # the caller went away; what was begun must not keep the next document waiting
            self.close()
            raise
        except TimeoutError as error:
            await self._replace("timeout")
            raise ProcessingTimeoutError(f"Plus de {time_limit_s:.0f} s") from error
        except ProcessEndedError as error:
            await self._replace("died")
            raise ProcessingMemoryError("Le processus de lecture a été interrompu") from error

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
        if self._scratch is not None:
            self._scratch.remove()
        self._process, self._scratch = None, None
        self.model_version, self._read = None, 0

    async def _ready_process(self) -> TaskProcess:
        if self._process is None or not self._process.is_alive:
            await self._replace("died")
        elif self._documents is not None and self._read >= self._documents:
            await self._replace("worn")
        if self._process is None or not self._process.is_alive:
            raise NotReadyError
        return self._process

    async def _replace(self, reason: str) -> None:
        self._restarted(reason)
        self.close()
        await self.open()

    def _start(self) -> TaskProcess:
        self._scratch = SpoolFolder(self._spool_dir)
        self._process = TaskProcess(worker.start, self._memory_mb, self._scratch.path)
        return self._process
