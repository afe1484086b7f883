"""Clusters that are started for a run."""

from __future__ import annotations

import sys
import time

import pytest
from batch.runs import contents, documents, outcomes, rows, run

from extractor.batch.errors import ExecutorError
from extractor.batch.executors import dask
from extractor.batch.executors.choosing import choose_workers


def test_a_cluster_of_this_machine(tmp_path):
    source = documents(tmp_path / "in", {f"{n}.pdf": f"number {n}" for n in range(20)})
    with choose_workers(1, cluster="local") as workers:
        run(source, tmp_path / "out", workers=workers)
    assert len(outcomes(tmp_path / "out")) == 20


def test_two_clusters_of_this_machine_are_none_of_each_other_s_business(tmp_path):
    source = documents(tmp_path / "in", {f"{n}.pdf": f"number {n}" for n in range(4)})
    with choose_workers(1, cluster="local") as some, choose_workers(1, cluster="local") as others:
        run(source, tmp_path / "out", workers=some)
        run(source, tmp_path / "other", workers=others)
    assert contents(tmp_path / "out") == contents(tmp_path / "other")


def test_a_cluster_of_ours_tells_of_each_worker_that_a_document_kills(tmp_path):
    contents_of = {f"{n:02}.pdf": f"slow {n}" for n in range(30)}
    source = documents(tmp_path / "in", contents_of | {"05.pdf": "worker killer"})
    with choose_workers(2, cluster="local") as workers:
        run(source, tmp_path / "out", workers=workers)
    found = outcomes(tmp_path / "out")
    assert {name for name, error in found.items() if error} == {"05.pdf"}
    assert len(found) == 30
    attempts = {row["document"]: row["attempts"] for row in rows(tmp_path / "out", "documents")}
    assert attempts["05.pdf"] == 2


class Unreadable:
    """An answer that is lost where it arrives."""

    def __reduce__(self):
        return open, ("/nowhere/at/all",)


def unreadable():
    return Unreadable()


def test_an_answer_that_is_lost_on_its_way_is_an_end_too():
    with choose_workers(1, cluster="local") as workers:
        lost = workers.executor.submit(unreadable)
        assert isinstance(lost.exception(timeout=60), FileNotFoundError)
        assert workers.executor.submit(len, "after").result(timeout=60) == 5


def test_a_task_that_failed_is_not_kept():
    with choose_workers(1, cluster="local") as workers:
        failed = workers.executor.submit(int, "no number")
        assert isinstance(failed.exception(timeout=60), ValueError)
        until = time.monotonic() + 10
        while workers.executor._client.futures and time.monotonic() < until:
            time.sleep(0.05)
        assert not workers.executor._client.futures


class FakeCluster:
    def __init__(self, **options):
        self.options, self.scaled = options, {}

    def scale(self, **to):
        self.scaled = to


@pytest.mark.parametrize(
    ("kind", "name", "options", "scaled"),
    [
        ("slurm", "dask_jobqueue.slurm.SLURMCluster", {}, {"jobs": 7}),
        (
            "kubernetes",
            "dask_kubernetes.operator.KubeCluster",
            {"n_workers": 7, "env": {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}},
            {},
        ),
    ],
)
def test_clusters_are_configured_by_dask_s_own_settings(monkeypatch, kind, name, options, scaled):
    monkeypatch.setattr(name, FakeCluster)
    cluster = dask._start(kind, 7)
    assert (cluster.options, cluster.scaled) == (options, scaled)


def test_a_job_of_slurm_is_what_dask_s_configuration_says():
    import dask as configured
    from dask_jobqueue.slurm import SLURMCluster

    own = {"cores": 1, "memory": "2GB", "queue": "nuit", "walltime": "8:00:00"}
    settings = {f"jobqueue.slurm.{name}": value for name, value in own.items()}
    with configured.config.set(settings), dask._start("slurm", 0) as cluster:
        assert isinstance(cluster, SLURMCluster)
        script = cluster.job_script()
    assert "#SBATCH -p nuit" in script
    assert "dask worker" in script.replace("distributed.cli.dask_worker", "dask worker")


def test_without_dask_one_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ExecutorError, match="extra « cluster »"),
        choose_workers(2, cluster="local"),
    ):
        pass
