"""A run: every document exactly once, whatever becomes of it or of the process that reads it."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import threading
from contextlib import closing

import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from archives.making import a_tar_gz
from batch.fakes import ByContent
from batch.runs import MANY, contents, documents, outcomes, rows, run

from extractor.batch.engine import ProcessLimits
from extractor.batch.errors import SourceError
from extractor.batch.reading import Read, as_json, result_of
from extractor.batch.sources import Reference, fetch
from extractor.batch.store import JOURNAL, Run, Store
from extractor.batch.store.rows import result_of_rows, rows_of
from extractor.batch.store.schema import TABLES
from extractor.errors import ArtefactError


def here(task):
    """Reading in this process, for tests that are not about processes."""
    data = fetch(task.reference, max_bytes=1000)
    result = result_of(ByContent(task.model_version), data, file=task.reference.name)
    return Read(as_json(result), 0.1)


def test_what_becomes_of_each_document(tmp_path):
    source = documents(
        tmp_path / "in",
        MANY
        | {
            "killer.pdf": "killer",
            "hangs.pdf": "hangs",
            "large.pdf": "large",
            "bug.pdf": "bug",
            "once.pdf": f"once {tmp_path}/marker",
            "too large.pdf": "x" * 1001,
        },
    )
    progress = run(source, tmp_path / "out", limits=ProcessLimits(8, 800))
    assert {name: error for name, error in outcomes(tmp_path / "out").items() if error} == {
        "z.pdf": "pdf.encrypted",
        "killer.pdf": "processing.memory",
        "hangs.pdf": "processing.timeout",
        "large.pdf": "processing.memory",
        "bug.pdf": "internal.error",
        "too large.pdf": "document.too_large",
    }
    assert (progress.documents, progress.errors, progress.passed) == (47, 6, 0)
    assert progress.pages == 2 * 41
    attempts = {row["document"]: row["attempts"] for row in rows(tmp_path / "out", "documents")}
    assert attempts.pop("killer.pdf") == attempts.pop("once.pdf") == 2
    assert set(attempts.values()) == {1}


def test_the_rows_say_what_the_result_says(tmp_path, workers):
    source = documents(tmp_path / "in", {"a.pdf": "FA-1", "b.pdf": "encrypted"})
    run(source, tmp_path / "out", workers=workers)
    read, refused = rows(tmp_path / "out", "documents")
    assert (read["status"], read["pages"], read["page_sources"]) == ("ok", 2, ["text_layer"] * 2)
    assert read["findings"][0]["fields"] == ["total_net"]
    assert (refused["status"], refused["error_type"]) == ("error", "pdf.encrypted")
    assert refused["pages"] is None
    fields = rows(tmp_path / "out", "fields")
    assert [(f["document"], f["field"], f["value"]) for f in fields] == [
        ("a.pdf", "currency", "EUR"),
        ("a.pdf", "invoice_number", "FA-1"),
    ]
    schema = pq.read_schema(next((tmp_path / "out" / "fields").iterdir()))
    assert schema.metadata[b"bleuet.schema_version"] == b"1"


def test_rows_make_up_the_result_again(extraction, tmp_path):
    from extractor.errors import CorruptPdfError
    from extractor.serialisation import error_document, result_document

    for result in (
        result_document(extraction, file="a.pdf", sha256="00"),
        error_document(CorruptPdfError("xref"), file="a.pdf"),
    ):
        parts = rows_of(result, attempts=1, cpu_ms=3.0)
        tables = {}
        for name, own in parts.items():
            pq.write_table(pyarrow.Table.from_pylist(own, TABLES[name]), tmp_path / name)
            tables[name] = pq.read_table(tmp_path / name).to_pylist()
        assert result_of_rows(tables) == json.loads(as_json(result))


def test_a_second_start_reads_nothing_again(tmp_path, workers):
    source = documents(tmp_path / "in", MANY)
    run(source, tmp_path / "out", workers=workers)
    first = contents(tmp_path / "out")
    documents(tmp_path / "in", {"later.pdf": "more"})
    progress = run(source, tmp_path / "out", workers=workers)
    assert (progress.documents, progress.passed) == (1, 41)
    assert len(contents(tmp_path / "out")["documents"]) == len(first["documents"]) + 1


def test_a_document_that_a_source_names_twice_is_one(tmp_path, workers):
    documents(tmp_path, MANY)
    (tmp_path / "liste.csv").write_text("path\n" + "\n".join([*MANY, *MANY]))
    progress = run(tmp_path / "liste.csv", tmp_path / "out", workers=workers)
    assert (progress.documents, progress.passed) == (41, 41)
    assert len(contents(tmp_path / "out")["documents"]) == 41


def test_an_archive_that_is_damaged_keeps_what_came_before(tmp_path, workers):
    data = a_tar_gz({f"{n}.pdf": os.urandom(400).hex().encode() for n in range(40)})
    (tmp_path / "lot.tar.gz").write_bytes(data[: len(data) * 3 // 4])
    run(tmp_path / "lot.tar.gz", tmp_path / "out")
    found = outcomes(tmp_path / "out")
    assert found.pop("lot.tar.gz") == "archive.invalid"
    assert found
    assert set(found.values()) == {None}


def test_json_lines_and_csv_beside(tmp_path, workers):
    source = documents(tmp_path / "in", MANY)
    run(source, tmp_path / "out", workers=workers, formats=("csv", "jsonl"))
    lines = [
        json.loads(line)
        for path in (tmp_path / "out" / "jsonl").iterdir()
        for line in path.read_text().splitlines()
    ]
    assert sorted(line["file"] for line in lines) == sorted(MANY)
    assert len(list((tmp_path / "out" / "csv" / "documents").iterdir())) == 6
    for name in TABLES:
        parts = (tmp_path / "out" / "csv" / name).iterdir()
        tables = [pyarrow.csv.read_csv(path) for path in parts]
        assert sum(table.num_rows for table in tables) == len(rows(tmp_path / "out", name))
    (first, *_) = sorted((tmp_path / "out" / "csv" / "documents").iterdir())
    findings = pyarrow.csv.read_csv(first)["findings"][0].as_py()
    assert json.loads(findings)[0]["code"] == "totals.inconsistent"


class Failing:
    """A source that can be read for a while."""

    def __init__(self, names):
        self._names = names

    def references(self):
        for name in self._names:
            yield Reference(name, data=name.encode())
        raise SourceError("injoignable")

    def count(self):
        return None


def test_a_source_that_fails_keeps_what_came_before(tmp_path, workers, monkeypatch):
    from batch import runs

    monkeypatch.setattr(runs, "open_source", lambda _: Failing([f"{n}.pdf" for n in range(20)]))
    with pytest.raises(SourceError, match="injoignable"):
        run("s", tmp_path / "out", workers=workers, read=here)
    assert len(contents(tmp_path / "out")["documents"]) >= 14


def test_workers_without_the_model_end_the_run(tmp_path, workers):
    def no_model(_task):
        raise ArtefactError("nowhere")

    source = documents(tmp_path / "in", MANY)
    with pytest.raises(ArtefactError):
        run(source, tmp_path / "out", workers=workers, read=no_model)
    assert outcomes(tmp_path / "out") == {}


def test_a_run_that_is_stopped_keeps_what_it_has_and_goes_on(tmp_path, workers):
    source = documents(tmp_path / "in", MANY)
    run(source, tmp_path / "undisturbed", workers=workers)
    seen = threading.Event()
    batches = []

    from batch import runs

    class Stopped(runs.Batch):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, report=self._stop_at_ten, **named)
            batches.append(self)

        def _stop_at_ten(self, progress):
            if progress.documents == 10 and not seen.is_set():
                seen.set()
                self.stop()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(runs, "Batch", Stopped)
        run(source, tmp_path / "out", workers=workers)
    assert 10 <= len(outcomes(tmp_path / "out")) < 15
    run(source, tmp_path / "out", workers=workers)
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_a_part_is_committed_after_some_time(tmp_path):
    from extractor.batch.settings import BatchSettings

    now = 0.0
    with closing(Store(tmp_path, Run("in", "m"), BatchSettings(part_s=60), lambda: now)) as store:
        result = as_json(result_of(ByContent(), b"a", file="a.pdf"))
        store.add(result, attempts=1, cpu_ms=1.0)
        assert not store.is_due
        now = 61.0
        assert store.is_due
        store.commit()
        assert not store.is_due
    with closing(sqlite3.connect(tmp_path / JOURNAL)) as journal:
        assert journal.execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_the_counts_of_parts_add_up(tmp_path, workers):
    source = documents(tmp_path / "in", MANY | {"scan.pdf": "scan 1"})
    run(source, tmp_path / "out", workers=workers)
    with closing(Store(tmp_path / "out", Run(str(source), "test-1"))) as store:
        tally = store.tally
    assert tally.below("status") == {"ok": 41, "error": 1}
    assert tally.below("error") == {"pdf.encrypted": 1}
    assert tally.below("source") == {"text_layer": 81, "ocr": 1}
    assert tally.counts["pages"] == 82
    assert tally.below("kind/scanned")["documents"] == 1
    assert tally.counts["filled/currency"] == tally.counts["prefilled/currency"] == 41
    assert tally.counts["confidence/currency/19"] == 41
    assert sum(tally.below("confidence/invoice_number").values()) == 41
    assert tally.examples == {"pdf.encrypted": ["z.pdf"]}
    assert len(tally.slowest) == 20
    assert tally.slowest == sorted(tally.slowest, key=lambda slow: -slow[0])


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_finishing_gives_the_same_tables(tmp_path, seed, workers):
    source = documents(tmp_path / "in", MANY)
    run(source, tmp_path / "one", workers=workers)
    order = list(MANY)
    random.Random(seed).shuffle(order)
    (tmp_path / "in" / "liste.csv").write_text("path\n" + "\n".join(order))
    run(tmp_path / "in" / "liste.csv", tmp_path / "other", part_documents=seed + 2)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
