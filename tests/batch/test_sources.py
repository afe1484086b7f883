"""Sources: each kind gives its documents, one at a time."""

from __future__ import annotations

import csv
import errno
import itertools
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives.making import MAKERS
from batch.runs import documents

from extractor.batch.errors import EmptySourceError, SourceError
from extractor.batch.sources import Reference, fetch
from extractor.batch.sources.folders import FolderSource
from extractor.batch.sources.opening import open_source
from extractor.errors import DocumentTooLargeError, InputError, UnreachableDocumentError

TREE = {"a.pdf": "a", "2025/b.PDF": "b", "2025/03/c.xml": "c", "notes.txt": "-", ".d.pdf": "-"}


def read(source) -> dict[str, bytes]:
    references = list(source.references())
    names = [reference.name for reference in references]
    assert len(set(names)) == len(names) == (source.count() or len(names))
    assert len({reference.key for reference in references}) == len(names)
    return {reference.name: fetch(reference, max_bytes=100) for reference in references}


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


def write_csv(path, rows, header, delimiter=","):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([header, *rows])


def write_parquet(path, rows, header):
    pq.write_table(pa.table(dict(zip(header, zip(*rows, strict=True), strict=True))), path)


def write_jsonl(path, rows, header):
    lines = [json.dumps(dict(zip(header, row, strict=True))) for row in rows]
    path.write_text("\n".join([*lines, ""]))


@pytest.mark.parametrize(
    ("suffix", "write"), [("csv", write_csv), ("parquet", write_parquet), ("jsonl", write_jsonl)]
)
def test_a_manifest(tmp_path, suffix, write):
    documents(tmp_path, TREE)
    rows = [
        ("1", "a.pdf"),
        ("2", f"{tmp_path}/2025/b.PDF"),
        ("3", f"file://{tmp_path}/2025/03/c.xml"),
    ]
    path = tmp_path / f"liste.{suffix}"
    write(path, rows, ("id", "Path"))
    found = read(open_source(str(path)))
    assert found == dict(zip([row[1] for row in rows], (b"a", b"b", b"c"), strict=True))
    assert read(open_source(f"file://{path}")) == found


def test_a_manifest_of_a_french_spreadsheet(tmp_path):
    documents(tmp_path, TREE)
    write_csv(tmp_path / "liste.csv", [("a.pdf", "été"), ("", "rien")], ("fichier", "note"), ";")
    first, second = open_source(str(tmp_path / "liste.csv")).references()
    assert fetch(first, max_bytes=9) == b"a"
    assert second.name == "liste.csv#2"
    with pytest.raises(InputError, match="sans chemin"):
        fetch(second, max_bytes=9)


def test_a_manifest_of_nothing_but_paths(tmp_path):
    documents(tmp_path, TREE)
    (tmp_path / "liste.jsonl").write_text('"a.pdf"\n\n"2025/b.PDF"\n17\n')
    names = [reference.name for reference in open_source(f"{tmp_path}/liste.jsonl").references()]
    assert names == ["a.pdf", "2025/b.PDF", "liste.jsonl#3"]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("a.pdf\nb.pdf\n", ["a.pdf", "b.pdf"]),
        ("\na.pdf\n", ["a.pdf"]),
        ('path\nFacture, mai.pdf\n"Avoir, juin.pdf"\n', ["Facture, mai.pdf", "Avoir, juin.pdf"]),
        ("Path\na;b.pdf\n", ["a;b.pdf"]),
        ('"a, b.pdf"\nc, d.pdf\n', ["a, b.pdf", "c, d.pdf"]),
        ("id,path\n1,Facture, mai.pdf\n2,b.pdf,,\n", ["liste.csv#1", "b.pdf"]),
        ("id,path\n1," + "x" * 200_000 + "\n2,b.pdf\n", ["liste.csv#1", "b.pdf"]),
    ],
)
def test_no_document_of_a_csv_is_lost(tmp_path, content, names):
    (tmp_path / "liste.csv").write_text(content)
    source = open_source(f"{tmp_path}/liste.csv")
    assert [reference.name for reference in source.references()] == names


def test_lines_that_are_none_are_errors_and_the_others_are_read(tmp_path):
    lines = ['{"path": "a.pdf"}', "{", '{"one": 1, "two": 2}', "[" * 100_000, '"b.pdf"']
    (tmp_path / "liste.ndjson").write_text("\n".join(lines))
    found = {r.name: r.error for r in open_source(f"{tmp_path}/liste.ndjson").references()}
    assert list(found) == ["a.pdf", *(f"liste.ndjson#{n}" for n in (2, 3, 4)), "b.pdf"]
    assert found.pop("a.pdf") is found.pop("b.pdf") is None
    assert {error.type for error in found.values()} == {"document.unreachable"}


def test_an_entry_that_is_no_text_is_a_document_like_any_other(tmp_path):
    (tmp_path / "liste.jsonl").write_text('"\\ud800.pdf"\n"\\udce9.pdf"\n')
    (tmp_path / os.fsdecode(b"\xe9.pdf")).write_text("x")
    half, byte = open_source(f"{tmp_path}/liste.jsonl").references()
    assert half.key != byte.key
    assert fetch(byte, max_bytes=9) == b"x"
    with pytest.raises(UnreachableDocumentError):
        fetch(half, max_bytes=9)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "one,two\n1,2\n", "sans colonne"),
        ("a.csv", "Facture, mai.pdf\n", "sans colonne"),
        ("a.parquet", "PAR1", "illisible"),
    ],
)
def test_a_manifest_that_cannot_be_read(tmp_path, name, content, message):
    (tmp_path / name).write_text(content)
    with pytest.raises(SourceError, match=message):
        list(open_source(str(tmp_path / name)).references())


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
