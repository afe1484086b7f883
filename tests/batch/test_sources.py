"""Archives and stores as sources, and what is none."""

from __future__ import annotations

import errno
import os

import pytest
from archives.making import MAKERS
from batch.references import TREE, read
from batch.runs import documents

from extractor.batch.errors import EmptySourceError, SourceError
from extractor.batch.sources import Reference, fetch
from extractor.batch.sources.opening import open_source
from extractor.errors import DocumentTooLargeError, InputError


@pytest.mark.parametrize("kind", MAKERS)
def test_an_archive(tmp_path, kind):
    path = tmp_path / "lot"
    path.write_bytes(MAKERS[kind]({"a.pdf": b"a", "2025/b.pdf": b"b", "vide.pdf": b""}))
    *references, last = open_source(str(path)).references()
    assert {r.name: fetch(r, max_bytes=9) for r in references} == {
        "a.pdf#1": b"a",
        "2025/b.pdf#2": b"b",
    }
    assert last.name == "vide.pdf#3"
    assert last.error.type == "document.empty"


def test_an_archive_that_turns_out_to_be_damaged_ends_in_an_error(tmp_path):
    path = tmp_path / "lot.tar.gz"
    data = MAKERS["tar.gz"]({f"{n}.pdf": os.urandom(30_000) for n in range(20)})
    path.write_bytes(data[: len(data) // 2])
    *whole, last = open_source(str(path)).references()
    assert whole
    assert (last.name, last.error.type) == ("lot.tar.gz", "archive.invalid")


@pytest.mark.parametrize(
    "text",
    [
        "nowhere",
        "nowhere/*.pdf",
        "a.txt",
        "a**/*.pdf",
        "file:///nonexistent/",
        "s3://factures/lot.tar.gz",
        "gs://factures/lot.ZIP",
        "s3://factures/2025/a.pdf",
    ],
)
def test_what_is_no_source(tmp_path, monkeypatch, text):
    monkeypatch.chdir(documents(tmp_path, {"a.txt": "a"}))
    with pytest.raises(SourceError):
        open_source(text)


def test_addresses_of_any_store_that_fsspec_knows():
    import fsspec

    system = fsspec.filesystem("memory")
    for name, content in TREE.items():
        system.pipe(f"/factures/{name}", content.encode())
    found = read(open_source("memory://factures"))
    assert found == {"a.pdf": b"a", "2025/b.PDF": b"b", "2025/03/c.xml": b"c"}
    assert set(read(open_source("memory://factures/2025/**/*.xml"))) == {"03/c.xml"}
    gone = Reference("x", "gone.pdf", "memory://factures/")
    with pytest.raises(InputError, match="FileNotFoundError"):
        fetch(gone, max_bytes=9)


def test_a_folder_of_a_store_that_is_closed_is_an_error_and_one_that_fails_ends_the_run(
    monkeypatch,
):
    import fsspec

    system = fsspec.filesystem("memory")
    for name in ("a.pdf", "b/c.pdf", "d/e.pdf"):
        system.pipe(f"/closed/{name}", b"x")
    ls, raised = type(system).ls, PermissionError(errno.EACCES, "-")

    def refuse(self, path, **named):
        if path.endswith("/b"):
            raise raised
        return ls(self, path, **named)

    monkeypatch.setattr(type(system), "ls", refuse)
    found = {r.name: r.error for r in open_source("memory://closed").references()}
    assert set(found) == {"a.pdf", "b/", "d/e.pdf"}
    assert found["b/"].type == "document.unreachable"
    raised = OSError(errno.EIO, "-")
    with pytest.raises(SourceError):
        list(open_source("memory://closed").references())


def test_what_is_not_in_a_store_and_what_is_one_object_is_told():
    import fsspec

    fsspec.filesystem("memory").pipe("/alone/object", b"x")
    for text in ("memory://nowhere/x", "memory://alone/object"):
        with pytest.raises(EmptySourceError):
            list(open_source(text).references())


def test_names_of_objects_may_hold_what_joins_addresses(tmp_path):
    import fsspec

    fsspec.filesystem("memory").pipe("/chained/a::b.pdf", b"x")
    assert read(open_source("memory://chained")) == {"a::b.pdf": b"x"}
    (tmp_path / "liste.csv").write_text("path\nmemory://chained/a::b.pdf\n")
    (only,) = open_source(f"{tmp_path}/liste.csv").references()
    assert fetch(only, max_bytes=9) == b"x"


def test_a_disk_too_full_to_unpack_ends_the_run(tmp_path, monkeypatch):
    path = tmp_path / "lot.zip"
    path.write_bytes(MAKERS["zip"]({"a.pdf": b"a"}))

    def full(*_arguments, **_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(SourceError, match="No space left"):
        list(open_source(str(path)).references())


def test_a_store_that_nobody_knows_is_told():
    with pytest.raises(SourceError, match="nostore"):
        list(open_source("nostore://bucket/").references())


def test_a_document_over_the_limit_is_not_fetched(tmp_path):
    documents(tmp_path, {"a.pdf": "12345"})
    for location in (str(tmp_path / "a.pdf"), f"file://{tmp_path}/a.pdf"):
        with pytest.raises(DocumentTooLargeError):
            fetch(Reference("a", location), max_bytes=4)
