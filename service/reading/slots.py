"""One reading process, replaced when it dies, hangs or has read enough."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from extractor.errors import ExtractorError, ProcessingMemoryError, ProcessingTimeoutError
from service.reading import worker
from service.spool import SpoolFolder

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
        self._pool: ProcessPoolExecutor | None = None
        self._pid: int | None = None
        self._scratch: SpoolFolder | None = None
        self._read = 0
        self.model_version: str | None = None

    async def open(self) -> None:
        """Start the process and load its models; what goes wrong is logged."""
        pool = self._start()
        try:
            # First of all whom to end, should loading hang.
            self._pid = await asyncio.wrap_future(pool.submit(os.getpid))
            self.model_version = await asyncio.wrap_future(pool.submit(worker.load))
        except (ExtractorError, BrokenProcessPool):
            _log.exception("the reading process could not load its models")

    async def call(self, work: Callable[..., _T], *arguments: Any, time_limit_s: float) -> _T:
        """Do something with a document in the process.

        Args:
            work: a function of `service.reading.worker`.
            arguments: its arguments.
            time_limit_s: seconds after which the process is ended.

        Raises:
            ExtractorError: what the facade raises.
            ProcessingTimeoutError: the process hung and was ended.
            ProcessingMemoryError: the process died, most likely for want of memory.
        """
        if self._pool is None or not self._is_alive(self._pool):
            await self._replace("died")
        elif self._documents is not None and self._read >= self._documents:
            await self._replace("worn")
        pool = self._pool or self._start()
        self._read += 1
        try:
            future = asyncio.wrap_future(pool.submit(work, *arguments))
            return await asyncio.wait_for(future, time_limit_s)
        except asyncio.CancelledError:
            # the caller went away; what was begun must not keep the next document waiting
            self.close()
            raise
        except TimeoutError as error:
            await self._replace("timeout")
            raise ProcessingTimeoutError(f"Plus de {time_limit_s:.0f} s") from error
        except BrokenProcessPool as error:
            await self._replace("died")
            raise ProcessingMemoryError("Le processus de lecture a été interrompu") from error

    def close(self) -> None:
        """End the process."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        if self._scratch is not None:
            self._scratch.remove()
        self._pool, self._pid, self._scratch = None, None, None
        self.model_version, self._read = None, 0

    async def _replace(self, reason: str) -> None:
        self._restarted(reason)
        self.close()
        await self.open()

    @staticmethod
    def _is_alive(pool: ProcessPoolExecutor) -> bool:
        """Whether the process took no harm since its last document."""
        try:
            pool.submit(os.getpid)
        except BrokenProcessPool:
            return False
        return True

    def _start(self) -> ProcessPoolExecutor:
        # Not fork: the parent runs an event loop and threads.
        context = multiprocessing.get_context("spawn")
        self._scratch = SpoolFolder(self._spool_dir)
        self._pool = ProcessPoolExecutor(
            1,
            mp_context=context,
            initializer=worker.start,
            initargs=(self._memory_mb, self._scratch.path),
        )
        return self._pool
