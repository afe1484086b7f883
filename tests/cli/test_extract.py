from __future__ import annotations

import hashlib
import json
import subprocess
import sys

import pytest

from extractor.cli import reading
from extractor.cli.app import app
from extractor.settings import Limits


@pytest.fixture
def extract(runner, with_fake):
    def run(*arguments: object):
        return runner.invoke(app, ["extract", *map(str, arguments)])

    return run


def test_one_document_indented(extract, tmp_path):
    path = tmp_path / "facture.pdf"
    path.write_bytes(b"some bytes")
    done = extract(path)
    assert done.exit_code == 0
    result = json.loads(done.stdout)
    assert done.stdout.startswith("{\n  ")
    assert result["file"] == str(path)
    assert result["sha256"] == hashlib.sha256(b"some bytes").hexdigest()
    assert result["status"] == "ok"


def test_a_folder_stands_for_its_documents_and_all_are_answered_for(extract, tmp_path):
    contents = {
        "a.pdf": b"fine",
        "b.PDF": b"encrypted",
        "c.jpeg": b"bug",
        "d.tif": b"memory",
        "notes.txt": b"fine",
        ".hidden.pdf": b"fine",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    done = extract(tmp_path, "--jsonl")
    assert done.exit_code == 1
    results = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = [(r["file"].rpartition("/")[2], r.get("error", {}).get("type")) for r in results]
    assert outcomes == [
        ("a.pdf", None),
        ("b.PDF", "pdf.encrypted"),
        ("c.jpeg", "internal.error"),
        ("d.tif", "processing.memory"),
    ]


def test_an_unexpected_error_tells_nothing_of_the_document(extract, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"bug")
    assert "a mistake of ours" not in extract(path).stdout


def test_a_file_over_the_limit_is_not_read(fake_extractor, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"123")
    result = reading.read_document(fake_extractor, path, max_bytes=2)
    assert result["error"]["type"] == "document.too_large"
    assert result["sha256"] is None


def test_a_file_that_cannot_be_opened_has_its_error(fake_extractor, tmp_path):
    max_bytes = Limits().max_bytes
    result = reading.read_document(fake_extractor, tmp_path / "gone.pdf", max_bytes=max_bytes)
    assert result["status"] == "error"


@pytest.mark.parametrize("arguments", [(), ("nowhere.pdf",), ("--unknown",)])
def test_wrong_usage(extract, arguments):
    assert extract(*arguments).exit_code == 2


def test_an_empty_folder_is_wrong_usage(extract, tmp_path):
    assert extract(tmp_path).exit_code == 2


def test_help_is_quick_because_nothing_heavy_is_imported():
    heavy = "{'numpy', 'pymupdf', 'spacy', 'sklearn', 'fastapi', 'cv2', 'onnxruntime'}"
    code = f"import sys, extractor.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
