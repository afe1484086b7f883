"""Sources: each kind gives its documents, one at a time."""

from __future__ import annotations

import csv
import itertools
import json
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives.making import MAKERS
from batch.runs import documents

from extractor.batch.errors import SourceError
from extractor.batch.sources import Reference, fetch
from extractor.batch.sources.folders import FolderSource
from extractor.batch.sources.opening import open_source
from extractor.errors import DocumentTooLargeError, InputError

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


def test_a_folder_is_read_as_a_stream(tmp_path):
    documents(tmp_path, {f"{n}/{n}.pdf": "x" for n in range(50)})
    listed = []

    class Listening(FolderSource):
        def _files(self, folder, prefix):
            listed.append(folder)
            return super()._files(folder, prefix)

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
    ("name", "content", "message"),
    [
        ("a.csv", "one,two\n1,2\n", "sans colonne"),
        ("a.jsonl", "{", "illisible"),
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


@pytest.mark.parametrize("text", ["nowhere", "nowhere/*.pdf", "a.txt"])
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
    gone = Reference("x", "memory://factures/gone.pdf")
    with pytest.raises(InputError, match="FileNotFoundError"):
        fetch(gone, max_bytes=9)


def test_a_store_that_nobody_knows_is_told():
    with pytest.raises(SourceError, match="nostore"):
        list(open_source("nostore://bucket/").references())


def test_a_document_over_the_limit_is_not_fetched(tmp_path):
    documents(tmp_path, {"a.pdf": "12345"})
    for location in (str(tmp_path / "a.pdf"), f"file://{tmp_path}/a.pdf"):
        with pytest.raises(DocumentTooLargeError):
            fetch(Reference("a", location), max_bytes=4)
