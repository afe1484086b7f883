"""Folders and patterns as sources."""

from __future__ import annotations

import errno
import itertools
import os
from pathlib import Path

import pytest
from batch.references import TREE, read
from batch.runs import documents

from extractor.batch.errors import SourceError
from extractor.batch.sources import fetch
from extractor.batch.sources.folders import FolderSource
from extractor.batch.sources.opening import open_source
from extractor.errors import UnreachableDocumentError


def test_a_folder(tmp_path):
    found = read(open_source(str(documents(tmp_path, TREE))))
    assert found == {"a.pdf": b"a", "2025/b.PDF": b"b", "2025/03/c.xml": b"c"}


def test_a_link_to_a_folder_is_not_followed_and_one_to_a_file_is(tmp_path):
    documents(tmp_path, {"a.pdf": "a"})
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
    assert set(read(open_source(str(tmp_path)))) == {"a.pdf", "b.pdf"}


def test_a_name_that_is_no_text(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.pdf")).write_text("x")
    assert read(open_source(str(tmp_path))) == {"caf\\xe9.pdf": b"x"}


def test_names_that_are_written_alike_are_of_two_documents(tmp_path):
    """One holds a byte that is no text, the others what that is written as."""
    for name in (b"caf\xe9.pdf", rb"caf\xe9.pdf", rb"caf\\xe9.pdf", rb"a\b.pdf"):
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    found = read(open_source(str(tmp_path)))
    assert len(found) == 4
    assert found[r"caf\xe9.pdf"] == b"caf\xe9.pdf"
    assert found[r"a\b.pdf"] == rb"a\b.pdf"


def test_a_link_that_leads_nowhere_is_an_error_of_that_document(tmp_path):
    (tmp_path / "a.pdf").symlink_to(tmp_path / "gone")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "b.pdf")
    for reference in open_source(str(tmp_path)).references():
        with pytest.raises(UnreachableDocumentError):
            fetch(reference, max_bytes=9)


@pytest.fixture
def closed(monkeypatch):
    """Makes folders of some name such that they cannot be listed, whoever asks."""

    def close(name, number=errno.EACCES):
        scandir = os.scandir

        def refuse(folder):
            if Path(folder).name == name:
                raise OSError(number, os.strerror(number))
            return scandir(folder)

        monkeypatch.setattr(os, "scandir", refuse)

    return close


def test_a_folder_that_is_closed_is_an_error_and_the_others_are_read(tmp_path, closed):
    documents(tmp_path, {"a.pdf": "a", "closed/b.pdf": "b", "z/c.pdf": "c"})
    closed("closed")
    found = {r.name: r.error for r in open_source(f"file://{tmp_path}").references()}
    assert set(found) == {"a.pdf", "closed/", "z/c.pdf"}
    assert found["closed/"].type == "document.unreachable"


def test_a_disk_that_fails_within_a_folder_ends_the_run(tmp_path, closed):
    documents(tmp_path, {"closed/b.pdf": "b"})
    closed("closed", errno.EIO)
    with pytest.raises(SourceError, match="closed"):
        list(open_source(str(tmp_path)).references())


@pytest.mark.parametrize("pattern", ["*.pdf", "20*/*.pdf", "20*/**/*.pdf"])
def test_a_pattern_enters_no_folder_that_it_cannot_match_in(tmp_path, closed, pattern):
    documents(tmp_path, {"a.pdf": "a", "2025/b.pdf": "b", "lost+found/c.pdf": ""})
    closed("lost+found")
    references = list(open_source(f"{tmp_path}/{pattern}").references())
    assert [reference.error for reference in references] == [None]


def test_a_folder_is_read_as_a_stream(tmp_path):
    documents(tmp_path, {f"{n}/{n}.pdf": "x" for n in range(50)})
    listed = []

    class Listening(FolderSource):
        def _below(self, folder, prefix):
            listed.append(folder)
            return super()._below(folder, prefix)

    taken = list(itertools.islice(Listening(tmp_path).references(), 3))
    assert len(taken) == 3
    assert len(listed) <= 4


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    source = open_source(str(tmp_path))
    tmp_path.rmdir()
    with pytest.raises(SourceError, match="lecture impossible"):
        list(source.references())


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.pdf", {"a.pdf"}),
        ("2025/*", {"b.PDF"}),
        ("**/*.xml", {"2025/03/c.xml"}),
        ("20??/**", {"2025/b.PDF", "2025/03/c.xml"}),
        ("[n]*.txt", {"notes.txt"}),
    ],
)
def test_a_pattern(tmp_path, pattern, names):
    documents(tmp_path, TREE)
    assert set(read(open_source(f"{tmp_path}/{pattern}"))) == names


def test_a_pattern_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(documents(tmp_path, TREE))
    assert read(open_source("2025/**/*.xml")) == {"03/c.xml": b"c"}
