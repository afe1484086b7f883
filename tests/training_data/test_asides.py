"""What stands beside the facts is of no field; what is told in sentences is marked exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from training_data.blocks.asides import aside_words, dotted_iban, history_words, mandate_words
from training_data.blocks.letterhead import letterhead_lines
from training_data.blocks.payment_facts import account_words, bank_entries
from training_data.blocks.references import buyer_entries
from training_data.blocks.titles import title_words
from training_data.draw import Draw
from training_data.generator import draw_sheet
from training_data.pieces import Pieces, Tag, lowers, plain_text, tag
from training_data.sheet import Sheet


def _sheets(family: str, count: int = 200) -> list[Sheet]:
    return [draw_sheet(Draw(seed), family) for seed in range(count)]


def _tags(pieces: Pieces) -> list[Tag]:
    return [piece for piece in pieces if isinstance(piece, Tag)]


def test_panels_sentences_and_mandates_are_of_no_field() -> None:
    panels = told = 0
    for sheet in _sheets("utility", 120):
        if aside := aside_words(sheet, 0.5):
            panels += 1
            assert not any(_tags(line) for line in aside[1])
        sentences = history_words(sheet)
        told += bool(sentences)
        assert not any(_tags(pieces) for pieces in (*sentences, mandate_words(sheet)))
        assert not any("{" in plain_text(pieces) for pieces in sentences)
        assert set(dotted_iban(sheet)) & set("•*Xx")
    assert 30 < panels < 90
    assert told > 60


def test_an_account_in_a_sentence_is_marked_without_its_words() -> None:
    for sheet in _sheets("boxes", 40):
        supplier = sheet.invoice.supplier
        for found in (account_words(sheet), *(e.pieces for e in bank_entries(sheet))):
            for part in _tags(found):
                for key, value in part.marks:
                    if key in ("supplier_iban", "supplier_bic"):
                        assert value in (supplier.iban, supplier.bic)
                        assert part.text.replace(" ", "") == value


def test_two_references_in_one_cell_are_two_fields() -> None:
    shared = told = 0
    for sheet in _sheets("lots", 500):
        numbers = sheet.invoice.numbers
        for entry in buyer_entries(sheet):
            marks = dict(mark for part in _tags(entry.pieces) for mark in part.marks)
            for key in {"engagement_number", "contract_number"} & marks.keys():
                assert marks[key] == numbers[key]
                assert marks[key] in plain_text(entry.pieces)
            shared += {"engagement_number", "contract_number"} <= marks.keys()
            told += not entry.label and bool(marks)
    assert shared > 5
    assert told > 5


def test_the_number_of_a_statement_is_not_the_invoice_s() -> None:
    seen = 0
    for sheet in _sheets("works", 300):
        number, situation = (
            sheet.invoice.numbers[name] for name in ("invoice_number", "situation_number")
        )
        words = title_words(sheet)
        if words.form != "situation":
            continue
        seen += 1
        for part in _tags((*words.pieces, *words.second)):
            assert situation == number or part.text != situation
    assert seen > 10


def test_amounts_without_cents_may_have_no_decimals() -> None:
    sheet = draw_sheet(Draw(1), "boxes")
    printing = replace(sheet.printing, bare_whole=True, thousands=" ", decimal=",", minus="− {}")
    assert printing.number(Decimal("1498.00")) == "1 498"
    assert printing.number(Decimal("-1100.50")) == "− 1 100,50"
    assert printing.number(Decimal("3.00"), 3) == "3,000"


def test_small_letters_keep_the_value() -> None:
    assert lowers(("A", tag("Dupont SA", "supplier_name"))) == (
        "a",
        Tag("dupont sa", (("supplier_name", "Dupont SA"),)),
    )


@pytest.mark.parametrize("family", ["freelancer", "boxes"])
def test_a_profession_is_no_name(family: str) -> None:
    for sheet in _sheets(family, 60):
        names = {sheet.invoice.supplier.name, sheet.invoice.supplier.trade_name}
        for pieces, _, _ in letterhead_lines(sheet, logo=False, ids=False):
            for part in _tags(pieces):
                values = {value for key, value in part.marks if key == "supplier_name"}
                assert not values or values & names


def test_a_drawn_name_stands_in_a_picture_and_not_in_the_head_s_text() -> None:
    drawn = [sheet for sheet in _sheets("letter", 200) if sheet.habits.drawn_name]
    assert 3 < len(drawn) < 30
    for sheet in drawn:
        lines = letterhead_lines(sheet, logo=True, ids=True)
        keys = {key for pieces, _, _ in lines for part in _tags(pieces) for key, _ in part.marks}
        assert "supplier_name" not in keys
