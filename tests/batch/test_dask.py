"""The same run on a cluster: workers die, documents are read elsewhere."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from batch.runs import contents, documents, outcomes, run

from extractor.batch.errors import ExecutorError
from extractor.batch.executors import dask
from extractor.batch.executors.choosing import choose_workers
from extractor.batch.executors.dask import scheduler_workers

WORKERS = 4
CONTENTS = {f"{n:03}.pdf": f"slow {n}" for n in range(200)} | {
    "x.pdf": "encrypted",
    "y.pdf": "killer",
}


class DaskProcess:
    """A scheduler or a worker, and what it says."""

    def __init__(self, stack, log, project_root, *arguments):
        path = os.pathsep.join([str(project_root), str(project_root / "tests")])
        self._log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                env={**os.environ, "PYTHONPATH": path},
                stdout=output,
                stderr=output,
            )
        stack.callback(self.process.wait)
        stack.callback(self.process.kill)

    def said(self, pattern):
        """What it says of a pattern, once it has."""
        until = time.monotonic() + 120
        while not (found := re.search(pattern, self._log.read_text())):
            assert self.process.poll() is None
            assert time.monotonic() < until, self._log.read_text()
            time.sleep(0.05)
        return found[0]


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def scheduler(stack, tmp_path, project_root):
    arguments = ("scheduler", "--host", "127.0.0.1", "--port", "0")
    scheduler = DaskProcess(stack, tmp_path / "scheduler.log", project_root, *arguments)
    scheduler.address = scheduler.said(r"tcp://127\.0\.0\.1:\d+")
    return scheduler


@pytest.fixture
def four_workers(stack, scheduler, tmp_path, project_root):
    """Each a process without anybody who would start it again."""
    arguments = ("worker", scheduler.address, "--nthreads", "1", "--no-nanny")
    started = [
        DaskProcess(
            stack,
            tmp_path / f"worker-{number}.log",
            project_root,
            *arguments,
            *("--host", "127.0.0.1", "--memory-limit", "0"),
        )
        for number in range(WORKERS)
    ]
    for worker in started:
        worker.said("Registered to")
    return started


def test_two_of_four_workers_are_killed_on_the_way(scheduler, four_workers, tmp_path):
    source = documents(tmp_path / "in", CONTENTS)
    run(source, tmp_path / "undisturbed")
    left = list(four_workers)

    def kill_now_and_then(progress):
        if progress.documents in (40, 90) and len(left) > 2:
            left.pop().process.send_signal(signal.SIGKILL)

    with scheduler_workers(scheduler.address) as workers:
        assert workers.width == 2 * WORKERS
        progress = run(source, tmp_path / "out", workers=workers, report=kill_now_and_then)
    assert len(left) == 2
    assert progress.documents == len(CONTENTS)
    failed = {name: error for name, error in outcomes(tmp_path / "out").items() if error}
    assert failed == {"x.pdf": "pdf.encrypted", "y.pdf": "processing.memory"}
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_a_cluster_that_is_gone_ends_the_run_which_then_goes_on(scheduler, four_workers, tmp_path):
    source = documents(tmp_path / "in", CONTENTS)

    def kill_the_scheduler(progress):
        if progress.documents == 30:
            scheduler.process.kill()
            scheduler.process.wait()

    import dask as configured

    soon = {"distributed.comm.timeouts.connect": "3s"}
    with (
        configured.config.set(soon),
        pytest.raises(ExecutorError),
        scheduler_workers(scheduler.address) as workers,
    ):
        run(source, tmp_path / "out", workers=workers, report=kill_the_scheduler)
    kept = outcomes(tmp_path / "out")
    assert 28 <= len(kept) < len(CONTENTS)
    failed = {name for name, error in kept.items() if error is not None}
    assert failed <= {"x.pdf", "y.pdf"}, "what the cluster's end cost is no error of a document"
    run(source, tmp_path / "out")
    assert len(outcomes(tmp_path / "out")) == len(CONTENTS)


def test_a_scheduler_that_nobody_runs_is_told(monkeypatch):
    import dask as configured

    with (
        configured.config.set({"distributed.comm.timeouts.connect": "200ms"}),
        pytest.raises(ExecutorError, match="Pas de cluster"),
        scheduler_workers("tcp://127.0.0.1:1"),
    ):
        pass


def test_a_cluster_of_this_machine(tmp_path):
    source = documents(tmp_path / "in", {f"{n}.pdf": f"number {n}" for n in range(20)})
    with choose_workers(1, cluster="local") as workers:
        run(source, tmp_path / "out", workers=workers)
    assert len(outcomes(tmp_path / "out")) == 20


class FakeCluster:
    def __init__(self, **options):
        self.options, self.scaled = options, {}

    def scale(self, **to):
        self.scaled = to


@pytest.mark.parametrize(
    ("kind", "name", "options", "scaled"),
    [
        ("slurm", "dask_jobqueue.slurm.SLURMCluster", {}, {"jobs": 7}),
        ("kubernetes", "dask_kubernetes.operator.KubeCluster", {"n_workers": 7}, {}),
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
