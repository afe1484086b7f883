"""How the tables of one part are written: Parquet always, JSON Lines and CSV beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from extractor.batch.store.schema import TABLES

FORMATS = ("jsonl", "csv")
"""What may be asked for beside Parquet."""

File = tuple[str, Callable[[IO[bytes]], None]]
"""A file's path within the run's folder, and what writes it."""


def part_files(
    number: int, tables: dict[str, pa.Table], lines: Sequence[bytes], formats: Sequence[str]
) -> Iterator[File]:
    """The files of one part.

    Args:
        number: of the part.
        tables: its rows, by table.
        lines: its result documents as JSON; empty unless `formats` has `jsonl`.
        formats: some of `FORMATS`.
    """
    for name, table in tables.items():
        yield f"{name}/{part_name(number)}.parquet", partial(_write_parquet, table)
    if "jsonl" in formats:
        yield f"jsonl/{part_name(number)}.jsonl", partial(_write_lines, lines)
    if "csv" in formats:
        for name, table in tables.items():
            yield f"csv/{name}/{part_name(number)}.csv", partial(_write_csv, table)


def part_name(number: int) -> str:
    """A part's file name without its suffix.

    >>> part_name(12)
    'part-000012'
    """
    return f"part-{number:06d}"


def folders(formats: Sequence[str]) -> list[Path]:
    """All folders that parts are written to, within the run's."""
    names = [*TABLES]
    if "jsonl" in formats:
        names.append("jsonl")
    if "csv" in formats:
        names += [f"csv/{name}" for name in TABLES]
    return [Path(name) for name in names]


def _write_parquet(table: pa.Table, file: IO[bytes]) -> None:
    pq.write_table(table, file, compression="zstd")


def _write_lines(lines: Sequence[bytes], file: IO[bytes]) -> None:
    file.writelines(line + b"\n" for line in lines)


def _write_csv(table: pa.Table, file: IO[bytes]) -> None:
    pyarrow.csv.write_csv(_flat(table), file)


def _flat(table: pa.Table) -> pa.Table:
    """The table with lists and maps as JSON, since a cell of CSV holds text."""
    for position, field in enumerate(table.schema):
        if pa.types.is_nested(field.type):
            texts = [
                None if value is None else json.dumps(value, ensure_ascii=False)
                for value in table.column(position).to_pylist(maps_as_pydicts="strict")
            ]
            table = table.set_column(position, field.name, pa.array(texts, pa.string()))
    return table
