"""The library without a service: as many processes, each reading one document after the other."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from extractor.pipeline import Extractor
from extractor.processes import start_worker

_extractor: Extractor | None = None


class BareRun(NamedTuple):
    """Documents that one process read, and in what time."""

    documents: int
    seconds: float
    cpu_s: float


class BareLibrary:
    """Processes that have loaded their models.

    Args:
        processes: how many.
    """

    def __init__(self, processes: int) -> None:
        context = multiprocessing.get_context("spawn")
        # a pool each, so that each gets its share of the work
        self._pools = [
            ProcessPoolExecutor(1, mp_context=context, initializer=_start) for _ in range(processes)
        ]
        self._documents: Sequence[bytes] = ()

    def reads_without_ocr(self, document: bytes) -> bool:
        """Whether a document's words all come from its text layer."""
        return self._pools[0].submit(_reads_without_ocr, document).result()

    def read(self, documents: Sequence[bytes], seconds: float) -> list[BareRun]:
        """Read documents, over and over, in all processes at once.

        Args:
            documents: what to read.
            seconds: how long.
        """
        if documents is not self._documents:
            for pool in self._pools:
                pool.submit(_take, documents).result()
            self._documents = documents
        step = len(documents) // len(self._pools)
        runs = [
            pool.submit(_read, number * step, seconds) for number, pool in enumerate(self._pools)
        ]
        return [run.result() for run in runs]

    def close(self) -> None:
        """End the processes."""
        for pool in self._pools:
            pool.shutdown()


_documents: Sequence[bytes] = ()


def _start() -> None:
    global _extractor
    start_worker()
    _extractor = Extractor()
    _extractor.warm_up()


def _loaded() -> Extractor:
    if _extractor is None:
        raise RuntimeError("the process was not started by _start")
    return _extractor


def _take(documents: Sequence[bytes]) -> None:
    global _documents
    _documents = documents
    for document in documents:  # warm
        _loaded().extract(document)


def _reads_without_ocr(document: bytes) -> bool:
    return "ocr" not in _loaded().extract(document).timings_ms


def _read(first: int, seconds: float) -> BareRun:
    extractor = _loaded()
    begun, cpu = time.monotonic(), time.process_time()
    read = 0
    while time.monotonic() - begun < seconds:
        extractor.extract(_documents[(first + read) % len(_documents)])
        read += 1
    return BareRun(read, time.monotonic() - begun, time.process_time() - cpu)
