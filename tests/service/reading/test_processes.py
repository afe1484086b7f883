"""Processes that work for an event loop, on both kinds of loop that the service may run on."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import time
from pathlib import Path

import pytest
import uvloop

from service.reading.processes import ProcessEndedError, TaskProcess

LARGE = 8 * 1024 * 1024  # bytes: many times what the pipe holds


def start() -> None:
    pass


def large() -> bytes:
    return b"x" * LARGE


def length(data: bytes) -> int:
    return len(data)


def wait(seconds: float, answer: str) -> str:
    time.sleep(seconds)
    return answer


def fail() -> None:
    raise ValueError("not today")


def end() -> None:
    os._exit(0)


def answer_half(stay: bool) -> None:
    """Sends half of a large answer, after which the process is gone or stands still."""
    (pipe,) = filter(is_socket, Path("/proc/self/fd").iterdir())
    os.write(int(pipe.name), LARGE.to_bytes(8) + b"half")
    if stay:
        time.sleep(60)
    os._exit(0)


def is_socket(descriptor: Path) -> bool:
    try:
        return str(descriptor.readlink()).startswith("socket:")
    except FileNotFoundError:  # it was open to list the others
        return False


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def run(request):
    """Runs a coroutine function with a process, on one kind of loop."""

    def run_with_process(work):
        async def with_process():
            process = TaskProcess(start)
            try:
                return await work(process)
            finally:
                process.kill()

        with asyncio.Runner(loop_factory=request.param) as runner:
            return runner.run(with_process())

    yield run_with_process
    assert multiprocessing.active_children() == []


def test_answers_and_errors_come_back(run):
    async def work(process):
        with pytest.raises(ValueError, match="not today"):
            await process.call(fail)
        return await process.call(wait, 0.0, "here"), process.is_alive

    assert run(work) == ("here", True)


def test_an_answer_or_a_question_may_be_larger_than_the_pipe(run):
    async def work(process):
        return [
            (len(await process.call(large)), await process.call(length, b"x" * LARGE))
            for _ in range(3)
        ]

    assert run(work) == [(LARGE, LARGE)] * 3


def test_a_process_that_ends_is_told_from_one_that_answers(run):
    async def work(process):
        for task in (end, start):
            with pytest.raises(ProcessEndedError):
                await process.call(task)
        return process.is_alive

    assert run(work) is False


def test_an_answer_that_breaks_off_is_none(run):
    async def work(process):
        with pytest.raises(ProcessEndedError):
            await process.call(answer_half, False)

    run(work)


def test_an_answer_that_stands_still_keeps_nobody_waiting(run):
    async def work(process):
        begun = time.monotonic()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2):
                await process.call(answer_half, True)
        return time.monotonic() - begun

    assert run(work) < 20


def test_an_answer_that_nobody_waited_for_is_nobody_s(run):
    async def work(process):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await process.call(wait, 1.0, "somebody's")
        assert not process.is_alive
        with pytest.raises(ProcessEndedError):
            await process.call(wait, 0.0, "mine")

    run(work)
