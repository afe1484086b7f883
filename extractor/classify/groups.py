"""Groups of candidate kinds that share one model, and the fields each may fill."""

from __future__ import annotations

from enum import StrEnum

from extractor.document import Kind
from extractor.terms import Term


class Group(StrEnum):
    """One model each."""

    AMOUNT = "amount"
    DATE = "date"
    IDENTIFIER = "identifier"
    REFERENCE = "reference"
    NAME = "name"
    CHOICE = "choice"


GROUPS: dict[Group, tuple[Term, ...]] = {
    Group.AMOUNT: (
        Term.TOTAL_NET,
        Term.TOTAL_VAT,
        Term.TOTAL_GROSS,
        Term.PREPAID_AMOUNT,
        Term.AMOUNT_DUE,
    ),
    Group.DATE: (Term.ISSUE_DATE, Term.DUE_DATE, Term.DELIVERY_DATE),
    Group.IDENTIFIER: (
        Term.SUPPLIER_SIRET,
        Term.SUPPLIER_SIREN,
        Term.SUPPLIER_VAT_NUMBER,
        Term.SUPPLIER_IBAN,
        Term.SUPPLIER_BIC,
        Term.BUYER_SIRET,
        Term.BUYER_VAT_NUMBER,
    ),
    Group.REFERENCE: (
        Term.INVOICE_NUMBER,
        Term.SERVICE_CODE,
        Term.ENGAGEMENT_NUMBER,
        Term.CONTRACT_NUMBER,
        Term.ORIGINAL_INVOICE_NUMBER,
    ),
    Group.NAME: (Term.SUPPLIER_NAME, Term.BUYER_NAME),
    Group.CHOICE: (
        Term.DOCUMENT_TYPE,
        Term.CURRENCY,
        Term.PAYMENT_MEANS,
        Term.VAT_REGIME,
        Term.BILLING_FRAMEWORK,
    ),
}
"""The fields of each group, in the order of the model's classes; class 0 is "none of them"."""

_GROUP_OF_KIND = {
    Kind.AMOUNT: Group.AMOUNT,
    Kind.DATE: Group.DATE,
    Kind.SIRET: Group.IDENTIFIER,
    Kind.SIREN: Group.IDENTIFIER,
    Kind.VAT_NUMBER: Group.IDENTIFIER,
    Kind.IBAN: Group.IDENTIFIER,
    Kind.BIC: Group.IDENTIFIER,
    Kind.REFERENCE: Group.REFERENCE,
    Kind.NAME: Group.NAME,
    Kind.CHOICE: Group.CHOICE,
}

KIND_TERMS: dict[Kind, frozenset[Term]] = {
    Kind.AMOUNT: frozenset(GROUPS[Group.AMOUNT]),
    Kind.DATE: frozenset(GROUPS[Group.DATE]),
    Kind.SIRET: frozenset({Term.SUPPLIER_SIRET, Term.BUYER_SIRET}),
    Kind.SIREN: frozenset({Term.SUPPLIER_SIREN}),
    Kind.VAT_NUMBER: frozenset({Term.SUPPLIER_VAT_NUMBER, Term.BUYER_VAT_NUMBER}),
    Kind.IBAN: frozenset({Term.SUPPLIER_IBAN}),
    Kind.BIC: frozenset({Term.SUPPLIER_BIC}),
    Kind.REFERENCE: frozenset(GROUPS[Group.REFERENCE]),
    Kind.NAME: frozenset(GROUPS[Group.NAME]),
    Kind.CHOICE: frozenset(GROUPS[Group.CHOICE]),
}
"""The fields that a candidate of each kind may fill."""

TERM_COLUMNS: dict[Term, int] = {
    term: column for column, term in enumerate(term for terms in GROUPS.values() for term in terms)
}
"""Column of each field in the matrix of probabilities; the last column is "none"."""


def group_of(kind: Kind) -> Group:
    """The group that judges candidates of a kind."""
    return _GROUP_OF_KIND[kind]
