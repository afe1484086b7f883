"""The window: bounded, in order if asked, and nothing lost when workers are."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from extractor.batch.engine import ProcessLimits, Window, WorkerLostError, call_apart
from extractor.batch.engine import window as window_module
from extractor.batch.errors import ExecutorError
from extractor.batch.executors.local import local_executor, map_in_order
from extractor.errors import EncryptedPdfError, ProcessingTimeoutError

UNLIMITED = ProcessLimits()


def slower_at_first(number: int) -> int:
    time.sleep(0.02 if number % 4 == 0 else 0)
    return number * number


@pytest.fixture
def executor():
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.mark.parametrize("in_order", [False, True])
def test_no_more_is_taken_than_the_window_is_wide(executor, in_order):
    taken = 0

    def tasks():
        nonlocal taken
        for number in range(50):
            taken += 1
            yield number

    window = Window(executor, slower_at_first, 5)
    results = []
    for handed_out, done in enumerate(
        (window.in_order if in_order else window.as_finished)(tasks())
    ):
        assert taken <= handed_out + 5 + 1
        results.append(done.result)
    assert sorted(results) == [n * n for n in range(50)]
    assert in_order is (results == sorted(results))


def test_a_task_whose_worker_is_lost_is_begun_again_and_then_given_up(executor):
    begun = []

    def work(number):
        begun.append(number)
        if number == 3 or (number == 5 and begun.count(5) == 1):
            raise WorkerLostError
        return number

    done = {d.task: d for d in Window(executor, work, 4, attempts=3).as_finished(range(8))}
    assert {task: d.attempts for task, d in done.items() if d.attempts > 1} == {3: 3, 5: 2}
    assert isinstance(done[3].error, WorkerLostError)
    with pytest.raises(WorkerLostError):
        print(done[3].result)
    assert [d.result for task, d in sorted(done.items()) if task != 3] == [0, 1, 2, 4, 5, 6, 7]


def test_a_task_that_is_cancelled_again_and_again_ends_the_work_and_is_no_error_of_its():
    class Gone(Executor):
        def submit(self, work, task):
            future = Future()
            future.cancel()
            return future

    with pytest.raises(ExecutorError):
        list(Window(Gone(), abs, 2).as_finished(range(3)))


def test_an_executor_that_is_gone_is_noticed_though_it_never_answers(monkeypatch):
    class Silent(Executor):
        def submit(self, work, task):
            return Future()

    def check():
        raise ExecutorError("injoignable")

    monkeypatch.setattr(window_module, "_CHECKED_EVERY_S", 0.05)
    with pytest.raises(ExecutorError, match="injoignable"):
        list(Window(Silent(), abs, 2, check=check).as_finished(range(3)))


def test_an_error_of_the_task_is_not_tried_again(executor):
    (done,) = Window(executor, lambda _: 1 // 0, 2).as_finished([1])
    assert isinstance(done.error, ZeroDivisionError)
    assert done.attempts == 1


def test_a_window_that_is_stopped_hands_out_nothing_more(executor):
    window = Window(executor, slower_at_first, 3)
    seen = []
    for done in window.as_finished(range(1000)):
        seen.append(done.task)
        if len(seen) == 5:
            window.stop()
    assert len(seen) < 12


def die(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(_: object) -> None:
    raise EncryptedPdfError("un mot de passe")


class UnpicklableError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def refuse_oddly(_: object) -> None:
    raise UnpicklableError(1, 2)


def process_id(_: object) -> int:
    return os.getpid()


def fill_memory(_: object) -> int:
    return len(bytearray(10**9))


def apart(work, *, limits=UNLIMITED, tasks=(1,)):
    with local_executor(1) as pool:
        return list(Window(pool, partial(call_apart, limits, work), 1, 1).as_finished(tasks))


def test_work_is_done_in_one_other_process():
    ids = {done.result for done in apart(process_id, tasks=range(3))}
    assert len(ids) == 1
    assert os.getpid() not in ids


@pytest.mark.parametrize(
    ("work", "limits", "error"),
    [
        (die, ProcessLimits(), WorkerLostError),
        (refuse, ProcessLimits(), EncryptedPdfError),
        (refuse_oddly, ProcessLimits(), RuntimeError),
        (fill_memory, ProcessLimits(memory_mb=500), MemoryError),
        (time.sleep, ProcessLimits(time_s=0.2), ProcessingTimeoutError),
    ],
)
def test_whatever_happens_there_is_told_here(work, limits, error):
    (done,) = apart(work, limits=limits, tasks=(1000,))
    assert type(done.error) is error


def test_where_it_happened_there_is_told_too():
    (done,) = apart(refuse)
    assert "in refuse" in done.error.__notes__[0]


def test_a_lost_process_is_replaced():
    with local_executor(1) as pool:
        call = partial(call_apart, ProcessLimits())
        with pytest.raises(WorkerLostError):
            pool.submit(call, die, 0).result()
        assert pool.submit(call, process_id, 0).result() != os.getpid()


def children() -> set[str]:
    """Processes that this one has started."""
    found = set()
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended meanwhile
            found |= set(path.read_text().split())
    return found


def test_processes_end_with_their_executor_whatever_they_do():
    others, begun = children(), time.monotonic()
    results = map_in_order(time.sleep, [0, 1000, 1000], jobs=2)
    assert next(results) is None
    results.close()
    assert time.monotonic() - begun < 20
    while children() - others and time.monotonic() - begun < 20:
        time.sleep(0.05)
    assert not children() - others


def test_one_job_is_done_here():
    assert list(map_in_order(process_id, range(2), jobs=1)) == [os.getpid()] * 2


def test_the_first_error_in_order_is_raised():
    results = map_in_order(refuse, range(3), jobs=2)
    with pytest.raises(EncryptedPdfError):
        next(results)
