"""The results that are not written yet."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from extractor.batch.store.rows import Rows
from extractor.batch.store.schema import TABLES

# As Python objects rows take ten times the memory that they take in Arrow's columns.
_LOOSE_DOCUMENTS = 64


class Part:
    """Rows that gather until there are enough of them for a file."""

    def __init__(self) -> None:
        self.documents = 0
        self._rows: Rows = {name: [] for name in TABLES}
        self._batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in TABLES}

    def add(self, rows: Rows) -> None:
        """Take the rows of one document."""
        self.documents += 1
        for name, own in rows.items():
            self._rows[name] += own
        if self.documents % _LOOSE_DOCUMENTS == 0:
            self._pack()

    def tables(self) -> dict[str, pa.Table]:
        """All rows so far, by table."""
        self._pack()
        return {
            name: pa.Table.from_batches(batches, TABLES[name]).combine_chunks()
            for name, batches in self._batches.items()
        }

    def _pack(self) -> None:
        for name, rows in self._rows.items():
            if rows:
                self._batches[name].append(_batch(rows, TABLES[name]))
                rows.clear()


def _batch(rows: Sequence[dict[str, object]], schema: pa.Schema) -> pa.RecordBatch:
    columns = [pa.array([row.get(f.name) for row in rows], f.type) for f in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
