from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from batch.dask_process import DaskProcess

from extractor.batch import running
from extractor.batch.engine import window
from extractor.batch.executors.workers import Workers


@pytest.fixture
def workers(monkeypatch):
    """One thread, without a process apart."""
    monkeypatch.setattr(running, "call_apart", lambda _limits, work, task: work(task))
    with ThreadPoolExecutor(1) as executor:
        yield Workers(executor, 3)


@pytest.fixture
def hurried(monkeypatch):
    """What is refused is tried again at once."""
    monkeypatch.setattr(window, "_PAUSES_S", (0.01, 0.02, 0.04))


@pytest.fixture(autouse=True)
def not_for_long(monkeypatch):
    """A cluster without workers ends a test before what watches over all of them would."""
    monkeypatch.setenv("BLEUET_BATCH_NO_WORKER_S", "120")


@pytest.fixture
def start_dask(tmp_path, project_root):
    """Start a part of a cluster, which ends with the test."""
    with ExitStack() as stack:

        def start(name, *arguments, path=(project_root, project_root / "tests")):
            started = DaskProcess(tmp_path / f"{name}.log", path, *arguments)
            stack.callback(started.end)
            return started

        yield start


@pytest.fixture
def scheduler(start_dask):
    scheduler = start_dask("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0")
    scheduler.address = scheduler.said(r"tcp://127\.0\.0\.1:\d+")
    return scheduler


@pytest.fixture
def start_workers(start_dask, scheduler):
    """Start some, each a process, and if asked another that starts it again."""

    def start(count, *, nanny=False, **other):
        arguments = (
            *("worker", scheduler.address, "--nthreads", "1", "--memory-limit", "0"),
            *("--host", "127.0.0.1", "--nanny" if nanny else "--no-nanny"),
        )
        started = [start_dask(f"worker-{n}", *arguments, **other) for n in range(count)]
        for worker in started:
            worker.said("Registered to")
        return started

    return start
