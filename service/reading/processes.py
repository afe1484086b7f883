"""A process that does one thing after the other for an event loop, by a pipe of its own.

`concurrent.futures` would do, but for two threads a process and their locks, which cost a quick
document as much as half of all else that the service does for it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from typing import Any, TypeVar

_T = TypeVar("_T")
_Start = Callable[..., None]
_ENDS_WITHIN_S = 1.0  # it takes milliseconds


class ProcessEndedError(Exception):
    """The process ended before it answered."""


class TaskProcess:
    """A process, from now until it is killed or this one ends.

    Args:
        start: called in it first, with `arguments`; must be importable.
        arguments: of `start`.
    """

    def __init__(self, start: _Start, *arguments: Any) -> None:
        # Not fork: the parent runs an event loop and threads.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, start, arguments))
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        # before those that are left are waited for
        self._end = Finalize(self, _kill, (self._process, self._connection), exitpriority=1)

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    async def call(self, work: Callable[..., _T], *arguments: Any) -> _T:
        """Have something done, and wait for it; one thing at a time.

        Whoever stops waiting must kill the process, since its answer would be taken for the next.

        Args:
            work: an importable function.
            arguments: its arguments.

        Raises:
            ProcessEndedError: the process ended meanwhile, or before.
            Exception: what `work` raises.
        """
        loop = asyncio.get_running_loop()
        arrived: asyncio.Future[None] = loop.create_future()
        descriptor = self._connection.fileno()

        def tell() -> None:
            if not arrived.done():
                arrived.set_result(None)

        try:
            self._connection.send((work, arguments))
            loop.add_reader(descriptor, tell)
            try:
                await arrived
            finally:
                loop.remove_reader(descriptor)
            error, result = self._connection.recv()
        except (EOFError, OSError) as gone:
            raise ProcessEndedError from gone
        if error is not None:
            raise error
        answer: _T = result
        return answer

    def kill(self) -> None:
        """End it at once."""
        self._end()


def _kill(process: BaseProcess, connection: Connection) -> None:
    process.kill()
    process.join(_ENDS_WITHIN_S)  # or it would stay in the table of processes
    connection.close()


def _serve(connection: Connection, start: _Start, arguments: tuple[Any, ...]) -> None:
    """What the process does until the other end of the pipe is closed."""
    start(*arguments)
    with suppress(EOFError, OSError):
        while True:
            work, given = connection.recv()
            connection.send(_outcome(work, given))


def _outcome(work: Callable[..., _T], given: tuple[Any, ...]) -> tuple[Exception | None, _T | None]:
    try:
        return None, work(*given)
    except Exception as error:
        return error.with_traceback(None), None
