"""A bounded window of work over any executor: as many tasks as keep it busy, and no more."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from extractor.batch.engine.apart import WorkerLostError
from extractor.batch.errors import ExecutorError

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

ATTEMPTS = 3
_CHECKED_EVERY_S = 2.0


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

    def settle(self, future: Future[_Result]) -> None:
        """Take over what came of a future that is done."""
        self.error = future.exception()
        if self.error is None:
            self._results = (future.result(),)

    def give_up(self) -> None:
        """Have it end in the loss of its last worker."""
        times = f", {self.attempts} fois" if self.attempts > 1 else ""
        self.error = WorkerLostError(f"Le processus de lecture a été interrompu{times}")


@dataclass(slots=True)
class Window(Generic[_Task, _Result]):
    """Tasks on their way through an executor, once.

    Attributes:
        executor: where they are done; its owner ends it.
        work: done for each; an importable function.
        width: tasks taken from their source and not handed out again, at any moment.
        attempts: how often a task is begun whose worker is lost, before it is given up.
        lost: exceptions that tell of a lost worker, rather than of the task.
        check: called when a worker is lost, or nothing gets done for a while; raises
            `ExecutorError` if the executor is gone, which may never answer then.
    """

    executor: Executor
    work: Callable[[_Task], _Result]
    width: int
    attempts: int = ATTEMPTS
    lost: tuple[type[BaseException], ...] = (WorkerLostError,)
    check: Callable[[], None] = lambda: None
    _finished: SimpleQueue[Future[_Result] | None] = field(default_factory=SimpleQueue, init=False)

    def as_finished(self, tasks: Iterable[_Task]) -> Iterator[Done[_Task, _Result]]:
        """Every task once, as soon as it is done or given up."""
        return self._run(tasks, in_order=False)

    def stop(self) -> None:
        """Hand out nothing more; may be called from anywhere, a signal's handler too."""
        self._finished.put(None)

    def in_order(self, tasks: Iterable[_Task]) -> Iterator[Done[_Task, _Result]]:
        """Every task once, in the order of the tasks, as soon as those before it are done."""
        return self._run(tasks, in_order=True)

    def _run(self, tasks: Iterable[_Task], *, in_order: bool) -> Iterator[Done[_Task, _Result]]:
        under_way: dict[Future[_Result], Done[_Task, _Result]] = {}
        in_turn: deque[Done[_Task, _Result]] = deque()
        left = iter(tasks)

        def begin(done: Done[_Task, _Result]) -> None:
            done.attempts += 1
            future = self.executor.submit(self.work, done.task)
            under_way[future] = done
            future.add_done_callback(self._finished.put)

        def fill() -> None:
            while len(in_turn if in_order else under_way) < self.width:
                try:
                    done: Done[_Task, _Result] = Done(next(left))
                except StopIteration:
                    return
                begin(done)
                if in_order:
                    in_turn.append(done)

        try:
            fill()
            while under_way and (future := self._next()) is not None:
                done = under_way.pop(future)
                if not self._is_lost(future):
                    done.settle(future)
                elif done.attempts < self.attempts:
                    self.check()
                    begin(done)
                    continue
                elif _says_nothing_of_the_task(future):
                    raise ExecutorError("Le travail demandé n'est plus fait")
                else:
                    done.give_up()
                if not in_order:
                    yield done
                while in_turn and in_turn[0].is_settled:
                    yield in_turn.popleft()
                fill()
        except ExecutorError:
            under_way.clear()  # there is nobody to tell that they are not wanted any more
            raise
        finally:
            for future in under_way:
                future.cancel()

    def _next(self) -> Future[_Result] | None:
        """The next that is done; None if there is to be no other."""
        while True:
            try:
                return self._finished.get(timeout=_CHECKED_EVERY_S)
            except Empty:
                self.check()

    def _is_lost(self, future: Future[_Result]) -> bool:
        # whoever cancels, we do not as long as we wait for it
        return future.cancelled() or isinstance(future.exception(), self.lost)


def _says_nothing_of_the_task(future: Future[_Result]) -> bool:
    """Whether the connection was lost, or somebody cancelled, rather than a worker died of it."""
    return future.cancelled() or isinstance(future.exception(), OSError)
