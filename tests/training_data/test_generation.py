from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pymupdf
import pytest

from extractor.terms import TERMS, Term
from training_data import FAMILIES, Annotation, GeneratedDocument, Place, generate_document
from training_data.content import compose_invoice
from training_data.draw import Draw
from training_data.generator import draw_sheet
from training_data.sheet import Sheet

_SEEDS = range(3)


@pytest.fixture(scope="module")
def made() -> list[GeneratedDocument]:
    return [generate_document(seed, family=family) for family in FAMILIES for seed in _SEEDS]


def _places(annotation: Annotation) -> list[Place]:
    rows = (*annotation.vat_breakdown, *annotation.lines)
    return [*annotation.places, *(place for row in rows for place in row.places)]


def _kept(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def _text_in(page: pymupdf.Page, place: Place) -> str:
    width, height = page.rect.width, page.rect.height
    left, top, right, bottom = place.bbox
    found = []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    x = (char["bbox"][0] + char["bbox"][2]) / 2 / width
                    y = (char["origin"][1] - 1.5) / height
                    if left <= x <= right and top <= y <= bottom:
                        found.append(char["c"])
    return "".join(found)


def draw_sheet_of(document: GeneratedDocument) -> Sheet:
    """The facts that the document was made of."""
    annotation = document.annotation
    return draw_sheet(Draw(f"{annotation.seed}/{annotation.family}"), annotation.family)


def test_there_are_many_families() -> None:
    assert len(FAMILIES) >= 14
    assert len(set(FAMILIES)) == len(FAMILIES)


def test_the_same_seed_gives_the_same_document() -> None:
    first, second = generate_document(11), generate_document(11)
    assert first.annotation == second.annotation
    with pymupdf.open(stream=first.pdf) as a, pymupdf.open(stream=second.pdf) as b:
        assert [page.get_text() for page in a] == [page.get_text() for page in b]
    assert generate_document(12).annotation != first.annotation


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(KeyError):
        generate_document(1, family="?")


def test_boxes_hold_their_text(made: list[GeneratedDocument]) -> None:
    wrong, total = [], 0
    for document in made[:: len(_SEEDS)]:
        with pymupdf.open(stream=document.pdf) as pdf:
            for place in _places(document.annotation):
                page = pdf[place.page - 1]
                if page.get_images():
                    continue
                total += 1
                text, value = _kept(_text_in(page, place)), _kept(place.value)
                term = Term(place.term) if place.term in TERMS else None
                kind = TERMS[term].value_type if term else "amount"
                if place.term == "description":
                    kind = "text"
                if (
                    kind == "amount" and place.term not in ("quantity", "vat_rate", "rate")
                ) or kind in ("text", "code"):
                    held = value.removesuffix("00" if kind == "amount" else "") in text
                else:
                    held = bool(text) or "€" in _text_in(page, place)
                if not held:
                    wrong.append((document.annotation.file, place, text))
    assert total > 300
    assert not wrong, wrong[:5]


def test_boxes_lie_on_the_page(made: list[GeneratedDocument]) -> None:
    for document in made:
        with pymupdf.open(stream=document.pdf) as pdf:
            for place in _places(document.annotation):
                assert 1 <= place.page <= len(pdf)
                assert 0 <= place.bbox.left < place.bbox.right <= 1, document.annotation.file
                assert 0 <= place.bbox.top < place.bbox.bottom <= 1, document.annotation.file


def test_values_are_in_the_contract_s_formats(made: list[GeneratedDocument]) -> None:
    shapes = {
        "amount": r"-?\d+\.\d\d",
        "date": r"\d{4}-\d\d-\d\d",
        "code": r"[0-9A-Z]+",
        "choice": r"[A-Za-z0-9_]+",
        "text": r"\S.*",
    }
    for document in made:
        for term, value in document.annotation.fields.items():
            assert re.fullmatch(shapes[TERMS[term].value_type], value), (term, value)


def test_every_stated_field_has_a_place(made: list[GeneratedDocument]) -> None:
    for document in made:
        terms = {place.term for place in document.annotation.places}
        assert terms == set(document.annotation.fields)


def test_printed_totals_agree(made: list[GeneratedDocument]) -> None:
    for document in made:
        fields = {term: value for term, value in document.annotation.fields.items()}
        totals = [fields.get(t) for t in (Term.TOTAL_NET, Term.TOTAL_VAT, Term.TOTAL_GROSS)]
        if all(totals):
            net, vat, gross = (Decimal(value or 0) for value in totals)
            outside = draw_sheet_of(document).invoice.totals.outside
            assert net + vat + outside == gross, document.annotation.file


def test_a_field_has_one_value_but_names_vary(made: list[GeneratedDocument]) -> None:
    for document in made:
        values: dict[str, set[str]] = {}
        for place in document.annotation.places:
            if not place.term.endswith("_name"):
                values.setdefault(place.term, set()).add(place.value.replace("-", ""))
        doubled = {term: found for term, found in values.items() if len(found) > 1}
        assert not doubled, document.annotation.file


def test_fields_are_stated_often_but_not_always(made: list[GeneratedDocument]) -> None:
    counts = Counter(term for document in made for term in document.annotation.fields)
    assert counts[Term.INVOICE_NUMBER] > 0.9 * len(made)
    for term in (Term.DUE_DATE, Term.SERVICE_CODE, Term.ENGAGEMENT_NUMBER, Term.AMOUNT_DUE):
        assert 0.2 * len(made) < counts[term] < len(made)


def test_the_invented_sums_hold() -> None:
    for seed in range(60):
        invoice = compose_invoice(Draw(seed), works=seed % 5 == 0)
        totals = invoice.totals
        assert totals.net == sum(row.base for row in invoice.vat_rows) + totals.untaxed
        assert totals.gross == totals.net + totals.vat + totals.outside
        assert totals.vat == sum(row.amount for row in invoice.vat_rows)
        assert totals.net == totals.lines - totals.discount + totals.shipping
        assert totals.due == (totals.gross - totals.prepaid - totals.retention - totals.withheld)


def test_what_is_no_invoice_has_no_invoice_number(made: list[GeneratedDocument]) -> None:
    others = [d for d in made if d.annotation.fields.get(Term.DOCUMENT_TYPE) == "other"]
    assert len(others) > 3
    assert not [d for d in others if Term.INVOICE_NUMBER in d.annotation.fields]
