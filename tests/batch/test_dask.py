"""The same run on somebody else's cluster: workers come and die, documents are read elsewhere."""

from __future__ import annotations

import signal
import threading

import pytest
from batch.runs import contents, documents, outcomes, rows, run

from extractor.batch.engine import window
from extractor.batch.errors import ExecutorError
from extractor.batch.executors import dask
from extractor.batch.executors.dask import scheduler_workers

WORKERS = 4
CONTENTS = {f"{n:03}.pdf": f"slow {n}" for n in range(200)} | {
    "x.pdf": "encrypted",
    "y.pdf": "killer",
}


def test_two_of_four_workers_are_killed_on_the_way(scheduler, start_workers, tmp_path):
    source = documents(tmp_path / "in", CONTENTS)
    run(source, tmp_path / "undisturbed")
    left = start_workers(WORKERS)

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


def test_workers_that_lack_what_reads_end_the_run_without_errors_of_documents(
    scheduler, start_workers, project_root, tmp_path, monkeypatch
):
    monkeypatch.setattr(window, "_PAUSES_S", (0.1, 0.2))
    start_workers(1, path=[project_root])
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
    later = threading.Timer(5, start_workers, (3,))
    with scheduler_workers(scheduler.address) as workers:
        assert workers.width() == 2
        later.start()
        try:
            run(source, tmp_path / "out", workers=workers)
        finally:
            later.cancel()
            later.join()
        assert workers.width() == 6
    assert len(outcomes(tmp_path / "out")) == 40
    assert "Aucun travailleur" in caplog.text
