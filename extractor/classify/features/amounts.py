"""Arithmetic between amounts: sums, rates, columns."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from extractor.classify.scene import Floats, Ints, Scene
from extractor.classify.taxes import PERCENT

NAMES = (
    "log_value",
    "ratio_to_max",
    "rank",
    "is_max",
    "is_zero",
    "is_negative",
    "has_currency",
    "has_decimals",
    "as_gross",
    "as_net",
    "as_vat",
    "as_gross_at_rate",
    "as_net_at_rate",
    "as_vat_at_rate",
    "as_gross_by_rates",
    "as_net_by_rates",
    "document_taxed",
    "as_sum",
    "as_part",
    "column_sum",
    "in_column_sum",
    "amounts_on_row",
    "amounts_right",
    "amounts_below",
    "amounts_in_column",
    "percent_on_row",
    "rate_on_row_fits",
    "page_amounts_after",
    "rightmost",
)
_RATES = np.array([2.1, 5.5, 8.5, 10.0, 13.0, 19.6, 20.0, 1.05, 1.75, 0.9, 7.0, 9.2]) / 100
_MOST_DISTINCT = 160
_MOST_ABOVE = 80
_MOST_TAXES = 6
_CURRENCY = re.compile(r"€|eur|\$|£|chf", re.IGNORECASE)
_DECIMALS = re.compile(r"[.,€] ?\d\d\D*$")
_TOLERANCE = 2
"""Cents by which a printed VAT may miss base times rate."""


def amount_features(scene: Scene, chosen: Ints) -> Floats:
    """What an amount's value says beside the other amounts of the document.

    Args:
        scene: the document.
        chosen: indices of the candidates of kind AMOUNT.

    Returns:
        Array of shape (len(chosen), len(NAMES)).
    """
    out = np.zeros((len(chosen), len(NAMES)))
    if not len(chosen):
        return out
    column = {name: index for index, name in enumerate(NAMES)}
    signed = np.array([int(Decimal(scene.candidates[i].value) * 100) for i in chosen])
    cents = np.abs(signed)
    distinct = np.unique(cents[cents > 0])
    if len(distinct) > _MOST_DISTINCT:
        distinct = distinct[-_MOST_DISTINCT:]
    highest = max(int(cents.max()), 1)
    out[:, column["log_value"]] = np.log1p(cents / 100)
    out[:, column["ratio_to_max"]] = cents / highest
    ranks = len(distinct) - np.searchsorted(distinct, cents)
    out[:, column["rank"]] = np.minimum(ranks, 50)
    out[:, column["is_max"]] = cents == highest
    out[:, column["is_zero"]] = cents == 0
    out[:, column["is_negative"]] = signed < 0
    texts = [scene.candidates[i].evidence.text for i in chosen]
    out[:, column["has_currency"]] = [_CURRENCY.search(t) is not None for t in texts]
    out[:, column["has_decimals"]] = [_DECIMALS.search(t) is not None for t in texts]
    _sums(cents, distinct, out, column)
    taxes = scene.printed_taxes
    out[:, column["document_taxed"]] = len(taxes)
    _sums_by_rates(cents, distinct, taxes, out, column)
    _geometry(scene, chosen, cents, out, column)
    return out


def _sums(cents: Ints, distinct: Ints, out: Floats, column: dict[str, int]) -> None:
    """Which amounts are gross, net or VAT of some pair that adds up, and at a legal rate."""
    if len(distinct) < 2:
        return
    # Pairs of a larger and a smaller amount, or of one and itself, whose sum is printed, too.
    i, j = np.tril_indices(len(distinct))
    total = distinct[i] + distinct[j]
    k = np.minimum(np.searchsorted(distinct, total), len(distinct) - 1)
    adds_up = distinct[k] == total
    i, j, k = i[adds_up], j[adds_up], k[adds_up]
    unequal = i != j
    i, j, k = i[unequal], j[unequal], k[unequal]
    net, vat = distinct[i], distinct[j]
    at_rate = (np.abs(np.multiply.outer(_RATES, net) - vat) <= _TOLERANCE).any(axis=0)
    any_rate = vat <= 0.21 * net
    places = np.minimum(np.searchsorted(distinct, cents), len(distinct) - 1)
    is_known = distinct[places] == cents

    def count(*members: Ints) -> Ints:
        found = np.bincount(np.concatenate(members), minlength=len(distinct))
        return np.where(is_known, found[places], 0)

    for suffix, mask in (("", any_rate), ("_at_rate", at_rate)):
        for role, members in (("as_gross", k), ("as_net", i), ("as_vat", j)):
            out[:, column[role + suffix]] = count(members[mask]) > 0
    out[:, column["as_sum"]] = np.minimum(count(k), 5)
    out[:, column["as_part"]] = np.minimum(count(i, j), 5)


def _sums_by_rates(
    cents: Ints, distinct: Ints, taxes: Ints, out: Floats, column: dict[str, int]
) -> None:
    """Which amounts are net and gross with the taxes of several rates between them.

    So it is where a line a rate is printed, and no total of the taxes.
    """
    parts = taxes[:_MOST_TAXES]
    sums = {int(sum(some)) for size in (2, 3) for some in combinations(parts.tolist(), size)} - set(
        distinct.tolist()
    )
    if not sums:
        return
    total = np.add.outer(distinct, np.array(sorted(sums)))
    fits = np.isin(total, distinct) & (total <= 1.21 * distinct[:, None])
    nets = distinct[fits.any(axis=1)]
    out[:, column["as_net_by_rates"]] = np.isin(cents, nets)
    out[:, column["as_gross_by_rates"]] = np.isin(cents, total[fits])


def _geometry(scene: Scene, chosen: Ints, cents: Ints, out: Floats, column: dict[str, int]) -> None:
    """Rows and columns of amounts: column sums, rates printed on the row, what comes below."""
    boxes, pages = scene.boxes[chosen], scene.pages[chosen]
    heights = {page.number: page.height_pt for page in scene.document.pages}
    for page in np.unique(pages):
        here = np.flatnonzero(pages == page)
        box, value = boxes[here], cents[here]
        left, right = box[:, 0], box[:, 2]
        centre = (box[:, 1] + box[:, 3]) / 2
        height = np.maximum(box[:, 3] - box[:, 1], 1)
        apart = np.subtract.outer(centre, centre)
        row = np.abs(apart) < 0.5 * height[:, None]
        out[here, column["amounts_on_row"]] = row.sum(axis=1) - 1
        after = (row & (left > right[:, None])).sum(axis=1)
        out[here, column["amounts_right"]] = after
        out[here, column["rightmost"]] = after == 0
        below = centre > (centre + height / 2)[:, None]
        out[here, column["amounts_below"]] = np.minimum(below.sum(axis=1), 60)
        out[here, column["page_amounts_after"]] = np.minimum((pages > page).sum(), 60)
        aligned = np.abs(np.subtract.outer(right, right)) < 6
        aligned |= np.abs(np.subtract.outer(left, left)) < 2
        out[here, column["amounts_in_column"]] = np.minimum(aligned.sum(axis=1) - 1, 40)
        above = aligned & (centre < (centre - height / 2)[:, None])
        parts = _parts_of_sums(value, above, centre)
        out[here, column["column_sum"]] = parts.sum(axis=1)
        out[here, column["in_column_sum"]] = parts.any(axis=0)
        y, rate = _rates_on_page(scene, int(page), heights[int(page)])
        own, near = np.nonzero(np.abs(np.subtract.outer(centre, y)) < 0.6 * height[:, None])
        out[here[own], column["percent_on_row"]] = 1
        fits = np.abs(np.multiply.outer(rate[near], value) - value[own, None]) <= _TOLERANCE
        out[here[own[(fits & row[own]).any(axis=1)]], column["rate_on_row_fits"]] = 1


def _parts_of_sums(values: Ints, above: NDArray[np.bool_], centres: Floats) -> NDArray[np.bool_]:
    """Which amounts above another one, nearest first, add up to it: two or more in a row.

    The nearest one or two may be other totals, and are then passed over.

    Args:
        values: amounts in cents, shape (n,).
        above: whether the second amount stands above the first, in its column, shape (n, n).
        centres: height of each amount on the page, downwards, shape (n,).

    Returns:
        Whether the second amount is a part of the first, shape (n, n).
    """
    nearest = np.argsort(-centres, kind="stable")
    rank = np.cumsum(above[:, nearest], axis=1)
    taken = above[:, nearest] & (rank <= _MOST_ABOVE)
    sums = np.cumsum(np.where(taken, values[nearest], 0), axis=1)
    parts = np.zeros_like(above)
    is_open = values > 0
    for skipped in range(3):
        passed = np.where(taken & (rank <= skipped), values[nearest], 0).sum(axis=1)
        hits = taken & (rank > skipped) & (sums == (values + passed)[:, None])
        last = rank[np.arange(len(values)), hits.argmax(axis=1)]
        found = np.flatnonzero(is_open & hits.any(axis=1) & (last >= skipped + 2))
        ranks = rank[found]
        chosen = taken[found] & (ranks > skipped) & (ranks <= last[found, None])
        parts[np.ix_(found, nearest)] = chosen
        is_open[found] = False
    return parts


def _rates_on_page(scene: Scene, page: int, height_pt: float) -> tuple[Floats, Floats]:
    """Height in points, and value, of each percentage on a page."""
    found = [
        (line.bbox.centre_y * height_pt, float(percent.replace(",", ".")) / 100)
        for line in scene.lines[page]
        if "%" in line.text
        for percent in PERCENT.findall(line.text)
    ]
    heights, rates = np.array(found, dtype=np.float64).reshape(-1, 2).T
    return heights, rates
