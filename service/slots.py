"""One reading process, replaced when it dies or hangs."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, ProcessingMemoryError, ProcessingTimeoutError
from extractor.processes import start_worker
from extractor.serialisation import JsonObject, result_document

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

_log = logging.getLogger(__name__)
_extractor: Extractor | None = None


class Slot:
    """A place for one document at a time."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._pid: int | None = None
        self.model_version: str | None = None

    async def open(self) -> None:
        """Start the process and load its models; what goes wrong is logged."""
        pool = self._start()
        try:
            # First of all whom to end, should loading hang.
            self._pid = await asyncio.wrap_future(pool.submit(os.getpid))
            self.model_version = await asyncio.wrap_future(pool.submit(_load))
        except (ExtractorError, BrokenProcessPool):
            _log.exception("the reading process could not load its models")

    async def read(self, name: str, data: bytes, *, time_limit_s: float) -> JsonObject:
        """The result document of one document.

        Raises:
            ExtractorError: what the facade raises.
            ProcessingTimeoutError: the process hung and was ended.
            ProcessingMemoryError: the process died, most likely for want of memory.
        """
        if self._pool is None or not self._is_alive(self._pool):
            await self._replace()
        pool = self._pool or self._start()
        try:
            future = asyncio.wrap_future(pool.submit(_read, name, data))
            return await asyncio.wait_for(future, time_limit_s)
        except TimeoutError as error:
            await self._replace()
            raise ProcessingTimeoutError(f"Plus de {time_limit_s:.0f} s") from error
        except BrokenProcessPool as error:
            await self._replace()
            raise ProcessingMemoryError("Le processus de lecture a été interrompu") from error

    def close(self) -> None:
        """End the process."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool, self._pid, self.model_version = None, None, None

    async def _replace(self) -> None:
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
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=start_worker)
        return self._pool


def _loaded_extractor() -> Extractor:
    global _extractor
    if _extractor is None:
        from extractor.pipeline import Extractor

        _extractor = Extractor()
    return _extractor


def _load() -> str:
    """Load the models; their version."""
    extractor = _loaded_extractor()
    extractor.warm_up()
    return extractor.model_version


def _read(name: str, data: bytes) -> JsonObject:
    extraction = _loaded_extractor().extract(data)
    return result_document(extraction, file=name, sha256=hashlib.sha256(data).hexdigest())
