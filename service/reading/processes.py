"""A process that does one thing after the other for an event loop, by a pipe of its own.

`concurrent.futures` would do, but for two threads a process and their locks, which cost a quick
document as much as half of all else that the service does for it.

What goes through the pipe is pickled, behind its length. The event loop's end never blocks: an
answer may be larger than the pipe, and may break off in the middle.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import socket
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from typing import Any, TypeVar

_T = TypeVar("_T")
_Start = Callable[..., None]
_ENDS_WITHIN_S = 1.0  # it takes milliseconds
_LENGTH_BYTES = 8


class ProcessEndedError(Exception):
    """The process ended before it answered."""


class TaskProcess:
    """A process, from now until it is killed or this one ends.

    Args:
        start: called in it first, with `arguments`; must be importable.
        arguments: of `start`.
    """

    def __init__(self, start: _Start, *arguments: Any) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        # Not fork: the parent runs an event loop and threads.
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_serve, args=(theirs, start, arguments))
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        # before those that are left are waited for
        self._end = Finalize(self, _kill, (self._process, self._socket), exitpriority=1)

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._end.still_active() and self._process.is_alive()

    async def call(self, work: Callable[..., _T], *arguments: Any) -> _T:
        """Have something done, and wait for it; one thing at a time.

        Should the waiting end before the answer is there, whatever ends it, the process is killed:
        its answer would else be taken for that to the next call, another person's document.

        Args:
            work: an importable function.
            arguments: its arguments.

        Raises:
            ProcessEndedError: the process ended meanwhile, or before.
            Exception: what `work` raises.
        """
        try:
            await self._send(pickle.dumps((work, arguments)))
            error, result = pickle.loads(await self._receive())
        except OSError as gone:
            self.kill()
            raise ProcessEndedError from gone
        except BaseException:
            self.kill()
            raise
        if error is not None:
            raise error
        answer: _T = result
        return answer

    def kill(self) -> None:
        """End it at once."""
        self._end()

    async def _send(self, message: bytes) -> None:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._socket, len(message).to_bytes(_LENGTH_BYTES) + message)

    async def _receive(self) -> bytearray:
        return await self._receive_bytes(int.from_bytes(await self._receive_bytes(_LENGTH_BYTES)))

    async def _receive_bytes(self, count: int) -> bytearray:
        loop = asyncio.get_running_loop()
        message = bytearray(count)
        left = memoryview(message)
        while left:
            received = await loop.sock_recv_into(self._socket, left)
            if not received:
                raise ConnectionResetError
            left = left[received:]
        return message


def _kill(process: BaseProcess, connection: socket.socket) -> None:
    process.kill()
    process.join(_ENDS_WITHIN_S)  # or it would stay in the table of processes
    connection.close()


def _serve(connection: socket.socket, start: _Start, arguments: tuple[Any, ...]) -> None:
    """What the process does until the other end of the pipe is closed."""
    start(*arguments)
    # Broken off by the other end: there is nobody left to work for.
    with suppress(EOFError, OSError), connection, connection.makefile("rb") as requests:
        while requests.read(_LENGTH_BYTES):
            work, given = pickle.load(requests)
            answer = pickle.dumps(_outcome(work, given), pickle.HIGHEST_PROTOCOL)
            connection.sendall(len(answer).to_bytes(_LENGTH_BYTES))
            connection.sendall(answer)


def _outcome(work: Callable[..., _T], given: tuple[Any, ...]) -> tuple[Exception | None, _T | None]:
    try:
        return None, work(*given)
    except Exception as error:
        return error.with_traceback(None), None
