"""The window: bounded, in order if asked, and nothing lost when workers are."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import sys
import time
import types
from collections import Counter
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from batch.runs import documents, outcomes, run

from extractor.batch.engine import (
    MemoryShortError,
    ProcessLimits,
    StartFailedError,
    Window,
    WorkerLostError,
    call_apart,
)
from extractor.batch.engine import process as process_module
from extractor.batch.engine import window as window_module
from extractor.batch.errors import ExecutorError
from extractor.batch.executors.choosing import choose_workers
from extractor.batch.executors.local import PER_JOB, local_executor, map_in_order
from extractor.errors import EncryptedPdfError, ProcessingTimeoutError

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


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(window_module, "_PAUSES_S", (0.01, 0.02, 0.04))


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


def hoard(mebibytes: int) -> int:
    """Of what a library may leave behind after each call."""
    kept = sys.modules.setdefault("hoard of the tests", [])
    kept.append(os.urandom(mebibytes * 1024**2))
    return os.getpid()


def hoard_and_tell(mebibytes: int) -> str:
    try:
        return str(hoard(mebibytes))
    except MemoryError as error:
        raise MemoryShortError("too much") from error


@pytest.mark.parametrize("work", [hoard, hoard_and_tell])
def test_what_lacks_memory_in_a_used_process_is_tried_in_a_fresh_one(work):
    first, second = apart(work, limits=ProcessLimits(memory_mb=800), tasks=(500, 500))
    assert first.result != second.result
    assert str(second.result).isdecimal()


def test_what_lacks_memory_in_a_fresh_process_is_told():
    (alone,) = apart(hoard_and_tell, limits=ProcessLimits(memory_mb=500), tasks=(1000,))
    assert alone.result == "too much"
    used, after = apart(hoard, limits=ProcessLimits(memory_mb=500), tasks=(1, 1000))
    assert used.error is None
    assert type(after.error) is MemoryError


def test_a_process_is_renewed_after_many_calls(monkeypatch):
    monkeypatch.setattr(process_module, "_CALLS", 3)
    ids = [done.result for done in apart(process_id, tasks=range(7))]
    assert [len(set(ids[:3])), len(set(ids[3:6])), len(set(ids))] == [1, 1, 3]


def test_a_process_that_keeps_much_memory_is_renewed(monkeypatch):
    monkeypatch.setattr(process_module, "_FEW_CALLS", 2)
    tasks = (1, 450, 1, 1)
    ids = [done.result for done in apart(hoard, limits=ProcessLimits(memory_mb=800), tasks=tasks)]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_where_it_happened_there_is_told_too():
    (done,) = apart(refuse)
    assert "in refuse" in done.error.__notes__[0]


def test_a_lost_process_is_replaced():
    with local_executor(1) as pool:
        call = partial(call_apart, ProcessLimits())
        with pytest.raises(WorkerLostError):
            pool.submit(call, die, 0).result()
        assert pool.submit(call, process_id, 0).result() != os.getpid()


def no_more_files(*_):
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


@pytest.fixture(params=["no interpreter", "ends at once", "no socket"])
def without_processes(request, monkeypatch):
    """Somewhere where no process of ours can be started."""
    if request.param == "no socket":
        monkeypatch.setattr(process_module.socket, "socketpair", no_more_files)
    else:
        program = "/nowhere/python" if request.param == "no interpreter" else shutil.which("false")
        monkeypatch.setattr(sys, "executable", program)


@pytest.mark.usefixtures("without_processes", "hurried")
def test_processes_that_cannot_be_started_are_no_error_of_the_task():
    with pytest.raises(StartFailedError):
        call_apart(UNLIMITED, abs, -1)
    with pytest.raises(ExecutorError, match="ne démarre pas"):
        apart(abs, tasks=range(200))


@pytest.mark.usefixtures("without_processes", "hurried")
def test_where_no_process_can_be_started_nothing_is_written_of_the_documents(tmp_path):
    source = documents(tmp_path / "in", {f"{n}.pdf": f"number {n}" for n in range(20)})
    with pytest.raises(ExecutorError):
        run(source, tmp_path / "out")
    assert outcomes(tmp_path / "out") == {}
    with pytest.MonkeyPatch.context() as whole:
        whole.setattr(sys, "executable", PYTHON)
        whole.setattr(process_module.socket, "socketpair", socket_pair)
        run(source, tmp_path / "out")
    assert set(outcomes(tmp_path / "out").values()) == {None}


@pytest.mark.usefixtures("hurried")
def test_a_process_that_has_not_the_work_is_no_error_of_the_task(monkeypatch):
    module = types.ModuleType("of_another_version")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    module.work = types.FunctionType(refuse.__code__, {}, "work")
    module.work.__module__, module.work.__qualname__ = module.__name__, "work"
    with pytest.raises(ExecutorError, match="of_another_version"):
        apart(module.work)


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


def test_there_is_a_process_for_each_core_that_this_one_may_use(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {3, 5, 7})
    with choose_workers(None) as workers:
        assert workers.width == 3 * PER_JOB
