"""Work done in a process apart, within limits, by whichever thread asks for it.

Every thread has a process of its own. So a standard thread pool is a pool of processes, of which
one may hang, die or be ended without the others noticing; and a worker of a cluster is within the
same limits as one of this machine, and knows as surely which document it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast
from weakref import WeakSet

from extractor.batch.engine.process import MemoryShortError, OwnProcess

_T = TypeVar("_T")
_own = threading.local()


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What one call may cost.

    Attributes:
        time_s: seconds after which the process is ended; None for no limit.
        memory_mb: mebibytes that the process may allocate; None for no limit.
    """

    time_s: float | None = None
    memory_mb: int | None = None


def call_apart(limits: ProcessLimits, work: Callable[..., _T], *arguments: object) -> _T:
    """Do something in this thread's own process, which is started at the first call.

    It is renewed now and then, and when memory runs out in it: what it was at is tried once more
    then, unless it was the first.

    Args:
        limits: of this call; another limit of memory is another process.
        work: an importable function.
        arguments: its arguments.

    Raises:
        ProcessingTimeoutError: it took too long; its process was ended.
        WorkerLostError: its process ended.
        StartFailedError: there is no process, or it has not what the work takes.
        MemoryError: it had not memory enough, nor had a fresh one.
        Exception: what `work` raises, with its trace as a note.
    """
    while True:
        process = _process(limits.memory_mb)
        is_fresh = process.calls == 0
        try:
            return process.call(limits.time_s, work, *arguments)
        except MemoryError as error:
            process.kill()
            if is_fresh and isinstance(error, MemoryShortError):
                return cast(_T, error.answer)
            if is_fresh:
                raise


def _process(memory_mb: int | None) -> OwnProcess:
    process: OwnProcess | None = getattr(_own, "process", None)
    if process is not None and process.is_alive and process.memory_mb == memory_mb:
        if not process.is_spent:
            return process
        process.kill()
    process = _own.process = OwnProcess(memory_mb)
    if (household := getattr(_own, "household", None)) is not None:
        household.add(process)
    return process


class Household:
    """The processes of some threads, to be ended all at once."""

    def __init__(self) -> None:
        self._processes: WeakSet[OwnProcess] = WeakSet()
        self._has_ended = False

    def take_thread(self) -> None:
        """Know whichever process the calling thread is going to have."""
        _own.household = self

    def add(self, process: OwnProcess) -> None:
        """Know a process of one of the threads."""
        self._processes.add(process)
        if self._has_ended:  # while it was being started
            process.kill()

    def end(self) -> None:
        """End them, whatever they are doing."""
        self._has_ended = True
        for process in list(self._processes):
            process.kill()
