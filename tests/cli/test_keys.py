"""`bleuet keys`: a key is shown once, and opens until it is revoked."""

from __future__ import annotations

import pytest

from extractor.cli.app import app
from service.access import ApiKeys
from service.settings import StorageSettings
from service.storage import Database


@pytest.fixture(autouse=True)
def storage(tmp_path, monkeypatch):
    monkeypatch.setenv("BLEUET_STORAGE_FOLDER", str(tmp_path / "storage"))


@pytest.fixture
def holder_of(storage):
    database = Database(StorageSettings().url)
    yield lambda key: ApiKeys(database).identify(key)
    database.close()


def test_a_key_from_birth_to_end(runner, holder_of):
    made = runner.invoke(app, ["keys", "create", "--tenant", "mairie", "--name", "essai"])
    assert made.exit_code == 0, made.output
    key = made.stdout.strip()  # alone there, so that it can be piped
    assert holder_of(key).principal.tenant == "mairie"

    listed = runner.invoke(app, ["keys", "list"])
    assert "mairie" in listed.stdout
    assert key not in listed.stdout

    assert runner.invoke(app, ["keys", "revoke", "1"]).exit_code == 0
    assert holder_of(key) is None
    assert runner.invoke(app, ["keys", "revoke", "2"]).exit_code == 1


def test_impossible_ones(runner):
    wrong = runner.invoke(app, ["keys", "create", "--tenant", "a b", "--name", "x"])
    assert wrong.exit_code == 2
    wrong = runner.invoke(
        app, ["keys", "create", "--tenant", "a", "--name", "x", "--rate", "souvent"]
    )
    assert wrong.exit_code == 2
    assert not wrong.stdout
