"""The same run on a cluster: workers die, documents are read elsewhere."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

import pytest
from batch.runs import contents, documents, outcomes, rows, run

from extractor.batch.engine import window
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

    def __init__(self, stack, log, path, *arguments):
        self._log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))},
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
def path(project_root):
    """Where a cluster finds what it is to run."""
    return [project_root, project_root / "tests"]


@pytest.fixture
def scheduler(stack, tmp_path, path):
    arguments = ("scheduler", "--host", "127.0.0.1", "--port", "0")
    scheduler = DaskProcess(stack, tmp_path / "scheduler.log", path, *arguments)
    scheduler.address = scheduler.said(r"tcp://127\.0\.0\.1:\d+")
    return scheduler


@pytest.fixture
def start_workers(stack, scheduler, tmp_path, path):
    """Start some, each a process, and if asked another that starts it again."""

    def start(count, *, nanny, path=path):
        started = [
            DaskProcess(
                stack,
                tmp_path / f"worker-{number}.log",
                path,
                *("worker", scheduler.address, "--nthreads", "1"),
                *("--host", "127.0.0.1", "--memory-limit", "0"),
                "--nanny" if nanny else "--no-nanny",
            )
            for number in range(count)
        ]
        for worker in started:
            worker.said("Registered to")
        return started

    return start


@pytest.fixture
def four_workers(start_workers):
    return start_workers(WORKERS, nanny=False)


def test_two_of_four_workers_are_killed_on_the_way(scheduler, four_workers, tmp_path):
    source = documents(tmp_path / "in", CONTENTS)
    run(source, tmp_path / "undisturbed")
    left = list(four_workers)

    def kill_now_and_then(progress):
        if progress.documents in (40, 90) and len(left) > 2:
            left.pop().process.send_signal(signal.SIGKILL)

    with scheduler_workers(scheduler.address) as workers:
        assert workers.width() == 2 * WORKERS
        progress = run(source, tmp_path / "out", workers=workers, report=kill_now_and_then)
    assert len(left) == 2
    assert progress.documents == len(CONTENTS)
    failed = {name: error for name, error in outcomes(tmp_path / "out").items() if error}
    assert failed == {"x.pdf": "pdf.encrypted", "y.pdf": "processing.memory"}
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_a_document_that_kills_its_workers_ends_as_an_error(scheduler, start_workers, tmp_path):
    """On somebody else's scheduler, which tells of it after four workers' loss."""
    start_workers(WORKERS, nanny=True)
    source = documents(tmp_path / "in", CONTENTS)
    run(source, tmp_path / "undisturbed")
    documents(tmp_path / "in", {"m.pdf": "worker killer"})
    with scheduler_workers(scheduler.address) as workers:
        run(source, tmp_path / "out", workers=workers)
    rows_of = {row["document"]: row for row in rows(tmp_path / "out", "documents")}
    assert rows_of["m.pdf"]["error_type"] == "processing.memory"
    assert rows_of["m.pdf"]["attempts"] == 8
    expected, found = contents(tmp_path / "undisturbed"), contents(tmp_path / "out")
    found["documents"] = [row for row in found["documents"] if row["document"] != "m.pdf"]
    assert found == expected


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


def test_two_clusters_of_this_machine_are_none_of_each_other_s_business(tmp_path):
    source = documents(tmp_path / "in", {f"{n}.pdf": f"number {n}" for n in range(4)})
    with choose_workers(1, cluster="local") as some, choose_workers(1, cluster="local") as others:
        run(source, tmp_path / "out", workers=some)
        run(source, tmp_path / "other", workers=others)
    assert contents(tmp_path / "out") == contents(tmp_path / "other")


def test_workers_that_lack_what_reads_end_the_run_without_errors_of_documents(
    scheduler, start_workers, project_root, tmp_path, monkeypatch
):
    monkeypatch.setattr(window, "_PAUSES_S", (0.1, 0.2))
    start_workers(1, nanny=False, path=[project_root])
    source = documents(tmp_path / "in", {f"{n}.pdf": f"number {n}" for n in range(20)})
    with (
        pytest.raises(ExecutorError, match="Rien ne peut être commencé"),
        scheduler_workers(scheduler.address) as workers,
    ):
        run(source, tmp_path / "out", workers=workers)
    assert outcomes(tmp_path / "out") == {}


def test_workers_may_come_later_and_are_given_work(
    scheduler, start_workers, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(dask, "_ASKED_EVERY_S", 0.1)
    monkeypatch.setattr(dask, "_MISSED_AFTER_S", 0.1)
    source = documents(tmp_path / "in", {f"{n:02}.pdf": f"slow {n}" for n in range(40)})
    with scheduler_workers(scheduler.address) as workers:
        assert workers.width() == 2
        later = threading.Timer(5, start_workers, (3,), {"nanny": False})
        later.start()
        run(source, tmp_path / "out", workers=workers)
        later.join()
        assert workers.width() == 6
    assert len(outcomes(tmp_path / "out")) == 40
    assert "Aucun travailleur" in caplog.text


def test_a_cluster_without_workers_for_long_ends_the_run(scheduler, tmp_path, monkeypatch):
    monkeypatch.setenv("BLEUET_BATCH_NO_WORKER_S", "1")
    source = documents(tmp_path / "in", {"a.pdf": "number 1"})
    with (
        pytest.raises(ExecutorError, match="Aucun travailleur"),
        scheduler_workers(scheduler.address) as workers,
    ):
        run(source, tmp_path / "out", workers=workers)
    assert outcomes(tmp_path / "out") == {}


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
