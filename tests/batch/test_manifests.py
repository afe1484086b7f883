"""Lists of documents as sources: CSV, Parquet, JSON lines."""

from __future__ import annotations

import csv
import json
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batch.references import TREE, read
from batch.runs import documents

from extractor.batch.errors import SourceError
from extractor.batch.sources import fetch
from extractor.batch.sources.opening import open_source
from extractor.errors import InputError, UnreachableDocumentError


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
