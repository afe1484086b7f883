"""Which candidate is which field, by what is printed where."""

from __future__ import annotations

import pytest

from extractor.classify import GROUPS, Group
from extractor.document import BoundingBox, Candidate, Evidence, Kind, Source
from extractor.terms import Term
from extractor.training.labelling import UNKNOWN, label_candidates, same_value
from training_data.annotation import Annotation, Place

BOX = BoundingBox(0.60, 0.50, 0.70, 0.52)
ELSEWHERE = BoundingBox(0.60, 0.60, 0.70, 0.62)


def label(
    kind: Kind,
    value: str,
    fields: dict[Term, str],
    places: tuple[Place, ...] = (),
    *,
    source: Source = "text_layer",
    bbox: BoundingBox = BOX,
    page: int = 1,
    detail: str = "",
    seed: int | None = 0,
    alternatives: dict[Term, tuple[str, ...]] | None = None,
) -> Term | None:
    """The field that one candidate is labelled as."""
    evidence = Evidence(page, bbox, value, source, 1.0)
    candidate = Candidate(kind, value, evidence, 1.0, False, 0, 0, 0, detail)
    annotation = Annotation("a.pdf", fields, places, seed=seed, alternatives=alternatives)
    (found,) = label_candidates([candidate], [bbox], annotation)
    if found == UNKNOWN:
        raise LookupError(value)
    group = next(group for group in Group if KIND_OF[group] is kind)
    return GROUPS[group][found - 1] if found else None


KIND_OF = {
    Group.AMOUNT: Kind.AMOUNT,
    Group.DATE: Kind.DATE,
    Group.IDENTIFIER: Kind.SIRET,
    Group.REFERENCE: Kind.REFERENCE,
    Group.NAME: Kind.NAME,
    Group.CHOICE: Kind.CHOICE,
}
GROSS = {Term.TOTAL_GROSS: "1234.50"}
AT_BOX = (Place("total_gross", "1234.50", 1, BOX),)


def test_the_value_in_its_place() -> None:
    assert label(Kind.AMOUNT, "1234.50", GROSS, AT_BOX) is Term.TOTAL_GROSS


def test_the_value_in_another_place_or_on_another_page_is_none() -> None:
    assert label(Kind.AMOUNT, "1234.50", GROSS, AT_BOX, bbox=ELSEWHERE) is None
    assert label(Kind.AMOUNT, "1234.50", GROSS, AT_BOX, page=2) is None


def test_the_value_in_another_place_is_not_learned_from_where_a_person_drew_the_boxes() -> None:
    with pytest.raises(LookupError):
        label(Kind.AMOUNT, "1234.50", GROSS, AT_BOX, bbox=ELSEWHERE, seed=None)
    assert label(Kind.AMOUNT, "99.99", GROSS, AT_BOX, bbox=ELSEWHERE, seed=None) is None
    assert label(Kind.AMOUNT, "1234.50", GROSS, AT_BOX, seed=None) is Term.TOTAL_GROSS


def test_an_alternative_is_neither_the_value_nor_none() -> None:
    fields = {Term.SUPPLIER_NAME: "Zoé Roy, Artisan"}
    alternatives = {Term.SUPPLIER_NAME: ("Zoé Roy",)}
    with pytest.raises(LookupError):
        label(Kind.NAME, "Zoé Roy", fields, alternatives=alternatives)
    assert label(Kind.NAME, "Zoé", fields, alternatives=alternatives) is None


def test_another_value_in_the_place_is_none_in_a_text_layer() -> None:
    assert label(Kind.AMOUNT, "1284.50", GROSS, AT_BOX) is None


def test_ocr_that_misread_a_digit_still_teaches_the_place() -> None:
    assert label(Kind.AMOUNT, "1284.50", GROSS, AT_BOX, source="ocr") is Term.TOTAL_GROSS


def test_ocr_of_something_else_in_the_place_is_none() -> None:
    assert label(Kind.AMOUNT, "99.99", GROSS, AT_BOX, source="ocr") is None


def test_ocr_that_misread_must_cover_the_same_span() -> None:
    half = BoundingBox(BOX.left, BOX.top, BOX.left + 0.4 * BOX.width, BOX.bottom)
    assert label(Kind.AMOUNT, "1284.50", GROSS, AT_BOX, source="ocr", bbox=half) is None


def test_a_document_labelled_by_eye_has_values_only() -> None:
    assert label(Kind.AMOUNT, "1234.50", GROSS, bbox=ELSEWHERE) is Term.TOTAL_GROSS
    assert label(Kind.AMOUNT, "1284.50", GROSS, source="ocr") is None


def test_a_kind_never_becomes_a_field_it_cannot_fill() -> None:
    siren = {Term.SUPPLIER_SIREN: "73282932000074"}
    assert label(Kind.SIRET, "73282932000074", siren) is None


def test_a_choice_is_a_choice_of_its_own_field() -> None:
    fields = {Term.PAYMENT_MEANS: "other", Term.DOCUMENT_TYPE: "other"}
    assert label(Kind.CHOICE, "other", fields, detail="payment_means") is Term.PAYMENT_MEANS
    assert label(Kind.CHOICE, "other", fields, detail="document_type") is Term.DOCUMENT_TYPE
    assert label(Kind.CHOICE, "card", fields, detail="payment_means") is None


def test_places_of_table_cells_are_no_fields() -> None:
    cells = (Place("net_amount", "1234.50", 1, BOX),)
    assert label(Kind.AMOUNT, "1234.50", {}, cells) is None


@pytest.mark.parametrize(
    ("term", "truth", "value", "same"),
    [
        (Term.TOTAL_GROSS, "-12.50", "12.50", True),
        (Term.TOTAL_GROSS, "12.50", "12.05", False),
        (Term.INVOICE_NUMBER, "FA 12", "fa12", True),
        (Term.INVOICE_NUMBER, "FA-12", "FA12", False),
        (Term.SUPPLIER_NAME, "Éts. Durand & Fils", "ETS DURAND ET FILS", True),
        (Term.SUPPLIER_NAME, "Durand", "Dupont", False),
        (Term.ISSUE_DATE, "2025-03-12", "2025-03-21", False),
    ],
)
def test_same_value(term: Term, truth: str, value: str, same: bool) -> None:
    assert same_value(term, truth, value) is same


def test_a_candidate_of_a_field_that_nobody_looked_for_is_unknown_rather_than_none() -> None:
    evidence = Evidence(1, BOX, "1234.50", "text_layer", 1.0)
    amount = Candidate(Kind.AMOUNT, "1234.50", evidence, 1.0, False, 0, 0, 0)
    date = Candidate(Kind.DATE, "2025-01-02", evidence, 1.0, False, 0, 0, 0)
    annotation = Annotation("a.pdf", GROSS, unlabelled=frozenset({"prepaid_amount"}))
    other = amount._replace(value="7.00")
    classes = label_candidates([amount, other, date], [BOX] * 3, annotation)
    assert classes[0] > 0
    assert list(classes[1:]) == [UNKNOWN, 0]
