"""Work done in a process apart, within limits, by whichever thread asks for it.

Every thread has a process of its own. So a standard thread pool is a pool of processes, of which
one may hang, die or be ended without the others noticing; and a worker of a cluster is within the
same limits as one of this machine, and knows as surely which document it was.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeVar
from weakref import WeakSet, finalize

from extractor.errors import ProcessingTimeoutError

_T = TypeVar("_T")
_CHILD = "extractor.batch.engine.child"
_ENDS_WITHIN_S = 5.0
_own = threading.local()


class WorkerLostError(Exception):
    """The process ended before it answered."""


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

    Args:
        limits: of this call; another limit of memory is another process.
        work: an importable function.
        arguments: its arguments.

    Raises:
        ProcessingTimeoutError: it took too long; its process was ended.
        WorkerLostError: its process ended.
        Exception: what `work` raises, with its trace as a note.
    """
    process: OwnProcess | None = getattr(_own, "process", None)
    if process is None or process.memory_mb != limits.memory_mb or not process.is_alive:
        process = _own.process = OwnProcess(limits.memory_mb)
        if (household := getattr(_own, "household", None)) is not None:
            household.add(process)
    return process.call(limits.time_s, work, *arguments)


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


class OwnProcess:
    """A process that does one call after the other, until it is killed or forgotten.

    It is started afresh rather than forked or by `multiprocessing`: the parent has threads, and in
    a cluster's worker it may be a daemon, which may have no children of that kind.

    Args:
        memory_mb: mebibytes that it may allocate; None for no limit.

    Raises:
        WorkerLostError: it ended before it was ready.
    """

    def __init__(self, memory_mb: int | None = None) -> None:
        self.memory_mb = memory_mb
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._connection = Connection(os.dup(ours.fileno()))
            self._process = _start(theirs.fileno())
        self._end = finalize(self, _end, self._process, self._connection)
        try:
            self._connection.send((sys.path, memory_mb))
            self._connection.recv_bytes()  # so that starting it is in nobody's time limit
        except (EOFError, OSError) as gone:
            self.kill()
            raise WorkerLostError("Le processus de lecture n'a pas démarré") from gone

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._end.alive and self._process.poll() is None

    def call(self, time_s: float | None, work: Callable[..., _T], *arguments: object) -> _T:
        """Have something done, and wait for it; as `call_apart`, for one caller at a time."""
        try:
            self._connection.send((work, arguments))
            if not self._connection.poll(time_s):
                self.kill()
                raise ProcessingTimeoutError(f"Plus de {time_s:g} s")
            error, result = pickle.loads(self._connection.recv_bytes())
        except (EOFError, OSError) as gone:
            self.kill()
            raise WorkerLostError("Le processus de lecture a été interrompu") from gone
        if error is not None:
            raise error
        answer: _T = result
        return answer

    def kill(self) -> None:
        """End it at once."""
        self._end()


def _start(descriptor: int) -> subprocess.Popen[bytes]:
    """The process, which an interruption from the keyboard does not reach: it is ours to handle."""
    unblocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return subprocess.Popen(
            [sys.executable, "-m", _CHILD, str(descriptor)],
            stdin=subprocess.PIPE,
            stdout=2,
            pass_fds=[descriptor],
            # one thread a process: Tesseract's would otherwise compete with the other processes
            env={"OMP_THREAD_LIMIT": "1", **os.environ},
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)


def _end(process: subprocess.Popen[bytes], connection: Connection) -> None:
    connection.close()
    process.kill()
    if process.stdin is not None:
        process.stdin.close()
    process.wait(_ENDS_WITHIN_S)
