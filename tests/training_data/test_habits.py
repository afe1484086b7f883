from __future__ import annotations

import pymupdf
import pytest

from extractor.terms import Term
from training_data import generate_document
from training_data.content import compose_invoice
from training_data.draw import Draw
from training_data.habits import draw_habits

_SEEDS = range(40)


def test_the_same_draw_gives_the_same_habits() -> None:
    invoice = compose_invoice(Draw(4))
    assert draw_habits(Draw(9), invoice) == draw_habits(Draw(9), invoice)


def test_zero_vat_is_only_spelt_out_where_there_is_none() -> None:
    for seed in range(150):
        draw = Draw(seed)
        invoice = compose_invoice(draw)
        habits = draw_habits(draw, invoice)
        assert not (habits.full_zero and invoice.totals.vat)
        assert not habits.buyer_reference or "engagement_number" in invoice.numbers


def test_a_reference_of_the_buyer_is_the_order() -> None:
    seen = 0
    for seed in range(120):
        made = generate_document(seed, family="boxes")
        with pymupdf.open(stream=made.pdf) as pdf:
            text = "".join(page.get_text() for page in pdf).casefold()
        if "réf. acheteur" in text:
            seen += 1
            assert Term.ENGAGEMENT_NUMBER in made.annotation.fields
    assert seen


@pytest.mark.parametrize("family", ["utility", "crowded", "panel", "window"])
def test_the_buyer_and_the_sums_are_stated(family: str) -> None:
    made = [generate_document(seed, family=family).annotation for seed in _SEEDS[:12]]
    assert sum(Term.SUPPLIER_NAME in one.fields for one in made) > 8
    assert sum(Term.BUYER_NAME in one.fields for one in made) > 9
    assert sum(Term.INVOICE_NUMBER in one.fields for one in made) > 9


def test_third_parties_are_of_no_field() -> None:
    for seed in _SEEDS[:12]:
        made = generate_document(seed, family="crowded").annotation
        numbers = {p.value for p in made.places if p.term == Term.SUPPLIER_SIRET}
        assert len(numbers) <= 1


def test_a_utility_s_details_may_run_over_the_page() -> None:
    counts = set()
    for seed in _SEEDS[:15]:
        with pymupdf.open(stream=generate_document(seed, family="utility").pdf) as pdf:
            counts.add(len(pdf))
    assert max(counts) > 1
