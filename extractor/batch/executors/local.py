"""Processes of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from extractor.batch.engine import Household, ProcessLimits, Window, call_apart
from extractor.batch.executors.workers import Workers

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

PER_JOB = 2
"""Tasks under way a process: enough to keep it busy, few enough to hold memory down."""


@contextmanager
def local_executor(jobs: int) -> Iterator[Executor]:
    """A standard executor whose threads have processes of their own, for `call_apart`.

    The processes end with the block, whatever they are doing, or with this process.

    Args:
        jobs: how many.
    """
    household = Household()
    executor = ThreadPoolExecutor(jobs, "bleuet", initializer=household.take_thread)
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        household.end()
        executor.shutdown()


@contextmanager
def local_workers(jobs: int) -> Iterator[Workers]:
    """Processes of this machine, for a batch.

    Args:
        jobs: how many.
    """
    with local_executor(jobs) as executor:
        yield Workers(executor, jobs * PER_JOB)


def map_in_order(
    work: Callable[[_Task], _Result], tasks: Iterable[_Task], *, jobs: int, per_job: int = PER_JOB
) -> Iterator[_Result]:
    """The result of each task in order, as soon as those before it are done.

    Args:
        work: an importable function.
        tasks: taken as there is room.
        jobs: processes; 1 works in this one.
        per_job: tasks under way a process; more where their costs differ much.

    Raises:
        WorkerLostError: a task ended its process, several times.
        Exception: what the work raised for a task.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    with local_executor(jobs) as executor:
        apart = partial(call_apart, ProcessLimits(), work)
        for done in Window(executor, apart, width=jobs * per_job).in_order(tasks):
            yield done.result
