"""Runs made for the tests, and what they left on the disk."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
from batch.fakes import MODEL, read_fake

from extractor.batch.engine import ProcessLimits
from extractor.batch.executors.local import local_workers
from extractor.batch.running import Batch, Reading
from extractor.batch.settings import BatchSettings
from extractor.batch.sources.opening import open_source
from extractor.batch.store import Run, Store
from extractor.batch.store.schema import TABLES, TIMINGS

MANY = {f"{n:03}.pdf": f"number {n}" for n in range(40)} | {"z.pdf": "encrypted"}


def documents(folder: Path, contents: dict[str, str]) -> Path:
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def run(source, out, *, workers=None, part_documents=7, limits=None, jobs=2, formats=(), **other):
    """A run from its beginning or from where it stopped; its progress."""
    settings = BatchSettings(part_documents=part_documents, attempts=2)
    version = other.pop("model_version", MODEL)
    former = other.pop("former", None)
    read = other.pop("read", read_fake)
    store = Store(out, Run(str(source), version, formats, other.pop("since", "")), settings)
    try:
        reading = Reading(version, limits or ProcessLimits(120, 1000), settings.attempts, read)
        batch = Batch(open_source(str(source)), store, reading, former, **other)
        if workers is not None:
            batch.run(workers)
        else:
            with local_workers(jobs) as own:
                batch.run(own)
        return batch.progress
    finally:
        store.close()


def rows(out: Path, table: str) -> list[dict]:
    found = [
        row
        for path in sorted((out / table).glob("*"))
        for row in pq.read_table(path, schema=TABLES[table]).to_pylist()
    ]
    return sorted(found, key=lambda row: [str(row[name]) for name in list(row)[:2]])


def contents(out: Path) -> dict[str, list[dict]]:
    """All rows of a run but for its timings; no document is in it twice."""
    tables = {name: rows(out, name) for name in TABLES}
    assert max(Counter(row["document"] for row in tables["documents"]).values(), default=1) == 1
    for row in tables["documents"]:
        for name in (*TIMINGS, "attempts"):
            del row[name]
    return tables


def outcomes(out: Path) -> dict[str, str | None]:
    """The type of each document's error, None if it was read."""
    return {row["document"]: row["error_type"] for row in rows(out, "documents")}
