"""What is forgotten in time, and the queue that may fail."""

from __future__ import annotations

import asyncio
import os
import time
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from huey.registry import Message

from extractor.settings import Limits
from service.app import create_app
from service.jobs import Jobs
from service.jobs import store as store_module
from service.jobs.messages import JsonMessages
from service.jobs.model import NewDocument
from service.jobs.upkeep import tidy
from service.jobs.worker import JobWorker
from service.observability import Metrics
from service.reading import ThreadReader
from service.retention import Retention
from service.settings import JobSettings, StorageSettings
from service.spool import spool_file
from service.storage import Database
from service.storage.base import now

PDF = {"content-type": "application/pdf"}
# nothing listens on the discard port
UNREACHABLE = "redis://127.0.0.1:9/0"


@pytest.fixture
def jobs(storage):
    database = Database(storage.url)
    database.migrate()
    made = Jobs.of(database, storage, Limits(), JobSettings())
    yield made
    made.bell.close()
    database.close()


def test_results_are_forgotten_with_what_is_left_of_their_files(serve, jobs, finished, monkeypatch):
    with serve() as client:
        location = client.post("/v1/jobs", content=b"fine", headers=PDF).headers["location"]
        job_id = finished(client, location)["id"]
        jobs.files.folder_of(job_id).mkdir()
        tidy(jobs)
        assert client.get(location).status_code == 200
        monkeypatch.setattr(store_module, "now", lambda: now() + timedelta(hours=25))
        tidy(jobs)
        monkeypatch.undo()
        assert client.get(location).status_code == 404
        assert not jobs.files.folder_of(job_id).exists()


def test_what_killed_processes_left_behind_is_removed_but_nothing_that_is_in_use(serve, jobs):
    with serve(jobs=JobSettings(in_service=False)) as client:
        job_id = client.post("/v1/jobs", content=b"fine", headers=PDF).json()["id"]
        kept = jobs.files.path_of(job_id, 1)
        orphan, fresh = jobs.files.folder_of("orphan"), jobs.files.folder_of("fresh")
        half = jobs.files.incoming / "bleuet-upload-half.spool"
        half.touch()
        for folder in (orphan, fresh):
            folder.mkdir()
        long_ago = time.time() - 7200
        for path in (kept.parent, orphan):
            os.utime(path, (long_ago, long_ago))
        with spool_file(jobs.files.incoming) as coming:
            tidy(jobs)
            assert kept.exists() and fresh.exists() and coming.exists()
        assert not orphan.exists() and not half.exists()


def test_a_job_is_accepted_though_the_queue_cannot_be_told(fake_extractor, storage_folder, logged):
    storage = StorageSettings(folder=storage_folder, queue_url=UNREACHABLE)
    app = create_app(fake_extractor, storage_settings=storage)
    with TestClient(app) as client:
        answer = client.post("/v1/jobs", content=b"fine", headers=PDF)
        assert answer.status_code == 202
        assert client.get(answer.headers["location"]).json()["state"] == "queued"
    assert "queue_unavailable" in {entry["event"] for entry in logged}


def test_upkeep_rings_for_a_job_that_nobody_was_told_of(jobs, fake_extractor, storage):
    async def upkeep() -> bool:
        reader = ThreadReader(fake_extractor)
        keep = Retention.of(jobs.database, storage).documents.keep
        worker = JobWorker(jobs, reader, keep, background=True, concurrency=1, metrics=Metrics())
        worker._upkeep()
        return jobs.bell.is_ringing()

    assert not asyncio.run(upkeep())
    document = NewDocument(1, "a.pdf")
    jobs.store.add("a", tenant="t", key=None, file="a", sha256="0" * 64, documents=[document])
    assert not jobs.bell.is_ringing()
    assert asyncio.run(upkeep())


def test_messages_are_plain_and_none_but_ours():
    messages = JsonMessages()
    message = Message("1", "service.jobs.bell.look", None, 0, 0)
    assert messages.deserialize(messages.serialize(message))[:2] == message[:2]
    for data in (b"[]", b"{}", b"\x80\x04N."):
        with pytest.raises(ValueError):
            messages.deserialize(data)
