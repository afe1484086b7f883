"""The window: bounded, in order if asked, and nothing lost when workers are."""

from __future__ import annotations

import socket
import sys
import time
from collections import Counter
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from extractor.batch.engine import (
    ProcessLimits,
    Window,
    WorkerLostError,
)
from extractor.batch.engine import window as window_module
from extractor.batch.errors import ExecutorError

UNLIMITED = ProcessLimits()
PYTHON, socket_pair = sys.executable, socket.socketpair


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


class Refusing(ThreadPoolExecutor):
    """Does not do some of what it is asked for, which is not the tasks' fault."""

    def __init__(self, is_refused, error=None):
        super().__init__(2)
        self.asked = Counter()
        self._is_refused = is_refused
        self._error = error

    def submit(self, do, work, task):
        self.asked[task] += 1
        if not self._is_refused(task, self.asked[task]):
            return super().submit(do, work, task)
        future = Future()
        if self._error is None:
            future.cancel()
        else:
            future.set_exception(self._error)
        return future


REFUSALS = [None, RuntimeError("Error during deserialization"), OSError("closed")]


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("error", REFUSALS)
def test_what_the_executor_does_not_do_ends_the_work_and_is_no_error_of_the_task(error):
    with (
        Refusing(lambda _task, _time: True, error) as executor,
        pytest.raises(ExecutorError, match="Rien ne peut être commencé"),
    ):
        list(Window(executor, abs, 2).as_finished(range(30)))
    assert max(executor.asked.values()) == 4
    assert len(executor.asked) == 2


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("error", REFUSALS)
def test_what_the_executor_does_not_do_for_a_while_is_done_later(error):
    with Refusing(lambda task, time: task % 3 == 0 and time < 3, error) as executor:
        done = list(Window(executor, abs, 4).as_finished(range(30)))
    assert sorted(d.result for d in done) == list(range(30))
    assert {d.attempts for d in done} == {1}


@pytest.mark.usefixtures("hurried")
def test_what_is_never_begun_ends_the_work_when_nothing_else_is_left():
    seen = []
    with Refusing(lambda task, _time: task == 3, OSError()) as executor:
        window = Window(executor, slower_at_first, 4)
        with pytest.raises(ExecutorError):
            seen.extend(done.task for done in window.as_finished(range(30)))
            pytest.fail("a task was dropped")
    assert executor.asked[3] > 4
    assert len(executor.asked) == 30


@pytest.mark.usefixtures("hurried")
def test_a_task_is_given_up_only_after_its_worker_was_lost_without_other_suspects():
    """The first two lose the same worker each time; the first alone is why."""
    together = []

    class Cluster(ThreadPoolExecutor):
        def submit(self, do, work, task):
            if task == 0 or (task == 1 and len(together) < 2):
                together.append(task)
                future = Future()
                future.set_exception(KeyError("a worker"))
                return future
            return super().submit(do, work, task)

    with Cluster(2) as cluster:
        window = Window(
            cluster, abs, 3, attempts=3, workers_lost=lambda error: isinstance(error, KeyError)
        )
        done = {d.task: d for d in window.as_finished(range(10))}
    assert isinstance(done[0].error, WorkerLostError)
    assert (done[0].attempts, done[1].attempts) == (3, 2)
    assert [done[task].result for task in range(1, 10)] == list(range(1, 10))


def test_workers_that_come_later_are_given_work(monkeypatch):
    monkeypatch.setattr(window_module, "_CHECKED_EVERY_S", 0.05)
    width, most = 1, 0
    under_way = set()

    def work(number):
        nonlocal most
        under_way.add(number)
        most = max(most, len(under_way))
        time.sleep(0.3)
        under_way.discard(number)

    def tasks():
        nonlocal width
        for number in range(8):
            yield number
            width = 3

    with ThreadPoolExecutor(4) as executor:
        list(Window(executor, work, lambda: width).as_finished(tasks()))
    assert most == 3


def test_an_executor_that_is_gone_is_noticed_though_it_never_answers(monkeypatch):
    class Silent(Executor):
        def submit(self, do, work, task):
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
