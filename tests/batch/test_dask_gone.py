"""A cluster that is out of reach ends the run, and costs no document."""

from __future__ import annotations

import signal

import pytest
from batch.runs import documents, outcomes, run
from dask import config

from extractor.batch.errors import ExecutorError
from extractor.batch.executors import dask
from extractor.batch.executors.dask import scheduler_workers

CONTENTS = {f"{n:03}.pdf": f"slow {n}" for n in range(200)} | {"x.pdf": "encrypted"}


def test_a_cluster_without_workers_for_long_ends_the_run(scheduler, tmp_path, monkeypatch):
    monkeypatch.setenv("BLEUET_BATCH_NO_WORKER_S", "1")
    source = documents(tmp_path / "in", {"a.pdf": "number 1"})
    with (
        pytest.raises(ExecutorError, match="Aucun travailleur"),
        scheduler_workers(scheduler.address) as workers,
    ):
        run(source, tmp_path / "out", workers=workers)
    assert outcomes(tmp_path / "out") == {}


def test_a_scheduler_that_hangs_ends_the_run(scheduler, start_workers, tmp_path, monkeypatch):
    monkeypatch.setenv("BLEUET_BATCH_NO_WORKER_S", "2")
    monkeypatch.setattr(dask, "_ASKED_EVERY_S", 0.1)
    monkeypatch.setattr(dask, "_ANSWERS_WITHIN_S", 0.5)
    start_workers(1)
    source = documents(tmp_path / "in", CONTENTS)

    def stop_the_scheduler(progress):
        if progress.documents == 10:
            scheduler.process.send_signal(signal.SIGSTOP)

    with (
        config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(ExecutorError, match="Aucun travailleur"),
        scheduler_workers(scheduler.address) as workers,
    ):
        run(source, tmp_path / "out", workers=workers, report=stop_the_scheduler)
    assert 10 <= len(outcomes(tmp_path / "out")) < len(CONTENTS)


@pytest.mark.usefixtures("hurried")
def test_a_worker_that_only_the_scheduler_hears_ends_the_run(
    scheduler, start_dask, tmp_path, monkeypatch
):
    monkeypatch.setattr(dask, "_FETCHED_WITHIN_S", 0.5)
    addresses = ("--listen-address", "tcp://127.0.0.1:0", "--contact-address", "tcp://127.0.0.1:9")
    options = ("--nthreads", "1", "--memory-limit", "0", "--no-nanny")
    start_dask("worker", "worker", scheduler.address, *options, *addresses).said("Registered to")
    source = documents(tmp_path / "in", {"a.pdf": "number 1"})
    with (
        pytest.raises(ExecutorError, match="hors d'atteinte"),
        scheduler_workers(scheduler.address) as workers,
    ):
        run(source, tmp_path / "out", workers=workers)
    assert outcomes(tmp_path / "out") == {}


def test_a_cluster_that_is_gone_ends_the_run_which_then_goes_on(scheduler, start_workers, tmp_path):
    start_workers(2)
    source = documents(tmp_path / "in", CONTENTS)

    def kill_the_scheduler(progress):
        if progress.documents == 30:
            scheduler.process.kill()
            scheduler.process.wait()

    soon = {"distributed.comm.timeouts.connect": "3s"}
    with (
        config.set(soon),
        pytest.raises(ExecutorError),
        scheduler_workers(scheduler.address) as workers,
    ):
        run(source, tmp_path / "out", workers=workers, report=kill_the_scheduler)
    kept = outcomes(tmp_path / "out")
    assert 28 <= len(kept) < len(CONTENTS)
    failed = {name for name, error in kept.items() if error is not None}
    assert failed <= {"x.pdf"}, "what the cluster's end cost is no error of a document"
    run(source, tmp_path / "out")
    assert len(outcomes(tmp_path / "out")) == len(CONTENTS)


def test_a_client_that_gave_up_is_told(scheduler, start_workers, monkeypatch):
    monkeypatch.setattr(dask, "_ASKED_EVERY_S", 0.0)
    start_workers(1)
    with scheduler_workers(scheduler.address) as workers:
        assert workers.width() == 2
        workers.executor._client.close()
        assert workers.width() == 2
        with pytest.raises(ExecutorError, match="ne répond plus"):
            workers.check()
        with pytest.raises(ExecutorError, match="ne répond plus"):
            workers.executor.submit(len, "after")


def test_a_scheduler_that_nobody_runs_is_told():
    with (
        config.set({"distributed.comm.timeouts.connect": "200ms"}),
        pytest.raises(ExecutorError, match="Pas de cluster"),
        scheduler_workers("tcp://127.0.0.1:1"),
    ):
        pass
