"""The VAT breakdown: rows where base times rate is the amount, that add up to the totals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, permutations
from typing import NamedTuple

from extractor.document import BoundingBox, Candidate, Document, Kind, Line, Page, VatRow
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


class _Amount(NamedTuple):
    """An amount of the document, and the same in cents without its sign."""

    value: Decimal
    cents: int
    page: int
    bbox: BoundingBox


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
        One row a rate, as printed from top to bottom, signed like the totals; empty where none is.
    """
    sign = -1 if any(total is not None and total < 0 for total in (total_net, total_vat)) else 1
    net, vat = (None if total is None else _cents(total) for total in (total_net, total_vat))
    amounts = [_amount(candidate) for candidate in candidates if candidate.kind is Kind.AMOUNT]
    on_rows = [row for page in document.pages for row in _rows_of_page(page, amounts)]
    if net is None or vat is None:
        confidence = _ALONE if vat is not None else _ONE_TOTAL
        return _as_rows(_one_a_rate(on_rows, vat), sign, confidence)
    found = _add_up(on_rows, net, vat)
    if not found:
        rates = _rates_printed(document)
        whole = [_Row(r, net, vat, None, None) for r in sorted(rates) if _fits(r, net, vat)]
        found = _add_up(whole, net, vat) or _add_up(_rows_anywhere(rates, amounts), net, vat)
    if found:
        return _as_rows(found, sign, _ADDS_UP)
    return _as_rows(_one_a_rate(on_rows, vat), sign, _ALONE)


def _amount(candidate: Candidate) -> _Amount:
    value, evidence = Decimal(candidate.value), candidate.evidence
    return _Amount(value, _cents(value), evidence.page, evidence.bbox)


def _cents(amount: Decimal) -> int:
    return int(abs(amount) / _CENT)


def _fits(rate: Decimal, base: int, amount: int) -> bool:
    """Whether an amount is a rate of a base, to two cents; nothing but zero is at zero."""
    if abs(base * rate / 100 - amount) > _TOLERANCE_CENTS:
        return False
    return amount > 0 if rate > 0 else amount == 0 < base


def _rows_of_page(page: Page, amounts: Sequence[_Amount]) -> Iterator[_Row]:
    """Every (rate, base, amount) that stands on one row of a page."""
    here = [(amount.bbox.centre_y, amount) for amount in amounts if amount.page == page.number]
    rates = [
        (line.bbox, _box_of(match[1], line), Decimal(match[1].replace(",", ".")))
        for line in page.lines
        if "%" in line.text
        for match in _RATE.finditer(line.text)
    ]
    rates += [(amount.bbox, amount.bbox, amount.value) for _, amount in here if amount.value > 0]
    for line_box, box, rate in rates:
        if rate not in VAT_RATES:
            continue
        y, reach = line_box.centre_y, 0.6 * line_box.height
        mates = [amount for centre_y, amount in here if abs(centre_y - y) < reach]
        for base, amount in permutations(mates, 2):
            if base.cents and _fits(rate, base.cents, amount.cents):
                place = union((box, base.bbox, amount.bbox))
                yield _Row(rate, base.cents, amount.cents, page.number, place)


def _box_of(text: str, line: Line) -> BoundingBox:
    """The word of a line that is a rate; the line if there is none by itself."""
    return next((w.bbox for w in line.words if w.text.strip("%():;") == text), line.bbox)


def _rates_printed(document: Document) -> set[Decimal]:
    """Legal rates that stand anywhere as a number, with or without a percent sign."""
    printed = dict.fromkeys(
        match
        for page in document.pages
        for line in page.lines
        for match in _BARE_RATE.findall(line.text)
    )
    found = {Decimal(match.replace(",", ".")) for match in printed}
    return {rate for rate in found if rate in VAT_RATES}


def _rows_anywhere(rates: set[Decimal], amounts: Sequence[_Amount]) -> list[_Row]:
    """Every (rate, base, amount) among all amounts of the document, largest bases first."""
    places = {amount.cents: amount for amount in reversed(amounts)}
    values = sorted([cents for cents in places if cents], reverse=True)
    rows = []
    for rate in rates:
        for base in values:
            exact = base * rate / 100
            for cents in range(round(exact) - 1, round(exact) + 2):
                if cents in places and _fits(rate, base, cents):
                    amount = places[cents]
                    rows.append(_Row(rate, base, cents, amount.page, amount.bbox))
    return sorted(rows, key=lambda row: -row.base)


def _add_up(rows: Sequence[_Row], net: int, vat: int) -> tuple[_Row, ...]:
    """The fewest rows of different rates whose bases and amounts add up to the totals."""
    widest_first = sorted([row for row in rows if row.base <= net], key=_width, reverse=True)
    unique = list({(row.rate, row.base, row.amount): row for row in widest_first}.values())
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
    for chosen in chain(ones, pairs, _triples(unique[:_MOST_IN_TRIPLES], net)):
        slack = _TOLERANCE_CENTS * len(chosen)
        if (
            abs(sum([r.base for r in chosen]) - net) <= slack
            and abs(sum([r.amount for r in chosen]) - vat) <= slack
            and len({r.rate for r in chosen}) == len(chosen)
        ):
            return tuple(chosen)
    return ()


def _triples(rows: Sequence[_Row], net: int) -> Iterator[tuple[_Row, ...]]:
    """Three rows, of falling bases, whose bases add up to a total as far as rounding goes."""
    falling = [-row.base for row in rows]
    slack = 3 * _TOLERANCE_CENTS
    for i, j in combinations(range(len(rows)), 2):
        rest = net + falling[i] + falling[j]
        for k in range(bisect_left(falling, -rest - slack, j + 1), len(rows)):
            if falling[k] > slack - rest:
                break
            yield rows[i], rows[j], rows[k]


def _one_a_rate(rows: Sequence[_Row], vat: int | None) -> tuple[_Row, ...]:
    """The row of the largest base for each rate, none taxed more than the total."""
    largest: dict[Decimal, _Row] = {}
    for row in sorted(rows, key=lambda row: (-row.base, _width(row))):
        if vat is None or row.amount <= vat + _TOLERANCE_CENTS:
            largest.setdefault(row.rate, row)
    return tuple(largest.values())


def _width(row: _Row) -> float:
    return row.bbox.width if row.bbox else 1.0


def _as_rows(rows: Sequence[_Row], sign: int, confidence: float) -> tuple[VatRow, ...]:
    return tuple(
        VatRow(r.rate, sign * r.base * _CENT, sign * r.amount * _CENT, confidence, r.page, r.bbox)
        for r in sorted(rows, key=_reading_order)
    )


def _reading_order(row: _Row) -> tuple[int, float, Decimal]:
    """By place, and at one height or without any by falling rate."""
    return (row.page or 0, row.bbox.top if row.bbox else 0.0, -row.rate)
