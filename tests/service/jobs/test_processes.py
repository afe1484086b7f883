"""Processes that are killed, stopped, or come several at a time: no accepted job is lost."""

from __future__ import annotations

import collections
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from archives.making import a_zip

from service.settings import JobSettings
from tests.waiting import PATIENCE_S, wait_until

ROOT = Path(__file__).parents[3]
SCRIPT = Path(__file__).with_name("slow_worker.py")
ZIP = {"content-type": "application/zip"}
IDLE = JobSettings(in_service=False)
NAMES = [b"doc-%d" % n for n in range(8)]
ARCHIVE = a_zip({name.decode(): name for name in NAMES})


@pytest.fixture
def environment(storage):
    """The test's storage, for processes; a worker that dies is given up after two seconds."""
    own = {
        "BLEUET_STORAGE_FOLDER": str(storage.folder),
        "BLEUET_STORAGE_DATABASE_URL": storage.database_url,
        "BLEUET_STORAGE_QUEUE_URL": storage.queue_url,
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
        "BLEUET_JOBS_LEASE_S": "2",
        "BLEUET_JOBS_TURN_S": "3",
        "BLEUET_JOBS_GRACE_S": "0.2",
    }
    return os.environ | {name: value for name, value in own.items() if value is not None}


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes"
    path.touch()
    return path


@pytest.fixture
def start(environment, notes):
    """Starts workers, which are killed at the end if they are not gone."""
    processes = []

    def start_worker(*, seconds: float = 0.1, attempts: int = 2) -> subprocess.Popen:
        own = environment | {"BLEUET_JOBS_ATTEMPTS": str(attempts)}
        command = [sys.executable, "-P", SCRIPT, notes, str(seconds)]
        process = subprocess.Popen(command, env=own, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        return process

    yield start_worker
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def times(notes: Path, event: str) -> collections.Counter:
    lines = [line.split() for line in notes.read_bytes().splitlines()]
    return collections.Counter(name for name, what in lines if what == event.encode())


def test_a_worker_that_is_killed_loses_nothing_and_another_goes_on(serve, start, notes, finished):
    with serve(jobs=IDLE) as client:
        status = client.post("/v1/jobs", content=ARCHIVE, headers=ZIP).json()
        location = f"/v1/jobs/{status['id']}"
        first = start(seconds=0.3)
        wait_until(lambda: sum(times(notes, "ended").values()) >= 2, "two documents read")
        wait_until(
            lambda: client.get(location).json()["documents"]["read"] >= 2, "two results kept"
        )
        first.send_signal(signal.SIGKILL)
        first.wait()
        kept = client.get(location).json()["documents"]["read"]
        assert 2 <= kept < len(NAMES)
        start()
        done = finished(client, location)
        assert done["documents"] == {"total": len(NAMES), "read": len(NAMES), "failed": 0}
        results = client.get(done["results"]).json()
        assert [r["file"] for r in results] == [name.decode() for name in NAMES]
        begun = times(notes, "begun")
        assert set(begun) == set(NAMES)
        # the one that was being read when the worker died, and no other, is read again
        assert sum(begun.values()) <= len(NAMES) + 1


@pytest.mark.parametrize("storage", ["local"], indirect=True)
def test_a_document_that_kills_its_worker_is_given_up_in_the_end(serve, start, notes, finished):
    with serve(jobs=IDLE) as client:
        data = a_zip({"a": b"first", "b": b"kill", "c": b"last"})
        location = client.post("/v1/jobs", content=data, headers=ZIP).headers["location"]
        for _ in range(2):
            start(seconds=0).wait(PATIENCE_S)
        start(seconds=0)
        done = finished(client, location)
        assert done["documents"] == {"total": 3, "read": 2, "failed": 1}
        error = client.get(done["results"]).json()[1]["error"]
        assert error["type"] == "processing.memory"
        assert times(notes, "begun") == {b"first": 1, b"kill": 2, b"last": 1}


def test_a_worker_that_is_told_to_stop_gives_its_job_back(serve, start, notes, finished):
    with serve(jobs=IDLE) as client:
        location = client.post("/v1/jobs", content=ARCHIVE, headers=ZIP).headers["location"]
        first = start(seconds=1, attempts=1)
        wait_until(lambda: times(notes, "begun"), "a document begun")
        first.send_signal(signal.SIGTERM)
        assert first.wait(PATIENCE_S) == 0
        assert sum(times(notes, "begun").values()) == 1
        # another need not wait for the lease to run out
        start(seconds=0, attempts=1)  # and what was broken off on purpose is no attempt
        began = time.monotonic()
        assert finished(client, location)["documents"]["read"] == len(NAMES)
        assert time.monotonic() - began < PATIENCE_S


def test_workers_that_start_together_share_the_work(serve, start, notes, finished, storage):
    workers = [start(), start()]  # on a storage that has no tables yet
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * 2
    with serve(jobs=IDLE) as client:
        locations = [
            client.post("/v1/jobs", content=ARCHIVE, headers=ZIP).headers["location"]
            for _ in range(4)
        ]
        for location in locations:
            assert finished(client, location)["documents"]["read"] == len(NAMES)
        assert times(notes, "begun") == dict.fromkeys(NAMES, 4)


def answer(url: str) -> tuple[int, str]:
    try:
        got = httpx2.get(url)
    except httpx2.TransportError:
        return 0, ""
    return got.status_code, got.text


@pytest.mark.parametrize("storage", ["local"], indirect=True)
def test_a_worker_tells_how_it_fares_where_that_is_asked_for(serve, start, environment, finished):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment["BLEUET_JOBS_WORKER_PORT"] = str(port)
    url = f"http://127.0.0.1:{port}"
    with serve(jobs=IDLE) as client:
        worker = start(seconds=0)
        wait_until(lambda: answer(f"{url}/readyz")[0] == 200, "the worker is ready")
        location = client.post("/v1/jobs", content=ARCHIVE, headers=ZIP).headers["location"]
        finished(client, location)
        assert answer(f"{url}/healthz") == (200, '{"status":"ok"}')
        figures = answer(f"{url}/metrics")[1]
        assert f'bleuet_documents_total{{outcome="ok"}} {len(NAMES)}.0' in figures.splitlines()
        assert answer(f"{url}/v1/model")[0] == 404
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE_S) == 0
    with socket.create_server(("127.0.0.1", port)):  # one that cannot tell does not work in secret
        assert start(seconds=0).wait(PATIENCE_S) != 0


SERVICE = """
import sys
import uvicorn
from service.app import create_app
class Fake:
    model_version = "fake-1"
    def extract(self, data):
        raise AssertionError("nothing is read here")
uvicorn.run(create_app(Fake()), port=int(sys.argv[1]), log_level="error")
"""


@contextmanager
def service(environment):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    idle = environment | {"BLEUET_JOBS_IN_SERVICE": "false"}
    command = [sys.executable, "-c", SERVICE, str(port)]
    process = subprocess.Popen(command, env=idle, cwd=ROOT)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def is_up(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/healthz").status_code == 200
    except httpx2.TransportError:
        return False


def test_what_was_accepted_outlives_the_service(environment, serve, finished):
    with service(environment) as (process, url):
        wait_until(lambda: is_up(url), "the service is up")
        answer = httpx2.post(f"{url}/v1/jobs", content=ARCHIVE, headers=ZIP)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert answer.status_code == 202
    with serve() as client:
        done = finished(client, answer.headers["location"])
        assert done["documents"]["read"] == len(NAMES)


@pytest.mark.parametrize("storage", ["local"], indirect=True)
def test_the_command_reads_with_the_real_model(environment, serve, finished):
    sample = (ROOT / "samples" / "facture.pdf").read_bytes()
    with serve(jobs=IDLE) as client:
        headers = {"content-type": "application/pdf"}
        location = client.post("/v1/jobs", content=sample, headers=headers).headers["location"]
        command = [sys.executable, "-m", "extractor.cli", "worker"]
        process = subprocess.Popen(command, env=environment, cwd=ROOT)
        try:
            done = finished(client, location, within_s=120)
            (result,) = client.get(done["results"]).json()
            assert result["fields"]["invoice_number"]["value"] == "FA-2025-0147"
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()
            process.wait()
