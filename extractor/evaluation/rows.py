"""Rows of the VAT breakdown and of the lines: how many predicted ones are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.evaluation.matching import amount, same_description

Row = Mapping[str, str | None]


class RowCounts(NamedTuple):
    """Rows labelled, predicted, and right."""

    labelled: int = 0
    predicted: int = 0
    right: int = 0

    def plus(self, other: RowCounts) -> RowCounts:
        """The two added up."""
        return RowCounts(*(a + b for a, b in zip(self, other, strict=True)))


def count_vat_rows(truth: Sequence[Row], guess: Sequence[Row]) -> RowCounts:
    """Rows of a VAT breakdown: right when rate, base and amount all are.

    >>> row = {"rate": "20.00", "base": "100.00", "amount": "20.00"}
    >>> count_vat_rows([row], [row, {**row, "amount": "21.00"}])
    RowCounts(labelled=1, predicted=2, right=1)
    """
    wanted, got = _vat_rows(truth), _vat_rows(guess)
    return RowCounts(len(wanted), len(got), len(wanted & got))


def count_lines(truth: Sequence[Row], guess: Sequence[Row]) -> RowCounts:
    """Invoice lines: each labelled one is matched with at most one predicted one."""
    free, right = list(guess), 0
    for row in truth:
        hit = next((index for index, other in enumerate(free) if same_line(row, other)), None)
        if hit is not None:
            del free[hit]
            right += 1
    return RowCounts(len(truth), len(guess), right)


def same_line(truth: Row, guess: Row) -> bool:
    """Whether a predicted line gives every labelled column: figures exactly, description nearly.

    >>> same_line({"description": "Vis", "quantity": "2"},
    ...           {"description": "vis", "quantity": "2.00", "unit_price": "1.00"})
    True
    """
    for column in ("quantity", "unit_price", "net_amount"):
        printed = truth.get(column)
        if printed is not None and amount(printed) != amount(guess.get(column)):
            return False
    return same_description(truth.get("description") or "", guess.get("description") or "")


def _vat_rows(rows: Sequence[Row]) -> set[tuple[Decimal | None, ...]]:
    return {tuple(amount(row.get(column)) for column in ("rate", "base", "amount")) for row in rows}
