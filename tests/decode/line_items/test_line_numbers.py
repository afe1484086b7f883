"""Numbers of a cell, and what they multiply and add up to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.decode.line_items.arithmetic import is_sum, multiplies
from extractor.decode.line_items.numbers import Cell, Number, read_cell
from extractor.document import BoundingBox, Line, Source, Word

WIDTH_PT = 600.0
BOX = BoundingBox(0.1, 0.1, 0.2, 0.11)


def _cell(text: str, source: Source = "text_layer", gap_pt: float = 2.5) -> Cell:
    words, x = [], 50.0
    for part in text.split():
        box = BoundingBox(x / WIDTH_PT, 0.1, (x + 5 * len(part)) / WIDTH_PT, 0.111)
        words.append(Word(part, box, source=source))
        x += 5 * len(part) + gap_pt
    return read_cell(0, Line.of(tuple(words)), WIDTH_PT)


def _number(text: str) -> Number:
    value = Decimal(text)
    size = abs(float(value))
    return Number(value, value, size, size, False, True, BOX, 0, 0)


@pytest.mark.parametrize(
    ("text", "values", "is_text"),
    [
        ("1 287,68", ["1287.68"], False),
        ("1 234 567,00 €", ["1234567.00"], False),
        ("3 867 kWh", ["3867"], False),
        ("41,16 6", ["41.16", "6"], False),
        ("10 10", ["10", "10"], False),
        ("2 x 1,10", ["2", "1.10"], False),
        ("- 46,00", ["-46.00"], False),
        ("20,00 %", ["20.00"], False),
        ("12h", ["12"], False),
        ("Total HT : 1.689,77€", ["1689.77"], True),
        ("CABLE R2V 3G2,5 TGL 100M", [], True),
        ("12/03/2025", [], True),
        ("Pain de campagne", [], True),
        ("***", [], False),
    ],
)
def test_numbers_of_a_cell(text, values, is_text):
    cell = _cell(text)
    assert [str(number.value) for number in cell.numbers] == values
    assert cell.is_text is is_text


def test_monospaced_thousands_are_one_number():
    assert [n.value for n in _cell("3 217,24", "text_layer", 6.0).numbers] == [Decimal("3217.24")]


def test_thousands_stand_further_apart_in_a_scan():
    assert [n.value for n in _cell("1 665,00", "ocr", 7.0).numbers] == [Decimal("1665.00")]
    assert len(_cell("1 665,00", "text_layer", 7.0).numbers) == 2


@given(st.text(alphabet="0123456789 .,-+€%xhkWOIl()|", max_size=40))
def test_any_cell_is_read(text):
    if text.split():
        for source in ("text_layer", "ocr"):
            for number in _cell(text, source).numbers:
                assert number.value.is_finite() and number.amount.is_finite()


@given(
    st.decimals("0.01", "9999", places=2),
    st.integers(1, 500),
)
def test_a_product_multiplies(price, units):
    amount = _number(str(price * units))
    assert multiplies(_number(str(units)), _number(str(price)), amount) == price


def test_a_discount_in_percent_or_in_money():
    quantity, price = _number("4"), _number("12.50")
    assert multiplies(quantity, price, _number("45.00"), _number("10")) == Decimal("12.50")
    assert multiplies(quantity, price, _number("47.00"), _number("3")) == Decimal("12.50")
    assert multiplies(quantity, price, _number("31.00")) is None


def test_a_price_with_a_point_for_thousands():
    price = Number(Decimal("1.250"), Decimal("1250.00"), 1.25, 1250.0, False, True, BOX, 0, 0)
    assert multiplies(_number("2"), price, _number("2500.00")) == Decimal("1250.00")


def test_rounding_grows_with_rows_but_not_without_end():
    assert is_sum(Decimal("100.04"), Decimal("100"), 20)
    assert not is_sum(Decimal("100.06"), Decimal("100"), 2000)
