"""Sums in several columns, beside zeros and deductions: only the invoice's own are marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from training_data.blocks.deductions import deduction_entries
from training_data.blocks.mentions import spelt_words
from training_data.blocks.recapitulation import recapitulation_cells
from training_data.blocks.totals import totals_entries
from training_data.blocks.works import works_cells
from training_data.blocks.workshop_totals import fits_workshop, workshop_entries
from training_data.draw import Draw
from training_data.generator import draw_sheet
from training_data.pieces import Pieces, Tag, plain_text
from training_data.sheet import Entry, Sheet

_FIELDS = {
    "total_net": "net",
    "total_vat": "vat",
    "total_gross": "gross",
    "prepaid_amount": "prepaid",
    "amount_due": "due",
}


def _sheets(family: str, count: int = 60) -> list[Sheet]:
    return [draw_sheet(Draw(seed), family) for seed in range(count)]


def _marks(pieces: Pieces) -> dict[str, str]:
    return {key: value for p in pieces if isinstance(p, Tag) for key, value in p.marks}


def _check(sheet: Sheet, marks: dict[str, str]) -> None:
    """Every total that is marked is the invoice's."""
    for key, name in _FIELDS.items():
        if key in marks:
            value = abs(getattr(sheet.invoice.totals, name))
            assert marks[key].lstrip("-") == f"{value:.2f}", key


@pytest.mark.parametrize("family", ["works", "fees", "boxes"])
def test_only_the_current_column_of_a_recapitulation_is_marked(family: str) -> None:
    places = set()
    for sheet in _sheets(family):
        columns, rows = recapitulation_cells(sheet)
        current = set()
        for row in rows:
            assert len(row.cells) == len(columns)
            amounts = {
                place: {k: v for k, v in _marks(cell).items() if k in _FIELDS}
                for place, cell in enumerate(row.cells[1:])
            }
            current |= {place for place, marks in amounts.items() if marks}
            for marks in amounts.values():
                _check(sheet, marks)
        assert len(current) == 1
        places |= {(current.pop(), len(columns) - 1)}
    assert any(place == count - 1 for place, count in places)
    assert any(place < count - 1 for place, count in places)


def test_the_table_of_a_progress_marks_the_current_amounts() -> None:
    for sheet in _sheets("works"):
        columns, rows = works_cells(sheet)
        items = sheet.invoice.items
        for number, (item, row) in enumerate(zip(items, rows, strict=False)):
            assert len(row.cells) == len(columns)
            marks = {key: value for cell in row.cells for key, value in _marks(cell).items()}
            assert marks == {
                f"line.{number}.description": item.description,
                f"line.{number}.net_amount": f"{item.net:.2f}",
            }
        if len(rows) > len(items):
            _check(sheet, {k: v for cell in rows[-1].cells for k, v in _marks(cell).items()})


def test_rows_of_the_totals_mark_the_invoice_s_sums() -> None:
    apart = zeros = 0
    for sheet in [*_sheets("fee_statement", 150), *_sheets("garage", 150)]:
        totals = sheet.invoice.totals
        entries = totals_entries(sheet)
        for entry in entries:
            marks = _marks(entry.pieces)
            _check(sheet, marks)
            zeros += not marks.keys() - {"currency"} and "0,00" in plain_text(entry.pieces)
        if totals.untaxed:
            rows = [e for e in entries if "vat.0.amount" in _marks(e.pieces)]
            apart += any("total_vat" not in _marks(e.pieces) for e in rows)
    assert apart > 3
    assert zeros > 10


def test_a_workshop_s_form_has_every_sum_once() -> None:
    seen = 0
    for sheet in filter(fits_workshop, _sheets("garage")):
        marked = [_marks(entry.pieces) for entry in workshop_entries(sheet)]
        for marks in marked:
            _check(sheet, marks)
        names = [key for marks in marked for key in marks if key != "currency"]
        assert len(names) == len(set(names))
        assert {"total_net", "total_vat", "total_gross", "amount_due"} <= set(names)
        seen += 1
    assert seen > 10


def test_two_deposits_are_no_field_but_their_sum_is_known() -> None:
    split = 0
    for sheet in _sheets("boxes", 400):
        totals = sheet.invoice.totals
        sheet.invoice = replace(
            sheet.invoice,
            totals=replace(totals, prepaid=Decimal("120.00"), due=totals.due - 120),
        )
        entries = deduction_entries(sheet)
        marked = [_marks(e.pieces) for e in entries]
        stated = any("prepaid_amount" in marks for marks in marked)
        assert stated != ("prepaid_amount" in sheet.implied)
        split += not stated
    assert 10 < split < 100


def test_words_of_the_sum_say_what_the_digits_say() -> None:
    told = 0
    for sheet in _sheets("works", 150):
        marks = _marks(spelt_words(sheet))
        _check(sheet, marks)
        told += bool(marks)
    assert told > 5


def test_every_entry_has_a_label() -> None:
    for sheet in _sheets("works", 30):
        for entry in totals_entries(sheet):
            assert isinstance(entry, Entry)
            assert entry.label
