"""Jobs on both back ends: SQLite alone, and PostgreSQL with Redis, as in production."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
import structlog
from fastapi.testclient import TestClient

from service.app import create_app
from service.jobs import leases, store
from service.settings import JobSettings
from service.storage.base import now


class Clock:
    def __init__(self) -> None:
        self.now = now()

    def __call__(self):
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch):
    """The clock of jobs, which stands still unless the test moves it."""
    clock = Clock()
    for module in (leases, store):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def logged():
    """What is logged: kept, since to draw a trace for a person takes longer than most tests."""
    capture = structlog.testing.LogCapture()
    structlog.configure(processors=[capture])
    yield capture.entries
    structlog.reset_defaults()


@pytest.fixture
def serve(storage, fake_extractor):
    """Opens a service on the test's storage; several may be open."""

    @contextmanager
    def open_service(extractor=fake_extractor, **options):
        jobs = options.pop("jobs", JobSettings())
        app = create_app(extractor, storage_settings=storage, job_settings=jobs, **options)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client

    return open_service


@pytest.fixture
def client(serve):
    with serve() as opened:
        yield opened


@pytest.fixture
def finished():
    """The status of a job once it is done."""

    def wait_for(client, location: str, *, within_s: float = 60) -> dict:
        ends = time.monotonic() + within_s
        while time.monotonic() < ends:
            status = client.get(location).json()
            if status.get("state") == "done":
                return status
            time.sleep(0.02)
        raise AssertionError(f"not done: {status}")

    return wait_for
