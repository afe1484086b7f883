"""What the tests of the service share."""

from __future__ import annotations

import pytest

from service.settings import StorageSettings


@pytest.fixture(autouse=True)
def storage_folder(tmp_path, monkeypatch):
    """A folder of the test's own for whatever the service keeps."""
    monkeypatch.setenv("BLEUET_STORAGE_FOLDER", str(tmp_path / "storage"))
    return tmp_path / "storage"


@pytest.fixture(autouse=True)
def open_access(monkeypatch):
    """A service that asks nobody who they are, unless a test wants another."""
    monkeypatch.setenv("BLEUET_ACCESS_MODE", "open")


@pytest.fixture(params=["local", "production"])
def storage(request, storage_folder) -> StorageSettings:
    """Where a test keeps what it keeps: SQLite alone, and what production has."""
    if request.param == "local":
        return StorageSettings(folder=storage_folder)
    database, queue = (request.getfixturevalue(name) for name in ("postgres", "redis"))
    return StorageSettings(
        folder=storage_folder, database_url=database.new_url(), queue_url=queue.new_url()
    )
