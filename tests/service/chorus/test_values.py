"""What goes into the answer, and what does not."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from extractor.terms import Term
from service.chorus.answers import accepted
from service.chorus.schemas import ACCEPTED_EXAMPLE, REFUSED_EXAMPLE, DepositAnswer
from service.chorus.values import FIELDS, VAT_REGIMES, recognised
from tests.service.chorus.conftest import KEYS, WHOLE


def fields(values, *, prefill=True):
    return {term.value: {"value": value, "prefill": prefill} for term, value in values.items()}


def test_every_key_is_filled_from_its_field():
    body = accepted(fields(WHOLE)).body
    answer = json.loads(body)
    assert list(answer) == KEYS
    assert answer == ACCEPTED_EXAMPLE
    DepositAnswer.model_validate(answer)
    DepositAnswer.model_validate(REFUSED_EXAMPLE)


def test_what_is_blank_or_unsure_is_null():
    for given in ({}, {term.value: None for term in Term}, fields(WHOLE, prefill=False)):
        assert recognised(given) == dict.fromkeys(FIELDS)


@pytest.mark.parametrize(
    ("term", "key", "longest"),
    [
        (Term.INVOICE_NUMBER, "numeroFacture", 20),
        (Term.BUYER_SIRET, "codeDestinataire", 14),
        (Term.SERVICE_CODE, "codeServiceExecutant", 100),
        (Term.SUPPLIER_SIRET, "codeFournisseur", 18),
        (Term.ENGAGEMENT_NUMBER, "numeroBonCommande", 50),
        (Term.CURRENCY, "codeDeviseFacture", 3),
    ],
)
def test_a_value_that_is_too_long_is_null_and_not_cut(term, key, longest):
    assert recognised(fields({term: "É" * longest}))[key] == "É" * longest
    assert recognised(fields({term: "É" * (longest + 1)}))[key] is None


@pytest.mark.parametrize(
    ("kind", "expected"), [("invoice", "FACTURE"), ("credit_note", "AVOIR"), ("other", None)]
)
def test_types(kind, expected):
    assert recognised(fields({Term.DOCUMENT_TYPE: kind}))["typeFacture"] == expected


@pytest.mark.parametrize(
    ("regime", "expected"),
    [
        ("on_debits", "TVA_SUR_DEBIT"),
        ("on_receipts", "TVA_SUR_ENCAISSEMENT"),
        ("exempt", "EXONERATION"),
        ("franchise", "SANS_TVA"),
        ("reverse_charge", "SANS_TVA"),
    ],
)
def test_vat_regimes(regime, expected):
    assert recognised(fields({Term.VAT_REGIME: regime}))["typeTva"] == expected
    assert len(VAT_REGIMES) == 5


@pytest.mark.parametrize(
    ("amount", "literal"),
    [
        ("0.10", "0.10"),
        ("-12.30", "-12.30"),
        ("9007199254740.99", "9007199254740.99"),
        ("1.005000", "1.005000"),
        ("0.0000001", "null"),
        ("12345678901234.00", "null"),
        ("1E+2", "null"),
        ("NaN", "null"),
        ("1,5", "null"),
    ],
)
def test_amounts_are_written_digit_by_digit(amount, literal):
    body = accepted(fields({Term.TOTAL_NET: amount})).body.decode()
    assert f'"montantHtTotal":{literal},' in body
    if literal != "null":
        parsed = json.loads(body, parse_float=Decimal)
        assert parsed["montantHtTotal"] == Decimal(amount)


def test_dates():
    assert recognised(fields({Term.ISSUE_DATE: "2025-03-12"}))["dateFacture"] == "2025-03-12"
    assert recognised(fields({Term.ISSUE_DATE: "12/03/2025"}))["dateFacture"] is None
