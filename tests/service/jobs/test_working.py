"""How a worker goes about its jobs, inside a service."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from archives.making import a_zip

from extractor.errors import ArtefactError
from service.errors import NotReadyError
from service.jobs import turn as turn_module
from service.jobs import worker as worker_module
from service.settings import JobSettings
from tests.waiting import PATIENCE_S, wait_until

PDF = {"content-type": "application/pdf"}
ZIP = {"content-type": "application/zip"}


class Patient:
    """Takes its time, and notes what it reads."""

    model_version = "patient-1"

    def __init__(self, calm, seconds: float) -> None:
        self._calm = calm
        self._seconds = seconds
        self.read: list[bytes] = []

    def extract(self, data: bytes):
        self.read.append(data)
        time.sleep(self._seconds)
        return self._calm.extract(data)


def deposit(client, data: bytes, headers=ZIP) -> str:
    return client.post("/v1/jobs", content=data, headers=headers).headers["location"]


def documents(count: int) -> dict[str, bytes]:
    return {f"{n}.pdf": b"fine %d" % n for n in range(count)}


def test_an_archive_of_many_does_not_keep_a_single_document_waiting(
    serve, finished, fake_extractor
):
    patient = Patient(fake_extractor, 0.05)
    with serve(patient, jobs=JobSettings(turn_s=0.2)) as client:
        many = deposit(client, a_zip(documents(40)))
        one = deposit(client, b"single", PDF)
        finished(client, one)
        assert client.get(many).json()["state"] == "running"
        assert finished(client, many)["documents"]["read"] == 40
    assert len(patient.read) == 41


def test_a_document_that_takes_longer_than_a_lease_is_not_taken_over(
    serve, finished, fake_extractor, clock, monkeypatch
):
    monkeypatch.setattr(turn_module, "_RENEWALS", 600)
    done = threading.Event()

    class Long(Patient):
        def extract(self, data):
            extraction = super().extract(data)
            done.wait(PATIENCE_S)
            return extraction

    first, second = Long(fake_extractor, 0), Long(fake_extractor, 0)
    jobs = JobSettings(lease_s=60)
    with serve(first, jobs=jobs) as client, serve(second, jobs=jobs):
        parts = client.app.state.parts
        location = deposit(client, b"long", PDF)
        wait_until(lambda: first.read + second.read, "somebody reads it")
        for _ in range(3):
            clock.advance(40)
            wait_until(lambda: parts.jobs.leases().next_release_s() == 60, "the lease is renewed")
            parts.jobs.bell.ring()  # either may look, and does
        done.set()
        finished(client, location)
    assert first.read + second.read == [b"long"]


def test_a_service_that_is_told_to_stop_gives_its_job_back(
    serve, finished, fake_extractor, storage
):
    first, second = Patient(fake_extractor, 0.2), Patient(fake_extractor, 0)
    with serve(first) as client:
        location = deposit(client, a_zip(documents(50)))
        wait_until(lambda: len(first.read) >= 2, "two documents are begun")
    read = len(first.read)
    assert read < 50
    assert len(list((storage.folder / "jobs").glob("*/0*"))) == 50 - read
    with serve(second) as client:
        assert client.get(location).json()["documents"]["read"] >= read
        assert finished(client, location)["documents"]["read"] == 50
    # documents that were begun had the time to end
    assert sorted(first.read + second.read) == sorted(documents(50).values())


@pytest.mark.parametrize("error", [ArtefactError("Modèle altéré"), NotReadyError()])
def test_without_a_model_documents_wait(serve, finished, fake_extractor, monkeypatch, error):
    monkeypatch.setattr(worker_module, "_NO_MODEL_RETRY_S", 0.2)
    gone = threading.Event()

    class Missing(Patient):
        model_version = None  # as that of processes that could not load

        def extract(self, data):
            if not gone.is_set():
                gone.set()
                raise error
            return super().extract(data)

    with serve(Missing(fake_extractor, 0)) as client:
        location = deposit(client, a_zip(documents(3)))
        assert gone.wait(20)
        assert finished(client, location)["documents"] == {"total": 3, "read": 3, "failed": 0}


def test_a_document_whose_file_is_gone_is_an_error_of_its_own(serve, finished, storage):
    with serve(jobs=JobSettings(in_service=False)) as client:
        location = deposit(client, a_zip(documents(2)))
        next((storage.folder / "jobs").glob("*/000001")).unlink()
    with serve() as client:
        done = finished(client, location)
        assert done["documents"] == {"total": 2, "read": 1, "failed": 1}
        assert client.get(done["results"]).json()[0]["error"]["type"] == "internal.error"


def test_nothing_of_a_document_is_logged(serve, finished, logged):
    with serve() as client:
        data = a_zip({"Mme Untel.pdf": b"bug", "b.pdf": b"corrupt"})
        headers = ZIP | {"idempotency-key": "secret-key"}
        location = client.post("/v1/jobs", content=data, headers=headers).headers["location"]
        finished(client, location)
    assert {"mistake", "job_done", "request"} <= {entry["event"] for entry in logged}
    text = repr([{k: v for k, v in entry.items() if k != "exc_info"} for entry in logged])
    assert "Untel" not in text and "secret" not in text


@pytest.mark.parametrize("storage", ["local"], indirect=True)
def test_the_real_reader_in_processes(serve, finished, project_root: Path):
    sample = (project_root / "samples" / "facture.pdf").read_bytes()
    with serve(None) as client:
        data = a_zip({"a.pdf": sample, "notes.txt": b"no document", "b.pdf": sample})
        done = finished(client, deposit(client, data), within_s=120)
        assert done["documents"] == {"total": 3, "read": 2, "failed": 1}
        first, second, third = client.get(done["results"]).json()
        assert first["fields"]["invoice_number"]["value"] == "FA-2025-0147"
        assert second["error"]["type"] == "document.unsupported"
        assert (third["file"], third["sha256"]) == ("b.pdf", first["sha256"])
