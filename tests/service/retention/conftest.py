from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from service.access import ApiKeys
from service.app import create_app
from service.retention import Retention, forgetting, policies
from service.retention import documents as kept_documents
from service.settings import AccessSettings
from service.storage import Database

PDF = {"content-type": "application/pdf"}


@pytest.fixture
def database(storage):
    opened = Database(storage.url)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def retention(database, storage):
    return Retention.of(database, storage)


@pytest.fixture
def client(fake_extractor, database, storage):
    """A service that knows its callers."""
    access = AccessSettings(mode="required")
    app = create_app(fake_extractor, access_settings=access, storage_settings=storage)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def mairie(database):
    return {"x-api-key": ApiKeys(database).create("mairie", "essai")[1]}


@pytest.fixture
def region(database):
    return {"x-api-key": ApiKeys(database).create("region", "essai")[1]}


@pytest.fixture
def days_later(monkeypatch):
    """Moves the service's clock."""

    def move(days: float) -> None:
        moment = datetime.now(UTC) + timedelta(days=days)
        for module in (forgetting, policies, kept_documents):
            monkeypatch.setattr(module, "now", lambda: moment)

    return move
