"""The VAT breakdown: rows where base times rate is the amount, that add up to the totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, permutations
from typing import NamedTuple

from extractor.document import BoundingBox, Candidate, Document, Kind, Page, VatRow
from extractor.document.geometry import union
from extractor.formats.percentages import VAT_RATES

_RATE = re.compile(r"(?<![\d,.])(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_BARE_RATE = re.compile(r"(?<![\d,.])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d,.])")
_CENT = Decimal("0.01")
_TOLERANCE_CENTS = 2
_MOST_IN_TRIPLES = 40
"""How many rows, of the largest bases, are tried in combinations of three rates."""
_ADDS_UP, _ONE_TOTAL, _ALONE = 0.95, 0.5, 0.4
"""Confidence of rows that add up to both totals, where no total is known, and where they do not."""


class _Row(NamedTuple):
    rate: Decimal
    base: int
    amount: int
    page: int | None
    bbox: BoundingBox | None


def find_vat_rows(
    document: Document,
    candidates: Sequence[Candidate],
    total_net: Decimal | None,
    total_vat: Decimal | None,
) -> tuple[VatRow, ...]:
    """Rows of the VAT breakdown.

    Rows that add up to both totals are sought first among amounts that stand on one row with their
    rate, then among all amounts of the document, since some print a rate, its base and its tax in
    three different corners.

    Args:
        document: the pages, laid out.
        candidates: the document's candidates; its amounts are used.
        total_net: the total without tax, if known.
        total_vat: the total tax, if known.

    Returns:
        One row a rate, by falling rate, signed like the totals; empty where none is printed.
    """
    sign = -1 if any(total is not None and total < 0 for total in (total_net, total_vat)) else 1
    net, vat = _cents(total_net), _cents(total_vat)
    amounts = [c for c in candidates if c.kind is Kind.AMOUNT]
    on_rows = [row for page in document.pages for row in _rows_of_page(page, amounts)]
    if net is None or vat is None:
        confidence = _ALONE if vat is not None else _ONE_TOTAL
        return _as_rows(_one_a_rate(on_rows, vat), sign, confidence)
    rates = _rates_printed(document)
    whole = [_Row(r, net, vat, None, None) for r in sorted(rates) if _fits(r, net, vat)]
    anywhere = _rows_anywhere(rates, amounts)
    for rows in (on_rows, whole, anywhere):
        found = _add_up(rows, net, vat)
        if found:
            return _as_rows(found, sign, _ADDS_UP)
    return _as_rows(_one_a_rate(on_rows, vat), sign, _ALONE)


def _cents(amount: Decimal | str | None) -> int | None:
    return None if amount is None else int(abs(Decimal(amount)) / _CENT)


def _fits(rate: Decimal, base: int, amount: int) -> bool:
    """Whether an amount is a rate of a base, to two cents; nothing but zero is at zero."""
    if abs(base * rate / 100 - amount) > _TOLERANCE_CENTS:
        return False
    return amount > 0 if rate > 0 else amount == 0 < base


def _rows_of_page(page: Page, amounts: Sequence[Candidate]) -> Iterator[_Row]:
    """Every (rate, base, amount) that stands on one row of a page."""
    here = [a for a in amounts if a.evidence.page == page.number]
    rates = [
        (line.bbox.centre_y, line.bbox.height, Decimal(match.replace(",", ".")))
        for line in page.lines
        if "%" in line.text
        for match in _RATE.findall(line.text)
    ]
    rates += [
        (a.evidence.bbox.centre_y, a.evidence.bbox.height, Decimal(a.value))
        for a in here
        if Decimal(a.value) > 0
    ]
    for y, height, rate in rates:
        if rate not in VAT_RATES:
            continue
        mates = [a for a in here if abs(a.evidence.bbox.centre_y - y) < 0.6 * height]
        for base, amount in permutations(mates, 2):
            base_cents, cents = _cents(base.value), _cents(amount.value)
            if base_cents and cents is not None and _fits(rate, base_cents, cents):
                box = union((base.evidence.bbox, amount.evidence.bbox))
                yield _Row(rate, base_cents, cents, page.number, box)


def _rates_printed(document: Document) -> set[Decimal]:
    """Legal rates that stand anywhere as a number, with or without a percent sign."""
    found = {
        Decimal(match.replace(",", "."))
        for page in document.pages
        for line in page.lines
        for match in _BARE_RATE.findall(line.text)
    }
    return {rate for rate in found if rate in VAT_RATES}


def _rows_anywhere(rates: set[Decimal], amounts: Sequence[Candidate]) -> list[_Row]:
    """Every (rate, base, amount) among all amounts of the document, largest bases first."""
    places = {_cents(a.value): a.evidence for a in reversed(amounts)}
    values = sorted((v for v in places if v), reverse=True)
    rows = []
    for rate in rates:
        for base in values:
            exact = base * rate / 100
            for amount in range(round(exact) - 1, round(exact) + 2):
                if amount in places and _fits(rate, base, amount):
                    evidence = places[amount]
                    rows.append(_Row(rate, base, amount, evidence.page, evidence.bbox))
    return sorted(rows, key=lambda row: -row.base)


def _add_up(rows: Sequence[_Row], net: int, vat: int) -> tuple[_Row, ...]:
    """The fewest rows of different rates whose bases and amounts add up to the totals."""
    unique = list({(r.rate, r.base, r.amount): r for r in rows if r.base <= net}.values())
    unique.sort(key=lambda row: -row.base)
    by_base: dict[int, list[_Row]] = {}
    for row in unique:
        by_base.setdefault(row.base, []).append(row)
    ones = ((row,) for row in unique)
    pairs = (
        (row, other)
        for row in unique
        for base in range(net - row.base - _TOLERANCE_CENTS, net - row.base + _TOLERANCE_CENTS + 1)
        for other in by_base.get(base, ())
    )
    triples = combinations(unique[:_MOST_IN_TRIPLES], 3)
    for chosen in chain(ones, pairs, triples):
        slack = _TOLERANCE_CENTS * len(chosen)
        if (
            abs(sum(r.base for r in chosen) - net) <= slack
            and abs(sum(r.amount for r in chosen) - vat) <= slack
            and len({r.rate for r in chosen}) == len(chosen)
        ):
            return tuple(chosen)
    return ()


def _one_a_rate(rows: Sequence[_Row], vat: int | None) -> tuple[_Row, ...]:
    """The row of the largest base for each rate, none taxed more than the total."""
    largest: dict[Decimal, _Row] = {}
    for row in sorted(rows, key=lambda row: -row.base):
        if vat is None or row.amount <= vat + _TOLERANCE_CENTS:
            largest.setdefault(row.rate, row)
    return tuple(largest.values())


def _as_rows(rows: Sequence[_Row], sign: int, confidence: float) -> tuple[VatRow, ...]:
    return tuple(
        VatRow(r.rate, sign * r.base * _CENT, sign * r.amount * _CENT, confidence, r.page, r.bbox)
        for r in sorted(rows, key=lambda row: -row.rate)
    )
