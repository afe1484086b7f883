"""Workers of a cluster, through Dask: a scheduler that is there, or one started for the run.

A worker does its reading in a process apart like a thread of this machine, so that limits hold and
a document that ends its process is known for certain. What Dask adds is machines: tasks of one that
is lost are done by another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from typing import Any, Literal, ParamSpec, TypeVar, get_args

from extractor.batch.errors import ExecutorError
from extractor.batch.executors.local import PER_JOB
from extractor.batch.executors.workers import Workers

_P = ParamSpec("_P")
_T = TypeVar("_T")

ClusterKind = Literal["local", "slurm", "kubernetes"]
CLUSTERS: tuple[ClusterKind, ...] = get_args(ClusterKind)


@contextmanager
def scheduler_workers(address: str, jobs: int | None = None) -> Iterator[Workers]:
    """The workers of a scheduler that is running.

    Args:
        address: such as `tcp://host:8786`.
        jobs: for how many tasks at once there is work to be sent; None for as many as there are
            threads now.

    Raises:
        ExecutorError: it cannot be reached, or the extra `cluster` is not installed.
    """
    with ExitStack() as stack:
        with _told():
            from distributed import Client

            client = stack.enter_context(Client(address, set_as_default=False))
            workers = _workers(client, jobs or sum(client.nthreads().values()))
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
    if kind == "local":
        from distributed import LocalCluster

        return LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            dashboard_address=None,
            silence_logs=logging.ERROR,
        )
    if kind == "slurm":
        from dask_jobqueue.slurm import SLURMCluster

        cluster = SLURMCluster()
        cluster.scale(jobs=jobs)
        return cluster
    from dask_kubernetes.operator import KubeCluster

    return KubeCluster(n_workers=jobs)


def _workers(client: Any, jobs: int) -> Workers:
    executor = ClusterExecutor(client)
    return Workers(executor, max(1, jobs) * PER_JOB, _workers_lost, executor.check)


def _workers_lost(error: BaseException) -> int:
    from distributed.scheduler import KilledWorker

    return error.allowed_failures + 1 if isinstance(error, KilledWorker) else 0


class ClusterExecutor(Executor):
    """Dask's executor, which says in our words when the cluster is gone.

    Args:
        client: of the cluster, closed by its owner.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        # not pure: a task that is begun again is another one, not that whose end is known
        self._executor: Executor = client.get_executor(pure=False)

    def check(self) -> None:
        """Raises `ExecutorError` if the connection was lost.

        A scheduler that is started again would know nothing of what it was asked for.
        """
        if self._client.status != "running":
            raise ExecutorError("Le cluster ne répond plus")

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """As any executor.

        Raises:
            ExecutorError: the cluster cannot be reached any more.
        """
        try:
            return self._executor.submit(fn, *args, **kwargs)
        except Exception as error:  # of the connection, of tornado, of Dask itself
            raise ExecutorError(f"Le cluster ne répond plus ({error})") from error


@contextmanager
def _told() -> Iterator[None]:
    """Turns what goes wrong when a cluster is started or joined into our error."""
    try:
        yield
    except ImportError as error:
        raise ExecutorError(f"Installer l'extra « cluster » ({error})") from error
    except (OSError, TimeoutError, ValueError) as error:
        raise ExecutorError(f"Pas de cluster : {error}") from error
