"""Which amounts of a document are taxes: a printed rate of a printed base."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from extractor.document import Candidate, Document, Kind

Ints = NDArray[np.int64]

PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_RATES = frozenset({90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060})
"""VAT rates in force or once in force, in hundredths of a percent (CGI, art. 278 to 281 nonies,
294 to 297)."""
_TOLERANCE = 2
_LEAST = 50
"""Cents: smaller products are too often found by chance."""
_MOST_DISTINCT = 160


def printed_taxes(document: Document, candidates: Sequence[Candidate]) -> Ints:
    """Amounts that are a printed legal rate of another printed amount.

    Where there are some, the document bears VAT, whatever its words say of parts of it.

    Args:
        document: the pages.
        candidates: all candidates.

    Returns:
        Distinct amounts in cents, largest first.
    """
    values = {abs(int(Decimal(c.value) * 100)) for c in candidates if c.kind is Kind.AMOUNT}
    rates = _printed_rates(document, values)
    amounts = np.array(sorted(value for value in values if value >= _LEAST), dtype=np.int64)
    amounts = amounts[-_MOST_DISTINCT:]
    if not rates or len(amounts) < 2:
        return np.zeros(0, dtype=np.int64)
    products = np.sort(np.multiply.outer(np.array(sorted(rates)), amounts).ravel() / 10_000)
    places = np.minimum(np.searchsorted(products, amounts), len(products) - 1)
    near = np.minimum(
        np.abs(products[places] - amounts), np.abs(products[np.maximum(places - 1, 0)] - amounts)
    )
    taxes: Ints = amounts[near <= _TOLERANCE][::-1].copy()
    return taxes


def _printed_rates(document: Document, values: set[int]) -> set[int]:
    """Legal rates that a document prints, in hundredths of a percent."""
    printed = {
        round(float(percent.replace(",", ".")) * 100)
        for page in document.pages
        for line in page.lines
        if "%" in line.text
        for percent in PERCENT.findall(line.text)
    }
    # a column headed "Taux" has rates that look like amounts
    return (printed | values) & _RATES
