"""Who reads the documents, off the event loop: processes of our own, or a thread for tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from anyio import CapacityLimiter, to_thread

from extractor.document import Extraction
from service.reading import worker
from service.reading.outcomes import Outcome, Upload
from service.reading.slots import Restarted, Slot

_T = TypeVar("_T")


class SupportsExtract(Protocol):
    """What the service asks of the facade."""

    @property
    def model_version(self) -> str:
        """Version of the model in use."""
        ...

    def extract(self, data: bytes) -> Extraction:
        """Understand one document."""
        ...

    def render_page(self, data: bytes, number: int, width_px: int) -> bytes:
        """Draw one page of a document."""
        ...


class Reader(Protocol):
    """Turns uploads into result documents."""

    @property
    def model_version(self) -> str | None:
        """Version of the loaded model; None until it is loaded."""
        ...

    @property
    def loading(self) -> bool:
        """Whether models are still being loaded."""
        ...

    async def open(self) -> None:
        """Start loading; returns before it is done."""
        ...

    async def loaded(self) -> None:
        """Wait until loading is done, well or ill."""
        ...

    async def read(self, upload: Upload, *, background: bool = False) -> Outcome:
        """Read an upload; raises ExtractorError.

        Args:
            upload: the document.
            background: nobody is waiting: leave processes to those who are.
        """
        ...

    async def render(self, upload: Upload, number: int, width_px: int) -> bytes:
        """Draw a page of an upload, as a WebP file; raises ExtractorError.

        Args:
            upload: the document.
            number: page number from 1.
            width_px: width wanted, in pixels.
        """
        ...

    async def close(self) -> None:
        """Let go of everything."""
        ...


class ThreadReader:
    """Reads with a given extractor, one document at a time: PyMuPDF is not safe in two threads."""

    def __init__(self, extractor: SupportsExtract) -> None:
        self._extractor = extractor
        self._one = CapacityLimiter(1)

    @property
    def model_version(self) -> str | None:
        """Version of the given extractor's model."""
        return self._extractor.model_version

    @property
    def loading(self) -> bool:
        """No: the extractor is loaded."""
        return False

    async def open(self) -> None:
        """Nothing: the extractor is loaded."""

    async def loaded(self) -> None:
        """Nothing: the extractor is loaded."""

    async def read(self, upload: Upload, *, background: bool = False) -> Outcome:
        """Read an upload."""
        return await to_thread.run_sync(self._read, upload, limiter=self._one)

    async def render(self, upload: Upload, number: int, width_px: int) -> bytes:
        """Draw a page of an upload."""
        return await to_thread.run_sync(
            lambda: self._extractor.render_page(upload.path.read_bytes(), number, width_px),
            limiter=self._one,
        )

    async def close(self) -> None:
        """Nothing: the extractor is its owner's."""

    def _read(self, upload: Upload) -> Outcome:
        data = upload.path.read_bytes()
        return Outcome.of(self._extractor.extract(data), name=upload.name, data=data)


class ProcessReader:
    """Reads in processes that load the models once each, and are ended when a document hangs.

    Args:
        workers: processes, so documents read at the same time; further ones wait.
        time_limit_s: seconds after which a document's process is ended.
        memory_mb: mebibytes that a process may allocate; None for no limit.
        documents: after how many a process is replaced; None for never.
        spool_dir: where processes have their temporary files; None for the system's.
        restarted: told why, whenever a process is replaced.
    """

    def __init__(
        self,
        *,
        workers: int,
        time_limit_s: float,
        memory_mb: int | None = None,
        documents: int | None = None,
        spool_dir: Path | None = None,
        restarted: Restarted = lambda _reason: None,
    ) -> None:
        self._time_limit_s = time_limit_s
        self._slots = tuple(
            Slot(
                memory_mb=memory_mb,
                documents=documents,
                spool_dir=spool_dir,
                restarted=restarted,
            )
            for _ in range(workers)
        )
        self._free: asyncio.Queue[Slot] = asyncio.Queue()
        # one process at least stays with those who wait, where there are two
        self._background = asyncio.Semaphore(max(1, workers - 1))
        self._opening: set[asyncio.Task[None]] = set()

    @property
    def model_version(self) -> str | None:
        """Version of the loaded model; None until one process has loaded it."""
        return next((s.model_version for s in self._slots if s.model_version), None)

    @property
    def loading(self) -> bool:
        """Whether a process is still loading its models for the first time."""
        return any(not task.done() for task in self._opening)

    async def open(self) -> None:
        """Start the processes; each takes documents as soon as it is loaded."""
        self._opening = {asyncio.create_task(self._open_slot(slot)) for slot in self._slots}

    async def loaded(self) -> None:
        """Wait until every process has loaded its models, or failed to."""
        if self._opening:
            await asyncio.wait(self._opening)

    async def read(self, upload: Upload, *, background: bool = False) -> Outcome:
        """Read an upload, by the first process that is free."""
        if not background:
            return await self._call(worker.read, upload.name, upload.path)
        async with self._background:
            return await self._call(worker.read, upload.name, upload.path)

    async def render(self, upload: Upload, number: int, width_px: int) -> bytes:
        """Draw a page of an upload, by the first process that is free."""
        return await self._call(worker.render, upload.path, number, width_px)

    async def close(self) -> None:
        """End the processes."""
        for task in self._opening:
            task.cancel()
        for slot in self._slots:
            slot.close()

    async def _call(self, work: Callable[..., _T], *arguments: Any) -> _T:
        slot = await self._free.get()
        try:
            return await slot.call(work, *arguments, time_limit_s=self._time_limit_s)
        finally:
            self._free.put_nowait(slot)

    async def _open_slot(self, slot: Slot) -> None:
        try:
            await slot.open()
        finally:  # without a model it is still there to say so to whoever asks
            self._free.put_nowait(slot)
