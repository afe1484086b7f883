"""Processes of this machine: as many as it has cores, none left behind."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from extractor.batch.executors.choosing import choose_workers
from extractor.batch.executors.local import PER_JOB, map_in_order


def process_id(_: object) -> int:
    return os.getpid()


def fail(_: object) -> float:
    return 1 / 0


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
    results = map_in_order(fail, range(3), jobs=2)
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_there_is_a_process_for_each_core_that_this_one_may_use(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {3, 5, 7})
    with choose_workers(None) as workers:
        assert workers.width == 3 * PER_JOB
