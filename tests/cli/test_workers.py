"""Several processes: order kept, and no document lost when one kills its process."""

from __future__ import annotations

import os
import signal

import pytest
from cli import test_workers as this

from extractor.cli import workers
from extractor.serialisation import JsonObject


def read_or_die(path) -> JsonObject:
    content = path.read_bytes()
    if content == b"killer":
        os.kill(os.getpid(), signal.SIGKILL)
    return {"file": str(path), "status": "ok", "content": content.decode()}


@pytest.fixture
def quick(monkeypatch):
    """Processes whose reading is replaced; they import it by its name."""
    monkeypatch.setattr(workers, "_read_in_worker", this.read_or_die)


def documents(folder, contents):
    paths = []
    for index, content in enumerate(contents):
        path = folder / f"{index:02}.pdf"
        path.write_text(content)
        paths.append(path)
    return paths


def test_results_come_in_order(quick, tmp_path):
    paths = documents(tmp_path, [str(index) for index in range(20)])
    results = list(workers.extract_documents(paths, jobs=2))
    assert [result["file"] for result in results] == [str(path) for path in paths]


def test_a_document_that_kills_its_process_is_told_and_the_others_read(quick, tmp_path):
    paths = documents(tmp_path, ["a", "b", "killer", "c", "d", "e", "f", "g"])
    results = list(workers.extract_documents(paths, jobs=2))
    assert [result["file"] for result in results] == [str(path) for path in paths]
    assert [result["status"] for result in results].count("error") == 1
    assert results[2]["error"]["type"] == "processing.memory"
