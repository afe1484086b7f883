"""Arithmetic between amounts: sums, rates, columns."""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np

from extractor.classify.scene import Floats, Ints, Scene
from extractor.document import Line

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
    "as_sum",
    "as_part",
    "column_sum",
    "in_column_sum",
    "amounts_on_row",
    "amounts_below",
    "amounts_in_column",
    "percent_on_row",
    "rate_on_row_fits",
    "page_amounts_after",
    "rightmost",
)
_RATES = np.array([2.1, 5.5, 8.5, 10.0, 13.0, 19.6, 20.0, 1.05, 1.75, 0.9, 7.0, 9.2]) / 100
_MOST_DISTINCT = 160
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
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
    out[:, column["has_currency"]] = [bool(re.search(r"€|eur|\$|£|chf", t, re.I)) for t in texts]
    out[:, column["has_decimals"]] = [bool(re.search(r"[.,€] ?\d\d\D*$", t)) for t in texts]
    _sums(cents, distinct, out, column)
    _geometry(scene, chosen, cents, out, column)
    return out


def _sums(cents: Ints, distinct: Ints, out: Floats, column: dict[str, int]) -> None:
    """Which amounts are gross, net or VAT of some pair that adds up, and at a legal rate."""
    if len(distinct) < 2:
        return
    net, vat = np.meshgrid(distinct, distinct, indexing="ij")
    total = net + vat
    adds_up = np.isin(total, distinct)
    taxes = adds_up & (vat < net)
    at_rate = np.zeros_like(adds_up)
    for rate in _RATES:
        at_rate |= np.abs(net * rate - vat) <= _TOLERANCE
    at_rate &= taxes
    any_rate = np.zeros_like(adds_up)
    any_rate = taxes & (vat <= 0.21 * net)
    for prefix, mask in (("", any_rate), ("_at_rate", at_rate)):
        roles = (
            ("as_gross", np.unique(total[mask])),
            ("as_net", distinct[mask.any(axis=1)]),
            ("as_vat", distinct[mask.any(axis=0)]),
        )
        for role, values in roles:
            out[:, column[role + prefix]] = np.isin(cents, values)
    i, j = np.nonzero(adds_up)
    unequal = i < j
    sums = total[i[unequal], j[unequal]]
    out[:, column["as_sum"]] = np.minimum([np.count_nonzero(sums == value) for value in cents], 5)
    parts = np.bincount(np.concatenate([i[unequal], j[unequal]]), minlength=len(distinct))
    places = np.minimum(np.searchsorted(distinct, cents), len(distinct) - 1)
    out[:, column["as_part"]] = np.where(distinct[places] == cents, np.minimum(parts[places], 5), 0)


def _geometry(scene: Scene, chosen: Ints, cents: Ints, out: Floats, column: dict[str, int]) -> None:
    """Rows and columns of amounts: column sums, rates printed on the row, what comes below."""
    boxes, pages = scene.boxes[chosen], scene.pages[chosen]
    heights = {page.number: page.height_pt for page in scene.document.pages}
    for page in np.unique(pages):
        here = np.flatnonzero(pages == page)
        box, value = boxes[here], cents[here]
        centre = (box[:, 1] + box[:, 3]) / 2
        height = np.maximum(box[:, 3] - box[:, 1], 1)
        row = np.abs(centre[:, None] - centre) < 0.5 * height[:, None]
        out[here, column["amounts_on_row"]] = row.sum(axis=1) - 1
        out[here, column["rightmost"]] = ~(row & (box[None, :, 0] > box[:, 2, None])).any(axis=1)
        below = centre[None, :] > centre[:, None] + height[:, None] / 2
        out[here, column["amounts_below"]] = np.minimum(below.sum(axis=1), 60)
        out[here, column["page_amounts_after"]] = np.minimum((pages > page).sum(), 60)
        aligned = (np.abs(box[:, 2, None] - box[:, 2]) < 6) | (
            np.abs(box[:, 0, None] - box[:, 0]) < 2
        )
        out[here, column["amounts_in_column"]] = np.minimum(aligned.sum(axis=1) - 1, 40)
        for index in range(len(here)):
            above = np.flatnonzero(aligned[index] & (centre < centre[index] - height[index] / 2))
            above = above[np.argsort(-centre[above])][:80]
            parts = _sum_of_column(value[above], int(value[index]))
            if parts.stop:
                out[here[index], column["column_sum"]] = parts.stop - parts.start
                out[here[above[parts]], column["in_column_sum"]] = 1
        rates = _rates_on_page(scene.lines[int(page)], heights[int(page)])
        if rates:
            y = np.array([r[0] for r in rates])
            rate = np.array([r[1] for r in rates]) / 100
            near = np.abs(centre[:, None] - y) < 0.6 * height[:, None]
            out[here, column["percent_on_row"]] = near.any(axis=1)
            for own in np.flatnonzero(near.any(axis=1)):
                mates = value[row[own]]
                fits = np.abs(mates[:, None] * rate[near[own]] - value[own]) <= _TOLERANCE
                out[here[own], column["rate_on_row_fits"]] = bool(fits.any())


def _sum_of_column(above: Ints, target: int) -> slice:
    """Which of the amounts above, nearest first, add up to the target: two or more in a row.

    The nearest one or two may be other totals, and are then passed over.
    """
    if target > 0 and len(above) >= 2:
        for skipped in (0, 1, 2):
            hits = np.flatnonzero(np.cumsum(above[skipped:]) == target)
            if len(hits) and hits[0] >= 1:
                return slice(skipped, skipped + int(hits[0]) + 1)
    return slice(0, 0)


def _rates_on_page(lines: tuple[Line, ...], height_pt: float) -> list[tuple[float, float]]:
    """Height in points and value of each percentage on a page."""
    found = []
    for line in lines:
        if any("%" in word.text for word in line.words):
            y = line.bbox.centre_y * height_pt
            found += [(y, float(m.replace(",", "."))) for m in _PERCENT.findall(line.text)]
    return found
