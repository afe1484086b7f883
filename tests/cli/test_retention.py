"""`bleuet retention`: nothing is kept until a tenant asks, and everything can be forgotten."""

from __future__ import annotations

import pytest

from extractor.cli.app import app
from service.reading import Outcome
from service.reading.outcomes import Upload
from service.retention import Retention
from service.settings import StorageSettings
from service.storage import Database


@pytest.fixture
def retention(tmp_path, monkeypatch):
    monkeypatch.setenv("BLEUET_STORAGE_FOLDER", str(tmp_path / "storage"))
    database = Database(StorageSettings().url)
    database.migrate()
    yield Retention.of(database, StorageSettings())
    database.close()


@pytest.fixture
def keep(retention, extraction, tmp_path):
    """Has the service read a document of a tenant; says whether it was kept."""

    def keep(tenant: str, data: bytes = b"fine") -> bool:
        path = tmp_path / "document"
        path.write_bytes(data)
        outcome = Outcome.of(extraction, name="facture.pdf", data=data)
        upload = Upload("facture.pdf", path, len(data))
        return retention.documents.keep(tenant, upload.path, outcome) is not None

    return keep


def run(runner, *arguments):
    done = runner.invoke(app, ["retention", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def row_of(output: str, tenant: str) -> list[str]:
    (line,) = (line for line in output.splitlines() if f" {tenant} " in line)
    return [cell.strip() for cell in line.strip("│ ").split("│")]


def test_on_and_off(runner, keep):
    assert not keep("mairie")
    run(runner, "set", "mairie", "--days", "30")
    assert keep("mairie")
    tenant, days, _, documents, corrections, _ = row_of(run(runner, "list"), "mairie")
    assert (tenant, days, documents, corrections) == ("mairie", "30", "1", "0")
    assert "1 documents" in run(runner, "set", "mairie", "--off")  # and forgotten at once
    assert not keep("mairie")
    assert "mairie" not in run(runner, "list")


def test_purging_one_tenant_or_all(runner, keep):
    for tenant in ("mairie", "region"):
        run(runner, "set", tenant, "--days", "30")
        keep(tenant, b"one")
        keep(tenant, b"two")
    assert "0 documents" in run(runner, "purge", "mairie", "--expired")
    assert "2 documents" in run(runner, "purge", "mairie")
    assert row_of(run(runner, "list"), "region")[3] == "2"
    assert runner.invoke(app, ["retention", "purge"], input="n\n").exit_code == 1
    assert row_of(run(runner, "list"), "region")[3] == "2"
    assert "2 documents" in run(runner, "purge", "--yes")


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "mairie"],
        ["set", "mairie", "--days", "3", "--off"],
        ["set", "mairie", "--days", "0"],
        ["set", "a b", "--days", "3"],
    ],
)
def test_wrong_usage(runner, retention, arguments):
    assert runner.invoke(app, ["retention", *arguments]).exit_code == 2
    assert not retention.policies.stocks()
