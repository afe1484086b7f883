"""What the tests of the service share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def storage_folder(tmp_path, monkeypatch):
    """A folder of the test's own for whatever the service keeps."""
    monkeypatch.setenv("BLEUET_STORAGE_FOLDER", str(tmp_path / "storage"))
    return tmp_path / "storage"


@pytest.fixture(autouse=True)
def open_access(monkeypatch):
    """A service that asks nobody who they are, unless a test wants another."""
    monkeypatch.setenv("BLEUET_ACCESS_MODE", "open")
