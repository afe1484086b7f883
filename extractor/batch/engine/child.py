"""What runs in a process of somebody's own: calls, one after the other, until nobody is left."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from extractor.batch.engine.process import StartFailedError
from extractor.memory import Heap, limit_memory

_LIFELINE = 0  # standard input, of which the parent holds the other end and writes nothing


def main() -> None:
    """Serve the parent at the other end of the connection that the first argument numbers."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    heap = Heap()
    with Connection(int(sys.argv[1])) as connection, suppress(EOFError, OSError):
        sys.path[:], memory_mb = connection.recv()
        if memory_mb is not None:
            limit_memory(memory_mb)
        connection.send_bytes(b"ready")
        while True:
            connection.send_bytes(_answer(connection.recv_bytes()))
            heap.give_back()


def _end_with_parent() -> None:
    """A parent that is killed cannot end its children, and one at work would not notice."""
    while os.read(_LIFELINE, 1):
        pass
    os._exit(1)


def _answer(request: bytes) -> bytes:
    try:
        work, arguments = _request(request)
        return pickle.dumps((None, work(*arguments)))
    except Exception as error:
        error.add_note("".join(traceback.format_exception(error)))
        return _told(error)


def _request(request: bytes) -> Any:
    try:
        return pickle.loads(request)
    except (ImportError, AttributeError) as error:  # another version than the parent's, or none
        raise StartFailedError(f"{type(error).__name__}: {error}") from error


def _told(error: Exception) -> bytes:
    answer: tuple[Any, None] = (error.with_traceback(None), None)
    try:
        data = pickle.dumps(answer)
        pickle.loads(data)
    except Exception:  # an exception may hold or ask for anything
        return pickle.dumps((RuntimeError(f"{type(error).__name__}: {error}"), None))
    return data


if __name__ == "__main__":
    main()
