"""What the batch is told of an executor beside the standard interface."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, and how to use it.

    Attributes:
        executor: with the standard interface.
        width: tasks under way that keep it busy; asked again and again if it may change.
        workers_lost: over how many workers' loss an exception of the executor's is raised; 0 for
            one that tells of something else.
        check: raises `ExecutorError` if the executor is gone.
    """

    executor: Executor
    width: int | Callable[[], int]
    workers_lost: Callable[[BaseException], int] = lambda _error: 0
    check: Callable[[], None] = lambda: None
