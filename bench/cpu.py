"""CPU time of a piece of work, its child processes included."""

from __future__ import annotations

import resource
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def cpu_ms() -> float:
    """User and system time so far of this process and its ended children, in ms."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return 1000 * sum(usage.ru_utime + usage.ru_stime for usage in usages)


def least_cpu_ms(work: Callable[[], Result], repeats: int) -> tuple[float, Result]:
    """The least CPU time of several runs, in ms, and that run's result.

    The least, not the mean: whatever else the machine does only ever adds.
    """
    best: tuple[float, Result] | None = None
    for _ in range(repeats):
        before = cpu_ms()
        result = work()
        spent = cpu_ms() - before
        if best is None or spent < best[0]:
            best = spent, result
    if best is None:
        raise ValueError("repeats must be at least 1")
    return best
