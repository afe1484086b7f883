"""Which rows of the document belong to a table of invoice lines."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from extractor.decode.line_items.headers import Header, find_headers, is_foreign_header
from extractor.decode.line_items.rows import Row, RowKind


class Standing(Enum):
    """How surely a row belongs to the table."""

    UNDER_HEADER = auto()
    CONTINUED = auto()
    AFTER_TOTAL = auto()


class Table(NamedTuple):
    """The rows under one header, on however many pages.

    Attributes:
        header: the names of the columns; None if rows are only thought to be a table.
        rows: the rows under it, top to bottom, page by page.
        standings: for each row, whether it stands under the header, on a later page without one,
            or after a total.
    """

    header: Header | None
    rows: tuple[Row, ...]
    standings: tuple[Standing, ...]


class _Draft:
    """A table as it grows."""

    def __init__(self, header: Header | None) -> None:
        self.header = header
        self.rows: list[Row] = []
        self.standings: list[Standing] = []
        self.is_ended = False

    def add(self, row: Row, standing: Standing) -> None:
        is_stated = bool(row.numbers) or self.header is not None
        self.is_ended |= row.kind is RowKind.TOTAL and is_stated
        self.rows.append(row)
        self.standings.append(Standing.AFTER_TOTAL if self.is_ended else standing)


def find_tables(pages: Sequence[Sequence[Row]]) -> list[Table]:
    """The tables that have a header.

    What stands above a header, or on a page without one, goes on with the table of the page before
    unless its totals have been seen. Tables whose headers are the same are one table.

    Args:
        pages: the rows of each page.
    """
    drafts: list[_Draft] = []
    current: _Draft | None = None
    for rows in pages:
        headers = find_headers(rows)
        inside = {i: h for h in headers for i in range(h.first, h.last + 1)}
        standing = Standing.CONTINUED
        is_open = current is not None and not current.is_ended
        for i, row in enumerate(rows):
            header = inside.get(i)
            if header is not None:
                current = next((d for d in drafts if _is_same(d.header, header)), None)
                if current is None:
                    current = _Draft(header)
                    drafts.append(current)
                current.is_ended = False
                is_open, standing = True, Standing.UNDER_HEADER
            elif is_open and current is not None:
                if is_foreign_header(row):
                    current.is_ended, is_open = True, False
                else:
                    current.add(row, standing)
    return [Table(d.header, tuple(d.rows), tuple(d.standings)) for d in drafts if d.rows]


def guess_table(pages: Sequence[Sequence[Row]]) -> Table:
    """All rows above the totals, for a document whose table has no header.

    Args:
        pages: the rows of each page.
    """
    draft = _Draft(None)
    for page in pages:
        for row in page:
            draft.add(row, Standing.UNDER_HEADER)
    return Table(None, tuple(draft.rows), tuple(draft.standings))


def _is_same(known: Header | None, header: Header) -> bool:
    return known is not None and known.names_like(header)
