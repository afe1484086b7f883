"""Workers of a cluster, through Dask: a scheduler that is there, or one started for the run.

A worker does its reading in a process apart like a thread of this machine, so that limits hold and
a document that ends its process is known for certain. What Dask adds is machines: tasks of one that
is lost are done by another. A document that ends a worker is tried as often as one that ends its
process: a scheduler of ours tells of the first loss, another's after as many as it has tried.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Any, Literal, ParamSpec, TypeVar, get_args

from extractor.batch.errors import ExecutorError
from extractor.batch.executors.local import PER_JOB
from extractor.batch.executors.workers import Workers
from extractor.batch.settings import BatchSettings

_P = ParamSpec("_P")
_T = TypeVar("_T")

ClusterKind = Literal["local", "slurm", "kubernetes"]
CLUSTERS: tuple[ClusterKind, ...] = get_args(ClusterKind)
_ASKED_EVERY_S = 3.0
_ANSWERS_WITHIN_S = 30.0
_MISSED_AFTER_S = 30.0
_FETCHED_WITHIN_S = 300.0
_log = logging.getLogger(__name__)


@contextmanager
def scheduler_workers(address: str, jobs: int | None = None) -> Iterator[Workers]:
    """The workers of a scheduler that is running.

    Args:
        address: such as `tcp://host:8786`.
        jobs: for how many tasks at once there is work to be sent; None for as many as there are
            threads at any time.

    Raises:
        ExecutorError: it cannot be reached, or the extra `cluster` is not installed.
    """
    with ExitStack() as stack:
        with _told():
            from distributed import Client

            client = stack.enter_context(Client(address, set_as_default=False))
            workers = _workers(client, jobs)
        yield workers


@contextmanager
def cluster_workers(kind: ClusterKind, jobs: int) -> Iterator[Workers]:
    """Workers that are started for the run, and end with it.

    What they are like (memory, queue, image…) is for Dask's own configuration to say, under
    `jobqueue.slurm` and `kubernetes`.

    Args:
        kind: processes of this machine, jobs of SLURM, or pods of Kubernetes.
        jobs: how many.

    Raises:
        ExecutorError: they cannot be started, or the extra `cluster` is not installed.
    """
    with ExitStack() as stack:
        with _told():
            from distributed import Client

            cluster = stack.enter_context(_start(kind, jobs))
            client = stack.enter_context(Client(cluster, set_as_default=False))
            workers = _workers(client, jobs)
        yield workers


def _start(kind: ClusterKind, jobs: int) -> Any:
    import dask

    if kind == "kubernetes":
        from dask_kubernetes.operator import KubeCluster

        own = dask.config.get("kubernetes.env", default=None) or {}
        return KubeCluster(n_workers=jobs, env=_with_attempts_told(own))
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        if kind == "local":
            from distributed import LocalCluster

            return LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                dashboard_address=None,
                # whatever port is free, for another run may have Dask's usual one
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                silence_logs=logging.ERROR,
            )
        from dask_jobqueue.slurm import SLURMCluster

        cluster = SLURMCluster()
        cluster.scale(jobs=jobs)
        return cluster


def _with_attempts_told(env: Any) -> Any:
    """Variables of the scheduler's pod, as a mapping or in Kubernetes' form of a list."""
    name, value = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0"
    if isinstance(env, list):
        return [*env, {"name": name, "value": value}]
    return {**env, name: value}


def _workers(client: Any, jobs: int | None) -> Workers:
    executor = ClusterExecutor(client, BatchSettings().no_worker_s)

    def width() -> int:
        return max(1, jobs or executor.threads) * PER_JOB

    return Workers(executor, width, _workers_lost, executor.check)


def _workers_lost(error: BaseException) -> int:
    from distributed.scheduler import KilledWorker

    return error.allowed_failures + 1 if isinstance(error, KilledWorker) else 0


class _Call:
    """What is called by whoever unpickles it.

    A worker that lacks the package would end over the arrival of one of its functions. Bytes arrive
    anywhere, and what is wrong with them is an error like others.
    """

    def __init__(self, fn: Callable[..., object], args: Any, kwargs: dict[str, Any]) -> None:
        self._reduced = partial(fn, **kwargs), args

    def __reduce__(self) -> tuple[Callable[..., object], Any]:
        return self._reduced


class ClusterExecutor(Executor):
    """Work for a cluster, whose end is always told, that of the cluster too.

    Dask's own executor leaves a future without an end when the answer is lost on its way, as it is
    if the worker that keeps it ends before it is fetched.

    Args:
        client: of the cluster, closed by its owner.
        no_worker_s: seconds without any worker after which it is held to be gone.
    """

    def __init__(self, client: Any, no_worker_s: float) -> None:
        self._client = client
        self._no_worker_s = no_worker_s
        self._threads = 0
        self._asked = -_ASKED_EVERY_S
        self._last_seen = time.monotonic()
        self._is_missed = False

    @property
    def threads(self) -> int:
        """Of all workers that there are, or were when the scheduler last answered."""
        self._count()
        return self._threads

    def _count(self) -> None:
        """Ask how many threads there are, unless that was done just now."""
        if time.monotonic() - self._asked < _ASKED_EVERY_S:
            return
        # AttributeError, RuntimeError: the client gave up its scheduler, or its loop, meanwhile
        with suppress(OSError, TimeoutError, ValueError, AttributeError, RuntimeError):
            if self._client.status == "running":
                there = self._client.nthreads(callback_timeout=_ANSWERS_WITHIN_S)
                self._threads = sum(there.values())
                if self._threads:
                    self._last_seen, self._is_missed = time.monotonic(), False
        self._asked = time.monotonic()

    def check(self) -> None:
        """Raises `ExecutorError` if the connection was lost, or for long no worker was heard of.

        A scheduler that is started again would know nothing of what it was asked for; one that
        hangs says as little of its workers as one that has none.
        """
        if self._client.status != "running":
            raise ExecutorError("Le cluster ne répond plus")
        self._count()
        missed_s = self._asked - self._last_seen
        if missed_s >= self._no_worker_s:
            raise ExecutorError(f"Aucun travailleur joignable depuis {missed_s:.0f} s")
        if missed_s >= _MISSED_AFTER_S and not self._is_missed:
            self._is_missed = True
            _log.warning("Aucun travailleur joignable depuis %.0f s", missed_s)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """As any executor.

        Raises:
            ExecutorError: the cluster cannot be reached any more.
        """
        try:
            call = pickle.dumps(_Call(fn, args, kwargs))
            # not pure: a task that is begun again is another one, not that whose end is known
            task = self._client.submit(pickle.loads, call, pure=False)
            return asyncio.run_coroutine_threadsafe(_end(task), self._client.loop.asyncio_loop)
        except Exception as error:  # of the connection, of tornado, of Dask itself
            raise ExecutorError(f"Le cluster ne répond plus ({error})") from error


async def _end(task: Any) -> Any:
    """What comes of a task of Dask, which is not wanted any more when this is cancelled.

    Raises:
        TimeoutError: it was done, but its answer cannot be had from where it is kept.
    """
    try:
        await task.exception()
        # Dask itself would try for ever to fetch from a worker that only the scheduler hears
        return await asyncio.wait_for(task, _FETCHED_WITHIN_S)
    except TimeoutError as late:
        raise TimeoutError("La réponse d'un travailleur reste hors d'atteinte") from late
    finally:
        # an error holds this frame, and the task would be kept with it
        task.release()


@contextmanager
def _told() -> Iterator[None]:
    """Turns what goes wrong when a cluster is started or joined into our error."""
    try:
        yield
    except ImportError as error:
        raise ExecutorError(f"Installer l'extra « cluster » ({error})") from error
    except (OSError, TimeoutError, ValueError) as error:
        raise ExecutorError(f"Pas de cluster : {error}") from error
