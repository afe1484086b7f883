"""What the batch is told of an executor beside the standard interface."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from extractor.batch.engine import WorkerLostError


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor, and how to use it.

    Attributes:
        executor: with the standard interface.
        width: tasks under way that keep it busy.
        lost: exceptions that tell of a lost worker, rather than of the task.
        check: raises `ExecutorError` if the executor is gone.
    """

    executor: Executor
    width: int
    lost: tuple[type[BaseException], ...] = (WorkerLostError,)
    check: Callable[[], None] = lambda: None
