"""Invoice lines out of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from extractor.decode.line_items.arithmetic import is_sum, multiplies, whole_units
from extractor.decode.line_items.descriptions import Description, describe
from extractor.decode.line_items.readings import Reading, read_table
from extractor.decode.line_items.rows import read_rows
from extractor.decode.line_items.tables import Standing, find_tables, guess_table
from extractor.document import Document, LabelMention, LineItem
from extractor.document.geometry import union
from extractor.formats.percentages import is_vat_rate

_MOST_TABLES = 6
_MIN_FITS = 0.6


def find_line_items(
    document: Document, labels: Sequence[LabelMention], total_net: Decimal | None
) -> tuple[LineItem, ...]:
    """The lines of an invoice.

    Args:
        document: the pages, laid out.
        labels: the labels found on them.
        total_net: the total without tax, if known; it decides between readings of a table.

    Returns:
        The lines in the order of the document; empty where no table was understood.
    """
    pages = [
        read_rows(page, [label for label in labels if label.page == page.number])
        for page in document.pages
    ]
    readings = [
        reading
        for table in find_tables(pages)
        if (reading := read_table(table, total_net)) is not None
    ]
    chosen = _choose(readings, total_net)
    if not chosen or (total_net and not _adds_up(chosen, total_net)):
        guess = read_table(guess_table(pages), total_net)
        if guess is not None and _is_better(guess, chosen):
            chosen = [guess]
    complete = _adds_up(chosen, total_net)
    return tuple(item for reading in chosen for item in _items(reading, complete=complete))


def _is_better(guess: Reading, readings: Sequence[Reading]) -> bool:
    """Whether rows without a header are better lines: a summary may add up to the total, too."""
    if not readings:
        return guess.adds_up or guess.fits >= _MIN_FITS
    return guess.adds_up and guess.worth > max(reading.worth for reading in readings)


def _adds_up(readings: Sequence[Reading], total_net: Decimal | None) -> bool:
    if total_net is None or total_net == 0 or not readings:
        return False
    total = sum((reading.total for reading in readings), Decimal(0))
    return is_sum(total, total_net, sum(len(reading.body) for reading in readings))


def _choose(readings: list[Reading], total_net: Decimal | None) -> list[Reading]:
    """The table, or the tables, that make up the total; else all of them."""
    single = [reading for reading in readings if reading.adds_up]
    if single:
        return [max(single, key=lambda reading: reading.worth)]
    for size in range(len(readings), 1, -1):
        if len(readings) > _MOST_TABLES:
            break
        for some in combinations(readings, size):
            if _adds_up(some, total_net):
                return list(some)
    return readings


def _items(reading: Reading, *, complete: bool) -> list[LineItem]:
    descriptions = describe(reading)
    items = []
    unbilled = _unbilled_pages(reading)
    for i in reading.body:
        if reading.is_progress and not reading.amount.numbers[i].amount:
            continue  # work of which nothing was done in the period is not invoiced
        if reading.table.rows[i].page in unbilled:
            continue
        item = _item(reading, i, descriptions[i], complete=complete)
        if item is not None:
            items.append(item)
    return items


def _unbilled_pages(reading: Reading) -> set[int]:
    """Pages without a header on which nothing costs anything: calls that are paid for already."""
    table = reading.table
    billed = {
        table.rows[i].page
        for i in reading.body
        if table.standings[i] is Standing.UNDER_HEADER or reading.amount.numbers[i].amount
    }
    return {table.rows[i].page for i in reading.body} - billed


def _item(reading: Reading, i: int, description: Description, *, complete: bool) -> LineItem | None:
    amount = reading.amount.numbers[i]
    quantity = reading.quantity.numbers.get(i) if reading.quantity is not None else None
    price = reading.price.numbers.get(i) if reading.price is not None else None
    discount = reading.discount.numbers.get(i) if reading.discount is not None else None
    rate = reading.rate.numbers.get(i) if reading.rate is not None else None
    if not description.words and quantity is None and price is None:
        return None
    fitting = None
    if quantity is not None and price is not None:
        fitting = multiplies(quantity, price, amount, discount)
    units = quantity.value if quantity is not None else None
    repaired = units is None and reading.is_read_by_ocr(i) and reading.quantity is not None
    if repaired and price is not None and discount is None:
        units = whole_units(price.value, amount.amount)
    unit_price = fitting if fitting is not None else price.value if price is not None else None
    boxes = [number.bbox for number in (amount, quantity, price, rate) if number is not None]
    boxes += [word.bbox for word in description.words]
    return LineItem(
        description=description.text,
        quantity=units,
        unit_price=unit_price,
        net_amount=amount.amount,
        vat_rate=rate.value if rate is not None and is_vat_rate(rate.value) else None,
        confidence=_confidence(
            reading, complete=complete, fits=fitting is not None, described=bool(description.words)
        ),
        page=reading.table.rows[i].page,
        bbox=union(boxes),
    )


def _confidence(reading: Reading, *, complete: bool, fits: bool, described: bool) -> float:
    if complete:
        confidence = 0.97 if fits else 0.9
    elif fits:
        confidence = 0.85 if reading.table.header is not None else 0.6
    else:
        confidence = 0.6 if reading.table.header is not None else 0.25
    return confidence if described else 0.5 * confidence
