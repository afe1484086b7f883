"""Which workers a run has."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager

from extractor.batch.executors.dask import ClusterKind, cluster_workers, scheduler_workers
from extractor.batch.executors.local import local_workers
from extractor.batch.executors.workers import Workers


def choose_workers(
    jobs: int | None, *, scheduler: str | None = None, cluster: ClusterKind | None = None
) -> AbstractContextManager[Workers]:
    """The workers that somebody asked for; processes of this machine if neither is given.

    Args:
        jobs: how many; None for one a core that this process may use, or as many as a scheduler
            has.
        scheduler: address of a Dask scheduler that is running.
        cluster: sort of cluster to be started for the run.

    Raises:
        ExecutorError: on entering, if they cannot be had.
    """
    if scheduler is not None:
        return scheduler_workers(scheduler, jobs)
    count = jobs or len(os.sched_getaffinity(0))
    return local_workers(count) if cluster is None else cluster_workers(cluster, count)
