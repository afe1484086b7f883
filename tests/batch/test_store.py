"""The first moments of a run's folder, whatever ends them, and whose folder it is."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from batch.runs import documents, outcomes, run

from extractor.batch.errors import StoreError, WrongFolderError
from extractor.batch.reading import as_json, failure_document
from extractor.batch.sources import key_of
from extractor.batch.store import JOURNAL, Journal, Run, Store
from extractor.errors import EncryptedPdfError, TooManyPagesError

OWN = Run("in", "test-1", ("csv", "jsonl"))


class PowerCut(BaseException):
    """Nothing is run any more, not even what handles errors."""


def cut_at(monkeypatch, owner, name, number, raised):
    """Have the call of that number not be made any more."""
    call, calls = getattr(owner, name), []

    def counted(*arguments, **named):
        calls.append(arguments)
        if len(calls) == number:
            raise raised
        return call(*arguments, **named)

    monkeypatch.setattr(owner, name, counted)
    return calls


@pytest.mark.parametrize("number", range(1, 13))
def test_power_may_be_cut_before_any_folder_is_made(tmp_path, monkeypatch, number):
    with monkeypatch.context() as patched:
        cut_at(patched, Path, "mkdir", number, PowerCut())
        with pytest.raises(PowerCut):
            Store(tmp_path / "out", OWN)
    Store(tmp_path / "out", OWN).close()


@pytest.mark.parametrize("name", ["connect", JOURNAL])
def test_power_may_be_cut_while_the_journal_is_made(tmp_path, monkeypatch, name):
    with monkeypatch.context() as patched:
        if name == "connect":
            cut_at(patched, sqlite3, name, 1, PowerCut())
        else:
            cut_at(patched, Journal, "begin", 1, PowerCut())
        with pytest.raises(PowerCut):
            Store(tmp_path / "out", OWN)
    Store(tmp_path / "out", OWN).close()


@pytest.mark.parametrize("left", [JOURNAL, f"{JOURNAL}-journal"])
def test_a_journal_that_was_not_begun_is_no_obstacle(tmp_path, left):
    (tmp_path / "documents").mkdir()
    (tmp_path / "csv" / "fields").mkdir(parents=True)
    (tmp_path / left).touch()
    Store(tmp_path, OWN).close()


@pytest.mark.parametrize("mine", ["documents/thesis.txt", "csv/fields/mine.csv", "other/a", "csv"])
def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path, mine):
    documents(tmp_path, {mine: "mine"})
    with pytest.raises(WrongFolderError, match="n'est pas vide"):
        Store(tmp_path, OWN)
    assert [path.read_text() for path in tmp_path.rglob("*") if path.is_file()] == ["mine"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_disk_full_at_first_is_no_wrong_folder(tmp_path, monkeypatch, number):
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    cut_at(monkeypatch, Path, "mkdir", number, full)
    with pytest.raises(StoreError, match="No space left") as raised:
        Store(tmp_path / "out", OWN)
    assert not isinstance(raised.value, WrongFolderError)
    Store(tmp_path / "out", OWN).close()


def test_a_folder_in_which_nothing_was_committed_may_be_another_run_s(tmp_path, workers):
    Store(tmp_path / "out", Run("mistyped", "test-1")).close()
    source = documents(tmp_path / "in", {"a.pdf": "a"})
    run(source, tmp_path / "out", workers=workers)
    assert outcomes(tmp_path / "out") == {"a.pdf": None}
    with pytest.raises(WrongFolderError, match="autre lot"):
        Store(tmp_path / "out", Run("mistyped", "test-1"))
    with closing(Journal(tmp_path / "out", read_only=True)) as journal:
        assert journal.run()["source"] == str(source)


@pytest.mark.parametrize(
    ("error", "lasts"), [(EncryptedPdfError(), True), (TooManyPagesError("201 pages"), False)]
)
def test_an_error_that_another_limit_would_spare_is_not_taken_over(tmp_path, error, lasts):
    with closing(Store(tmp_path, OWN)) as store:
        result = failure_document(error, file="a.pdf", sha256="00" * 32)
        store.add(as_json(result), attempts=1, cpu_ms=None)
        store.commit()
        assert (store.journal.find(key_of("a.pdf"))[1] is not None) == lasts
