"""What `bleuet batch` ends with, and what it notes of its source, with documents read by fakes."""

from __future__ import annotations

import errno
import json
import os
import re
from functools import partial

import pytest
from batch.fakes import read_fake
from batch.runs import documents, outcomes
from typer.testing import CliRunner

from extractor.batch import running
from extractor.batch.store import durable
from extractor.cli.app import app


@pytest.fixture(autouse=True)
def reads_fakes(workers, monkeypatch):
    monkeypatch.setattr(running, "Reading", partial(running.Reading, read=read_fake))


def batch(source, out, *options):
    done = CliRunner().invoke(app, ["batch", str(source), "--out", str(out), "-j", "1", *options])
    return done.exit_code, " ".join(done.output.split())


def summary(out):
    return json.loads((out / "summary.json").read_text())


def test_the_same_folder_may_be_asked_for_in_any_way_and_another_one_not(tmp_path, monkeypatch):
    documents(tmp_path, {"one/in/a.pdf": "a", "two/in/b.pdf": "b"})
    monkeypatch.chdir(tmp_path / "one")
    out = tmp_path / "out"
    assert batch("in", out)[0] == 0
    for source in ("./in/", f"{tmp_path}/one/in", f"file://{tmp_path}/one/in/"):
        assert batch(source, out)[0] == 0
    monkeypatch.chdir(tmp_path / "two")
    code, said = batch("in", out)
    assert code == 2
    assert "autre lot" in said
    assert outcomes(out) == {"a.pdf": None}
    assert summary(out)["source"] == f"{tmp_path}/one/in"
    assert batch("in", tmp_path / "new", "--since", "../out")[0] == 0
    assert summary(tmp_path / "new")["since"] == str(out)


def test_a_source_may_lie_in_a_folder_whose_name_is_no_text(tmp_path):
    source = documents(tmp_path / os.fsdecode(b"caf\xe9"), {"a.pdf": "a"})
    assert batch(source, tmp_path / "out")[0] == 0
    assert summary(tmp_path / "out")["source"] == rf"{tmp_path}/caf\xe9"


@pytest.mark.parametrize("source", ["empty", "empty/*.pdf", "memory://no/such", "liste.csv"])
def test_a_source_of_no_document_is_told_and_may_be_put_right(tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "liste.csv").write_text("path\n")
    code, said = batch(source, "out")
    assert code == 2
    assert "aucun document" in said or "introuvable" in said
    assert "reprendra" not in said
    assert not summary(tmp_path / "out")["complete"]
    documents(tmp_path, {"right/a.pdf": "a"})
    assert batch("right", "out")[0] == 0


def full(*_arguments):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_full_from_the_first_is_not_wrong_usage(tmp_path, monkeypatch):
    source = documents(tmp_path / "in", {"a.pdf": "a"})
    with monkeypatch.context() as patched:
        patched.setattr(durable.os, "fsync", full)
        code, said = batch(source, tmp_path / "out")
    assert code == 3
    assert "No space left" in said
    assert "La même commande reprendra" in said
    assert batch(source, tmp_path / "out")[0] == 0


@pytest.mark.parametrize(
    "where", ["extractor.batch.running.Batch.run", "extractor.batch.store.Store"]
)
def test_a_mistake_of_ours_is_logged_and_does_not_pass_for_success(
    tmp_path, monkeypatch, caplog, where
):
    source = documents(tmp_path / "in", {"a.pdf": "a"})

    def fail(*_arguments):
        raise ZeroDivisionError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr(where, fail)
        code, said = batch(source, tmp_path / "out")
    assert code == 3
    assert "erreur inattendue" in said
    assert "ZeroDivisionError" in caplog.text
    assert batch(source, tmp_path / "out")[0] == 0


def test_a_later_start_takes_back_that_it_was_complete(tmp_path, monkeypatch):
    source = documents(tmp_path / "in", {"a.pdf": "a"})
    assert batch(source, tmp_path / "out")[0] == 0
    assert summary(tmp_path / "out")["complete"]
    seen = []

    def look(*_arguments):
        seen.append(summary(tmp_path / "out"))
        return True

    with monkeypatch.context() as patched:
        patched.setattr(running.Batch, "run", look)
        batch(source, tmp_path / "out")
    assert [(s["complete"], s["documents"]) for s in seen] == [(False, 1)]


def test_the_help_shows_patterns_whole():
    said = CliRunner().invoke(app, ["batch", "--help"], env={"COLUMNS": "200"}).output
    assert "2025-*/*.pdf" in re.sub(r"\x1b\[[0-9;]*m", "", said)
