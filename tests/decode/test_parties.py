"""Supplier and buyer decided together."""

from __future__ import annotations

from extractor.decode.hypotheses import Hypothesis
from extractor.decode.parties import choose_parties
from extractor.document import BoundingBox, Candidate, Evidence, Kind
from extractor.terms import Term


def guess(kind: Kind, value: str, probability: float) -> Hypothesis:
    evidence = Evidence(1, BoundingBox(0, 0, 0.1, 0.1), value, "text_layer", 1.0)
    return Hypothesis(
        value, Candidate(kind, value, evidence, 1.0, True, 0, 0, 0), probability, probability
    )


def test_the_vat_number_tells_whose_siret_it_is() -> None:
    ours, theirs = "73282932000074", "21750001600019"
    ranked = {
        Term.SUPPLIER_SIRET: [guess(Kind.SIRET, theirs, 0.5), guess(Kind.SIRET, ours, 0.45)],
        Term.SUPPLIER_VAT_NUMBER: [guess(Kind.VAT_NUMBER, "FR44732829320", 0.95)],
        Term.BUYER_SIRET: [guess(Kind.SIRET, theirs, 0.5), guess(Kind.SIRET, ours, 0.3)],
    }
    chosen, same = choose_parties(ranked)
    assert chosen[Term.SUPPLIER_SIRET].value == ours
    assert chosen[Term.BUYER_SIRET].value == theirs
    assert same is True


def test_one_company_is_not_both_sides() -> None:
    ranked = {
        Term.SUPPLIER_SIRET: [guess(Kind.SIRET, "73282932000074", 0.6)],
        Term.BUYER_SIRET: [guess(Kind.SIRET, "73282932000074", 0.4)],
    }
    chosen, _ = choose_parties(ranked)
    assert list(chosen) == [Term.SUPPLIER_SIRET]


def test_a_number_that_contradicts_the_siret_is_not_the_companys() -> None:
    ranked = {
        Term.SUPPLIER_SIRET: [guess(Kind.SIRET, "73282932000074", 0.95)],
        Term.SUPPLIER_SIREN: [guess(Kind.SIREN, "552081317", 0.9)],
    }
    chosen, _ = choose_parties(ranked)
    assert list(chosen) == [Term.SUPPLIER_SIRET]
