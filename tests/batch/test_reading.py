"""A task of a worker: what is the document's, and what is not."""

from __future__ import annotations

import hashlib
import json

import pytest
from batch.fakes import MODEL, ByContent

from extractor.batch import reading
from extractor.batch.engine import MemoryShortError, StartFailedError
from extractor.batch.reading import Task, read_task
from extractor.batch.sources import Reference
from extractor.errors import ArtefactError

TASK = Task(Reference("a.pdf", data=b"FA-1"), MODEL)


def test_a_document_is_read_with_the_model_asked_for(monkeypatch):
    monkeypatch.setattr(reading, "_load", ByContent)
    result = json.loads(read_task(TASK).document)
    assert (result["file"], result["model_version"]) == ("a.pdf", MODEL)


def test_one_that_lacks_memory_has_its_result_told_for_another_trial(monkeypatch):
    class Short(ByContent):
        def extract(self, data):
            raise RuntimeError("std::bad_alloc")

    monkeypatch.setattr(reading, "_load", Short)
    with pytest.raises(MemoryShortError) as told:
        read_task(TASK)
    result = json.loads(told.value.answer.document)
    assert result["error"]["type"] == "processing.memory"
    assert result["sha256"] == hashlib.sha256(b"FA-1").hexdigest()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ImportError("libGL.so.1"), StartFailedError),
        (MemoryError(), StartFailedError),
        (ArtefactError("nowhere"), ArtefactError),
    ],
)
def test_a_machine_that_cannot_read_is_no_error_of_a_document(monkeypatch, error, told):
    def fail(_version):
        raise error

    monkeypatch.setattr(reading, "_load", fail)
    with pytest.raises(told):
        read_task(TASK)
