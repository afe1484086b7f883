"""A process that works for whoever started it, one call after the other."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar
from weakref import finalize

from extractor.errors import ProcessingTimeoutError
from extractor.memory import resident_mb

_T = TypeVar("_T")
_CHILD = "extractor.batch.engine.child"
_STARTS_WITHIN_S = 300.0
_ENDS_WITHIN_S = 5.0
_CALLS = 2000
_FEW_CALLS = 50
_USUAL_SHARE = 0.5


class WorkerLostError(Exception):
    """The process ended before it answered."""


class StartFailedError(Exception):
    """The work could not even be begun, which says nothing of what it was to be done for."""


class MemoryShortError(MemoryError):
    """Memory ran out, of which the work has something to say.

    Args:
        answer: what it returns, unless a fresh process finds memory enough.
    """

    def __init__(self, answer: object) -> None:
        super().__init__(answer)
        self.answer = answer


class OwnProcess:
    """A process that does one call after the other, until it is killed or forgotten.

    It is started afresh rather than forked or by `multiprocessing`: the parent has threads, and in
    a cluster's worker it may be a daemon, which may have no children of that kind.

    Args:
        memory_mb: mebibytes that it may allocate; None for no limit.

    Raises:
        StartFailedError: it could not be started, or ended before it was ready.
    """

    def __init__(self, memory_mb: int | None = None) -> None:
        self.memory_mb = memory_mb
        self.calls = 0
        try:
            ours, theirs = socket.socketpair()
            with ours, theirs:
                self._connection = Connection(os.dup(ours.fileno()))
                self._process = _start(theirs.fileno())
        except OSError as error:
            raise StartFailedError(f"Le processus de lecture ne démarre pas ({error})") from error
        self._end = finalize(self, _end, self._process, self._connection)
        try:
            self._connection.send((sys.path, memory_mb))
            # here, so that starting it is in nobody's time limit
            if not self._connection.poll(_STARTS_WITHIN_S):
                raise EOFError
            self._connection.recv_bytes()
        except (EOFError, OSError) as gone:
            self.kill()
            raise StartFailedError("Le processus de lecture ne démarre pas") from gone

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._end.alive and self._process.poll() is None

    @property
    def is_spent(self) -> bool:
        """Whether another should take its place, for what libraries leave behind adds up.

        That is so after many calls, or when it keeps half of the memory that it may have; not after
        few, lest one that needs so much from the beginning were started again and again.
        """
        if self.calls >= _CALLS:
            return True
        if self.memory_mb is None or self.calls < _FEW_CALLS:
            return False
        try:
            return resident_mb(self._process.pid) > self.memory_mb * _USUAL_SHARE
        except OSError:
            return True

    def call(self, time_s: float | None, work: Callable[..., _T], *arguments: object) -> _T:
        """Have something done, and wait for it; as `call_apart`, for one caller at a time."""
        self.calls += 1
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
    with suppress(subprocess.TimeoutExpired):  # stuck in the kernel, on a disk that hangs perhaps
        process.wait(_ENDS_WITHIN_S)
