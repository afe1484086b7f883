"""Which fields are scored, and how each is compared."""

from __future__ import annotations

from extractor.terms import TERMS, Term

# The labels know nothing of the other four: rare, or the form's own. The order decides ties in the
# calibration figures.
SCORED: tuple[Term, ...] = (
    Term.DOCUMENT_TYPE,
    Term.INVOICE_NUMBER,
    Term.ISSUE_DATE,
    Term.DUE_DATE,
    Term.CURRENCY,
    Term.SUPPLIER_NAME,
    Term.SUPPLIER_SIRET,
    Term.SUPPLIER_SIREN,
    Term.SUPPLIER_VAT_NUMBER,
    Term.SUPPLIER_IBAN,
    Term.SUPPLIER_BIC,
    Term.BUYER_NAME,
    Term.BUYER_SIRET,
    Term.BUYER_VAT_NUMBER,
    Term.SERVICE_CODE,
    Term.ENGAGEMENT_NUMBER,
    Term.CONTRACT_NUMBER,
    Term.TOTAL_NET,
    Term.TOTAL_VAT,
    Term.TOTAL_GROSS,
    Term.AMOUNT_DUE,
    Term.PAYMENT_MEANS,
    Term.VAT_REGIME,
)

# What Chorus Pro's own deposit returns, and its form demands: the fields of the headline figure.
REQUIRED = frozenset(
    {
        Term.DOCUMENT_TYPE,
        Term.INVOICE_NUMBER,
        Term.ISSUE_DATE,
        Term.CURRENCY,
        Term.SUPPLIER_SIRET,
        Term.BUYER_SIRET,
        Term.SERVICE_CODE,
        Term.ENGAGEMENT_NUMBER,
        Term.TOTAL_NET,
        Term.TOTAL_VAT,
        Term.TOTAL_GROSS,
        Term.AMOUNT_DUE,
    }
)
NAMES = frozenset({Term.SUPPLIER_NAME, Term.BUYER_NAME})
AMOUNTS = frozenset(term for term, info in TERMS.items() if info.value_type == "amount")
CODES = frozenset(term for term, info in TERMS.items() if info.value_type == "code")
IDENTIFIERS = frozenset(
    term for term, info in TERMS.items() if info.value_type == "text" and term not in NAMES
)
