"""Who reads the documents, off the event loop: processes of our own, or a thread for tests."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Protocol

from anyio import CapacityLimiter, to_thread

from extractor.document import Extraction
from extractor.serialisation import JsonObject, result_document
from service.slots import Slot
from service.uploads import Upload


class SupportsExtract(Protocol):
    """What the service asks of the facade."""

    @property
    def model_version(self) -> str:
        """Version of the model in use."""
        ...

    def extract(self, data: bytes) -> Extraction:
        """Understand one document."""
        ...


class Reader(Protocol):
    """Turns uploads into result documents."""

    @property
    def model_version(self) -> str | None:
        """Version of the loaded model; None until it is loaded."""
        ...

    async def open(self) -> None:
        """Start loading; returns before it is done."""
        ...

    async def loaded(self) -> None:
        """Wait until loading is done, well or ill."""
        ...

    async def read(self, upload: Upload) -> JsonObject:
        """The result document of an upload; raises ExtractorError."""
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

    async def open(self) -> None:
        """Nothing: the extractor is loaded."""

    async def loaded(self) -> None:
        """Nothing: the extractor is loaded."""

    async def read(self, upload: Upload) -> JsonObject:
        """The result document of an upload."""
        return await to_thread.run_sync(self._read, upload, limiter=self._one)

    async def close(self) -> None:
        """Nothing: the extractor is its owner's."""

    def _read(self, upload: Upload) -> JsonObject:
        digest = hashlib.sha256(upload.data).hexdigest()
        extraction = self._extractor.extract(upload.data)
        return result_document(extraction, file=upload.name, sha256=digest)


class ProcessReader:
    """Reads in processes that load the models once each, and are ended when a document hangs.

    Args:
        workers: processes, so documents read at the same time; further ones wait.
        time_limit_s: seconds after which a document's process is ended.
    """

    def __init__(self, *, workers: int, time_limit_s: float) -> None:
        self._time_limit_s = time_limit_s
        self._slots = tuple(Slot() for _ in range(workers))
        self._free: asyncio.Queue[Slot] = asyncio.Queue()
        self._opening: set[asyncio.Task[None]] = set()

    @property
    def model_version(self) -> str | None:
        """Version of the loaded model; None until one process has loaded it."""
        return next((s.model_version for s in self._slots if s.model_version), None)

    async def open(self) -> None:
        """Start the processes; each takes documents as soon as it is loaded."""
        self._opening = {asyncio.create_task(self._open_slot(slot)) for slot in self._slots}

    async def loaded(self) -> None:
        """Wait until every process has loaded its models, or failed to."""
        if self._opening:
            await asyncio.wait(self._opening)

    async def read(self, upload: Upload) -> JsonObject:
        """The result document of an upload, by the first process that is free."""
        slot = await self._free.get()
        try:
            return await slot.read(upload.name, upload.data, time_limit_s=self._time_limit_s)
        finally:
            self._free.put_nowait(slot)

    async def close(self) -> None:
        """End the processes."""
        for task in self._opening:
            task.cancel()
        for slot in self._slots:
            slot.close()

    async def _open_slot(self, slot: Slot) -> None:
        try:
            await slot.open()
        finally:  # without a model it is still there to say so to whoever asks
            self._free.put_nowait(slot)
