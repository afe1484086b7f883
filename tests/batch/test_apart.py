"""Work in a process apart: within limits, and whatever happens there is told here."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import types
from functools import partial

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
from extractor.batch.errors import ExecutorError
from extractor.batch.executors.local import local_executor
from extractor.errors import EncryptedPdfError, ProcessingTimeoutError

UNLIMITED = ProcessLimits()
PYTHON, socket_pair = sys.executable, socket.socketpair


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


@pytest.fixture
def lingering(monkeypatch):
    """Processes started here that do not end at once when they are killed."""
    started, found = [], []
    start, wait = process_module._start, subprocess.Popen.wait

    def start_here(descriptor):
        started.append(start(descriptor))
        return started[-1]

    def be_late(process, timeout=None):
        if process not in started:  # another test's, collected meanwhile
            return wait(process, timeout)
        found.append(process)
        raise subprocess.TimeoutExpired(process.args, timeout)

    with monkeypatch.context() as patched:
        patched.setattr(process_module, "_start", start_here)
        patched.setattr(subprocess.Popen, "wait", be_late)
        yield started, found
    for process in found:
        wait(process, 20)


def test_a_process_that_lingers_is_let_be(lingering):
    (done,) = apart(time.sleep, limits=ProcessLimits(time_s=0.2), tasks=(1000,))
    assert type(done.error) is ProcessingTimeoutError
    assert len(lingering[1]) == 1


def test_processes_that_linger_do_not_keep_others_from_being_ended(lingering):
    started, found = lingering
    until = time.monotonic() + 60
    with local_executor(2) as pool:
        for _ in range(2):
            pool.submit(call_apart, UNLIMITED, time.sleep, 1000)
        while len(started) < 2 and time.monotonic() < until:
            time.sleep(0.05)
    assert {process.pid for process in found} == {process.pid for process in started}
    assert len(started) == 2


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
