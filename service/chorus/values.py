"""From the fields of a result to the values that `deposer/pdf` returns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from extractor.terms import Term

Value = str | int | Decimal | None
"""A value of the answer; None where nothing is recognised, or not surely enough."""

_INTEGER_DIGITS = 13
_DECIMALS = 6
_AMOUNT = re.compile(rf"-?\d{{1,{_INTEGER_DIGITS}}}(\.\d{{1,{_DECIMALS}}})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

TYPES = {"invoice": "FACTURE", "credit_note": "AVOIR"}
# A franchise (art. 293 B du CGI) and a reverse charge (art. 283-2 nonies) are both invoiced without
# VAT and are no exemptions, for which Chorus Pro would ask for a reason.
VAT_REGIMES = {
    "on_debits": "TVA_SUR_DEBIT",
    "on_receipts": "TVA_SUR_ENCAISSEMENT",
    "exempt": "EXONERATION",
    "franchise": "SANS_TVA",
    "reverse_charge": "SANS_TVA",
}


def text(value: str, *, longest: int) -> str | None:
    """A text that fits; one that does not is none at all, for what is cut off is another value.

    >>> text("FA-12", longest=20), text("F" * 21, longest=20)
    ('FA-12', None)
    """
    return value if 0 < len(value) <= longest else None


def amount(value: str) -> Decimal | None:
    """An amount as decimal(19,6).

    >>> amount("1234.50"), amount("12345678901234.00")
    (Decimal('1234.50'), None)
    """
    return Decimal(value) if _AMOUNT.fullmatch(value) else None


def date(value: str) -> str | None:
    """A date, YYYY-MM-DD."""
    return value if _DATE.fullmatch(value) else None


def _at_most(longest: int) -> Callable[[str], str | None]:
    return lambda value: text(value, longest=longest)


FIELDS: dict[str, tuple[Term, Callable[[str], Value]]] = {
    "numeroFacture": (Term.INVOICE_NUMBER, _at_most(20)),
    "dateFacture": (Term.ISSUE_DATE, date),
    "codeDestinataire": (Term.BUYER_SIRET, _at_most(14)),
    "codeServiceExecutant": (Term.SERVICE_CODE, _at_most(100)),
    "codeFournisseur": (Term.SUPPLIER_SIRET, _at_most(18)),
    "codeDeviseFacture": (Term.CURRENCY, _at_most(3)),
    "typeFacture": (Term.DOCUMENT_TYPE, TYPES.get),
    "typeTva": (Term.VAT_REGIME, VAT_REGIMES.get),
    "numeroBonCommande": (Term.ENGAGEMENT_NUMBER, _at_most(50)),
    "montantTtcAvantRemiseGlobalTTC": (Term.TOTAL_GROSS, amount),
    "montantAPayer": (Term.AMOUNT_DUE, amount),
    "montantHtTotal": (Term.TOTAL_NET, amount),
    "montantTVA": (Term.TOTAL_VAT, amount),
}
"""Keys of the answer in their order: the field that each is filled from, and how."""


def recognised(fields: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Value]:
    """The values that are sure enough to be put into the form.

    Args:
        fields: `fields` of a result document.

    Returns:
        Every key of `FIELDS`; None for what is blank, unsure, too long or unknown to Chorus Pro.
    """
    values: dict[str, Value] = {}
    for key, (term, convert) in FIELDS.items():
        field = fields.get(term.value)
        values[key] = convert(field["value"]) if field is not None and field["prefill"] else None
    return values
