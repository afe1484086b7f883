"""A bounded window of work over any executor: as many tasks as keep it busy, and no more."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from extractor.batch.engine.outcome import Outcome, outcome_of
from extractor.batch.engine.process import StartFailedError, WorkerLostError
from extractor.batch.errors import ExecutorError

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

ATTEMPTS = 3
_CHECKED_EVERY_S = 2.0
_PAUSES_S = (1.0, 2.0, 4.0, 8.0)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Done(Generic[_Task, _Result]):
    """A task that was done, or given up.

    Attributes:
        task: what was to be done.
        error: what was raised; a `WorkerLostError` if it was given up.
        attempts: how often it was begun.
    """

    task: _Task
    error: BaseException | None = None
    attempts: int = 0
    _results: tuple[_Result, ...] | None = None
    _is_suspect: bool = False
    _refusals: int = 0
    _answers_before: int = 0

    @property
    def result(self) -> _Result:
        """What came of it; raises the error if there is one."""
        if self.error is not None:
            raise self.error
        (result,) = self._results or ()
        return result

    @property
    def is_settled(self) -> bool:
        """Whether there is a result or an error."""
        return self.error is not None or self._results is not None

    def settle(self, outcome: Outcome[_Result]) -> None:
        """Take over what came of it."""
        self.error = outcome.error
        if self.error is None:
            self._results = outcome.results

    def give_up(self) -> None:
        """Have it end in the loss of its last worker."""
        times = f", {self.attempts} fois" if self.attempts > 1 else ""
        self.error = WorkerLostError(f"Le processus de lecture a été interrompu{times}")


@dataclass(slots=True)
class Window(Generic[_Task, _Result]):
    """Tasks on their way through an executor, once.

    A task ends in what its work returns or raises, or in the loss of its workers. What else goes
    wrong is not the task's: it is tried again after a pause, and ends all of the work when it goes
    on while nothing else gets done either.

    Attributes:
        executor: where they are done; its owner ends it.
        work: done for each; an importable function.
        width: tasks taken from their source and not handed out again, at any moment; asked again
            and again if it may change.
        attempts: how often a task is begun whose worker is lost, before it is given up.
        workers_lost: over how many workers' loss an exception of the executor's is raised. A task
            that was with a worker which is lost may not be what ended it, so it is given up only
            after it was tried without any other that is under the same suspicion.
        check: called when a worker is lost, or nothing gets done for a while; raises
            `ExecutorError` if the executor is gone, which may never answer then.
    """

    executor: Executor
    work: Callable[[_Task], _Result]
    width: int | Callable[[], int]
    attempts: int = ATTEMPTS
    workers_lost: Callable[[BaseException], int] = lambda _error: 0
    check: Callable[[], None] = lambda: None
    _finished: SimpleQueue[Future[Outcome[_Result]] | None] = field(
        default_factory=SimpleQueue, init=False
    )
    _under_way: dict[Future[Outcome[_Result]], Done[_Task, _Result]] = field(
        default_factory=dict, init=False
    )
    _refused: list[tuple[float, Done[_Task, _Result]]] = field(default_factory=list, init=False)
    _suspects: deque[Done[_Task, _Result]] = field(default_factory=deque, init=False)
    _tried: Done[_Task, _Result] | None = field(default=None, init=False)
    _answers: int = field(default=0, init=False)

    def as_finished(self, tasks: Iterable[_Task]) -> Iterator[Done[_Task, _Result]]:
        """Every task once, as soon as it is done or given up.

        Raises:
            ExecutorError: work cannot be begun any more, or the executor is gone.
        """
        return self._run(tasks, in_order=False)

    def stop(self) -> None:
        """Hand out nothing more; may be called from anywhere, a signal's handler too."""
        self._finished.put(None)

    def in_order(self, tasks: Iterable[_Task]) -> Iterator[Done[_Task, _Result]]:
        """Every task once, in the order of the tasks, as soon as those before it are done.

        Raises:
            ExecutorError: as `as_finished`.
        """
        return self._run(tasks, in_order=True)

    def _run(self, tasks: Iterable[_Task], *, in_order: bool) -> Iterator[Done[_Task, _Result]]:
        in_turn: deque[Done[_Task, _Result]] = deque()
        left = iter(tasks)

        def fill() -> None:
            while (len(in_turn) if in_order else self._outstanding()) < self._width():
                try:
                    done: Done[_Task, _Result] = Done(next(left))
                except StopIteration:
                    return
                self._begin(done)
                if in_order:
                    in_turn.append(done)

        try:
            fill()
            while self._outstanding():
                self._begin_again()
                try:
                    future = self._finished.get(timeout=self._patience_s())
                except Empty:
                    self.check()
                    fill()
                    continue
                if future is None:
                    return
                done = self._under_way.pop(future)
                self._hear(done, future)
                if not in_order and done.is_settled:
                    yield done
                while in_turn and in_turn[0].is_settled:
                    yield in_turn.popleft()
                fill()
        except ExecutorError:
            self._under_way.clear()  # there is nobody to tell that they are not wanted any more
            raise
        finally:
            for future in self._under_way:
                future.cancel()

    def _width(self) -> int:
        return self.width if isinstance(self.width, int) else self.width()

    def _outstanding(self) -> int:
        return len(self._under_way) + len(self._refused) + len(self._suspects)

    def _patience_s(self) -> float:
        due = min((due for due, _ in self._refused), default=float("inf"))
        return max(0.0, min(_CHECKED_EVERY_S, due - time.monotonic()))

    def _begin(self, done: Done[_Task, _Result]) -> None:
        done.attempts += 1
        future = self.executor.submit(outcome_of, self.work, done.task)
        self._under_way[future] = done
        future.add_done_callback(self._finished.put)

    def _begin_again(self) -> None:
        """Begin what was refused some time ago, and one of those under suspicion."""
        now = time.monotonic()
        again = [done for due, done in self._refused if due <= now]
        self._refused = [(due, done) for due, done in self._refused if due > now]
        for done in again:
            if done._is_suspect:
                self._suspects.append(done)
            else:
                self._begin(done)
        if self._tried is None and self._suspects:
            self._tried = self._suspects.popleft()
            self._begin(self._tried)

    def _hear(self, done: Done[_Task, _Result], future: Future[Outcome[_Result]]) -> None:
        is_alone = done is self._tried
        if is_alone:
            self._tried = None
        if future.cancelled():  # whoever cancels, we do not as long as we wait for it
            self._refuse(done, StartFailedError("annulé"))
        elif (error := future.exception()) is None:
            self._take(done, future.result())
        elif workers := self.workers_lost(error):
            self._lose(done, workers, is_certain=is_alone)
        else:
            self._refuse(done, error)

    def _take(self, done: Done[_Task, _Result], outcome: Outcome[_Result]) -> None:
        if isinstance(outcome.error, WorkerLostError):
            self._lose(done, 1, is_certain=True)
        elif isinstance(outcome.error, StartFailedError):
            self._refuse(done, outcome.error)
        else:
            self._answers += 1
            done.settle(outcome)

    def _lose(self, done: Done[_Task, _Result], workers: int, *, is_certain: bool) -> None:
        done.attempts += workers - 1
        if is_certain and done.attempts >= self.attempts:
            done.give_up()
            return
        self.check()
        done._is_suspect |= not is_certain
        if done._is_suspect:
            self._suspects.append(done)
        else:
            self._begin(done)

    def _refuse(self, done: Done[_Task, _Result], error: BaseException) -> None:
        self.check()
        done.attempts -= 1
        if done._answers_before != self._answers:
            done._answers_before, done._refusals = self._answers, 0
        if done._refusals == len(_PAUSES_S):
            raise ExecutorError(f"Rien ne peut être commencé ({error})") from error
        pause_s = _PAUSES_S[done._refusals]
        if not self._refused:
            _log.warning("Nouvel essai dans %g s : %s", pause_s, error)
        done._refusals += 1
        self._refused.append((time.monotonic() + pause_s, done))
