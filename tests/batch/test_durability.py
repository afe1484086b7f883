"""What is on the disk: whole, one run's, and told when it is not."""

from __future__ import annotations

import errno
import os
from contextlib import closing

import pytest
from batch.runs import MANY, contents, documents, outcomes, run

from extractor.batch.errors import StoreError
from extractor.batch.reading import as_json, failure_document
from extractor.batch.store import JOURNAL, Run, Store
from extractor.errors import InputError


class PowerCut(BaseException):
    """The machine stops here."""


@pytest.mark.parametrize("cut", range(0, 45, 3))
def test_the_power_may_fail_at_any_step_of_writing(tmp_path, workers, monkeypatch, cut):
    source = documents(tmp_path / "in", {name: MANY[name] for name in list(MANY)[:20]})
    run(source, tmp_path / "undisturbed", workers=workers)
    steps = 0

    def counted(work):
        def step(*arguments, **named):
            nonlocal steps
            steps += 1
            if steps == cut:
                raise PowerCut
            return work(*arguments, **named)

        return step

    from extractor.batch.store import durable, journal

    with monkeypatch.context() as patched:
        patched.setattr(durable.os, "fsync", counted(os.fsync))
        patched.setattr(durable.Path, "replace", counted(durable.Path.replace))
        patched.setattr(journal.Journal, "commit_part", counted(journal.Journal.commit_part))
        try:
            run(source, tmp_path / "out", workers=workers)
        except PowerCut:
            assert steps == cut
    run(source, tmp_path / "out", workers=workers)
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(tmp_path, workers, monkeypatch):
    source = documents(tmp_path / "in", MANY)

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    from extractor.batch.store import durable

    with monkeypatch.context() as patched:
        patched.setattr(durable.os, "fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            run(source, tmp_path / "out", workers=workers)
    assert not [path for path in (tmp_path / "out").rglob("part*")]
    run(source, tmp_path / "out", workers=workers)
    assert set(outcomes(tmp_path / "out")) == set(MANY)


def test_what_was_left_half_written_is_removed_and_no_other_file(tmp_path, workers):
    source = documents(tmp_path / "in", MANY)
    run(source, tmp_path / "out", workers=workers)
    before = contents(tmp_path / "out")
    folder = tmp_path / "out" / "fields"
    (folder / "part-000099.parquet").write_bytes(b"PAR1 half of a file")
    (folder / "part-000007.parquet.tmp").write_bytes(b"")
    (folder / "notes.txt").write_text("mine")
    run(source, tmp_path / "out", workers=workers)
    assert (folder / "notes.txt").read_text() == "mine"
    (folder / "notes.txt").unlink()
    assert contents(tmp_path / "out") == before


def test_a_part_that_is_missing_or_changed_is_told(tmp_path, workers):
    source = documents(tmp_path / "in", MANY)
    run(source, tmp_path / "out", workers=workers)
    path = tmp_path / "out" / "lines" / "part-000001.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(StoreError, match="a changé"):
        run(source, tmp_path / "out", workers=workers)
    path.unlink()
    with pytest.raises(StoreError, match="manque"):
        run(source, tmp_path / "out", workers=workers)


@pytest.mark.parametrize(
    "other", [Run("elsewhere", "test-1"), Run("in", "2"), Run("in", "test-1", ("csv",))]
)
def test_a_folder_is_one_run_s(tmp_path, other):
    with closing(Store(tmp_path / "out", Run("in", "test-1"))) as store:
        store.add(as_json(failure_document(InputError(), file="a.pdf")), attempts=1, cpu_ms=None)
        store.commit()
    with pytest.raises(StoreError, match="autre lot"):
        Store(tmp_path / "out", other)
    Store(tmp_path / "out", Run("in", "test-1")).close()


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="n'est pas vide"):
        Store(tmp_path, Run("in", "test-1"))


def test_two_do_not_write_at_once(tmp_path):
    with (
        closing(Store(tmp_path, Run("in", "test-1"))),
        pytest.raises(StoreError, match="une autre exécution"),
    ):
        Store(tmp_path, Run("in", "test-1"))


def test_a_journal_that_is_none_is_told(tmp_path):
    (tmp_path / JOURNAL).write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store(tmp_path, Run("in", "test-1"))
