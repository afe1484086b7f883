"""Two runs over the same documents: what the second says otherwise.

DuckDB joins the tables on the disk where they do not fit into memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from extractor.batch.errors import StoreError
from extractor.batch.store import JOURNAL, Journal
from extractor.batch.store.schema import TABLES
from extractor.serialisation import JsonObject

MEMORY = "2GB"
_SIDES = ("old", "new")
_CELLS = {
    "vat_rows": ("rate", "base", "amount"),
    "lines": ("description", "quantity", "unit_price", "net_amount", "vat_rate"),
}

_PAIRS = """
CREATE TEMP VIEW pairs AS
SELECT coalesce(o.document, n.document) AS document, coalesce(o.field, n.field) AS field,
    o.value AS old, n.value AS new,
    coalesce(o.prefill, false) AS old_prefill, coalesce(n.prefill, false) AS new_prefill
FROM (SELECT * FROM old_fields SEMI JOIN both_documents USING (document)) o
FULL JOIN (SELECT * FROM new_fields SEMI JOIN both_documents USING (document)) n
    ON o.document = n.document AND o.field = n.field
"""
_FIELDS = """
SELECT field,
    count(*) FILTER (old <> new),
    count(*) FILTER (old IS NULL),
    count(*) FILTER (new IS NULL),
    count(*) FILTER (new_prefill AND NOT old_prefill),
    count(*) FILTER (old_prefill AND NOT new_prefill),
    min_by({'document': document, 'old': old, 'new': new}, document, ?)
        FILTER (old IS DISTINCT FROM new)
FROM pairs
WHERE old IS DISTINCT FROM new OR old_prefill <> new_prefill
GROUP BY field ORDER BY count(*) FILTER (old IS DISTINCT FROM new) DESC, field
"""
_OUTCOMES = """
SELECT coalesce(o.error_type, o.status) AS old, coalesce(n.error_type, n.status) AS new,
    count(*), min_by(o.document, o.document, ?)
FROM old_documents o JOIN new_documents n USING (document)
GROUP BY ALL HAVING old <> new ORDER BY count(*) DESC, old, new
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One value that changed; None where there is none."""

    document: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What became of a field, in numbers of documents.

    Attributes:
        field: its name.
        changed: that have another value.
        appeared: that have a value only in the new run.
        gone: that have a value only in the old run.
        prefilled: where it is put into the form only in the new run.
        suggested: where it was put into the form only in the old run.
        examples: a few documents of the first three, in order of name.
    """

    field: str
    changed: int
    appeared: int
    gone: int
    prefilled: int
    suggested: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """Documents that were read before and are not any more, or otherwise.

    Attributes:
        old: `ok`, or the type of error.
        new: as `old`.
        documents: how many.
        examples: a few of their names.
    """

    old: str
    new: str
    documents: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunComparison:
    """What differs between two runs.

    Attributes:
        documents: that are in both.
        only_old: documents that are only in the old one.
        only_new: documents that are only in the new one.
        changed: documents in both of which some field has another value.
        fields: of those, by field, most changed first.
        rows: by table (`vat_rows`, `lines`), documents in both whose rows differ.
        outcomes: documents in both that ended otherwise.
    """

    documents: int
    only_old: int
    only_new: int
    changed: int
    fields: tuple[FieldChange, ...]
    rows: dict[str, int]
    outcomes: tuple[OutcomeChange, ...]

    def as_json(self) -> JsonObject:
        """As a JSON object."""
        return asdict(self)


def compare_runs(old: Path, new: Path, *, examples: int = 3) -> RunComparison:
    """Compare what two runs say of the documents that both have, by their names.

    Args:
        old: folder of a run.
        new: folder of another.
        examples: documents to name of each sort of change.

    Raises:
        StoreError: one is no run's folder, is being written, or cannot be read.
    """
    with _opened(old, new) as database:
        changed = _number(
            database, "SELECT count(DISTINCT document) FROM pairs WHERE old IS DISTINCT FROM new"
        )
        fields = database.execute(_FIELDS, [examples]).fetchall()
        outcomes = database.execute(_OUTCOMES, [examples]).fetchall()
        return RunComparison(
            _number(database, "SELECT count(*) FROM both_documents"),
            _only(database, "old", "new"),
            _only(database, "new", "old"),
            changed,
            tuple(map(_field_change, fields)),
            {table: _number(database, _rows_query(table)) for table in _CELLS},
            tuple(
                OutcomeChange(before, after, documents, tuple(names))
                for before, after, documents, names in outcomes
            ),
        )


@contextmanager
def _opened(old: Path, new: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in which the runs' tables are views, `old_documents` and so on."""
    with tempfile.TemporaryDirectory(prefix="bleuet-") as scratch:
        try:
            with closing(duckdb.connect()) as database:
                database.execute(f"SET memory_limit = '{MEMORY}'")
                database.execute(f"SET temp_directory = '{scratch}'")
                for side, folder in zip(_SIDES, (old, new), strict=True):
                    _show(database, side, folder)
                database.execute(
                    "CREATE TEMP VIEW both_documents AS SELECT document FROM old_documents "
                    "SEMI JOIN new_documents USING (document)"
                )
                database.execute(_PAIRS)
                yield database
        except duckdb.Error as error:
            raise StoreError(f"Tables illisibles : {error}") from error


def _show(database: duckdb.DuckDBPyConnection, side: str, folder: Path) -> None:
    if not (folder / JOURNAL).is_file():
        raise StoreError(f"{folder} n'est pas le dossier d'un lot")
    with closing(Journal(folder, read_only=True)) as journal:
        numbers = [files for _, files, _ in journal.parts()]
    for table, schema in TABLES.items():
        paths = [
            str(folder / path)
            for files in numbers
            for path in files
            if path.startswith(f"{table}/")
        ]
        view: Any = (
            database.from_parquet(paths) if paths else database.from_arrow(schema.empty_table())
        )
        view.create_view(f"{side}_{table}")


def _rows_query(table: str) -> str:
    """How many documents' rows differ; a cell that is blank differs from one that is empty."""
    cells = ", ".join(f"coalesce('=' || {cell}, '')" for cell in _CELLS[table])
    old, new = (
        f"(SELECT document, string_agg(concat_ws(chr(31), {cells}), chr(30) ORDER BY row) "
        f"AS all_rows FROM {side}_{table} SEMI JOIN both_documents USING (document) "
        "GROUP BY document)"
        for side in _SIDES
    )
    return (
        f"SELECT count(*) FROM {old} o FULL JOIN {new} n USING (document) "
        "WHERE o.all_rows IS DISTINCT FROM n.all_rows"
    )


def _field_change(row: tuple[Any, ...]) -> FieldChange:
    field, changed, appeared, gone, prefilled, suggested, found = row
    examples = tuple(Example(**shown) for shown in found or ())
    return FieldChange(field, changed, appeared, gone, prefilled, suggested, examples)


def _only(database: duckdb.DuckDBPyConnection, side: str, other: str) -> int:
    query = f"SELECT count(*) FROM {side}_documents ANTI JOIN {other}_documents USING (document)"
    return _number(database, query)


def _number(database: duckdb.DuckDBPyConnection, query: str) -> int:
    (number,) = database.execute(query).fetchone() or (0,)
    return int(number)
