"""Code lists of EN 16931 and what they are in the contract."""

from __future__ import annotations

import re


def _split(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


CREDIT_NOTE_TYPES = _split("81 83 261 262 296 308 381 396 420 458 502 503 532")
"""UNTDID 1001: credit notes, with those of the French reform (502, 503)."""

INVOICE_TYPES = _split(
    "80 82 84 130 202 203 204 211 218 219 295 326 331 380 382 383 384 385 386 387 388 389 390 "
    "393 394 395 456 457 471 472 473 500 501 527 553 575 623 633 751 780 817 870 875 876 877 "
    "935"
)
"""UNTDID 1001: invoices. 325, a pro forma, is none."""

PAYMENT_MEANS = {
    "10": "cash",
    **dict.fromkeys(_split("20 21 22 23 24 25 26"), "cheque"),
    **dict.fromkeys(_split("30 31 42 58"), "transfer"),
    **dict.fromkeys(_split("48 54 55"), "card"),
    **dict.fromkeys(_split("49 59"), "direct_debit"),
}
"""UNTDID 4461; `1` means that none is stated, and every other code is `other`."""

VAT_DUE_DATES = {"3": "on_debits", "5": "on_debits", "72": "on_receipts", "432": "on_receipts"}
"""UNTDID 2475 (CII: 5, 72) and 2005 (UBL: 3, 432). Delivery (29, 35) is the law's rule for goods
and neither option."""

_FRANCHISE = re.compile(r"293\s*-?\s*B|franchise", re.IGNORECASE)
_REVERSE_CHARGE = re.compile(r"autoliquidation|reverse charge|283", re.IGNORECASE)
_DEBITS = re.compile(r"d[ée]bits?\b", re.IGNORECASE)
_RECEIPTS = re.compile(r"encaissements?\b", re.IGNORECASE)
_FRAMEWORK = re.compile(r"A(?:[1-9]|1\d|2[0-5])")


def document_type(code: str) -> str:
    """The contract's document type for a code of UNTDID 1001.

    >>> document_type("380"), document_type("381"), document_type("325")
    ('invoice', 'credit_note', 'other')
    """
    if code in CREDIT_NOTE_TYPES:
        return "credit_note"
    return "invoice" if code in INVOICE_TYPES else "other"


def payment_means(code: str) -> str | None:
    """The contract's payment means for a code of UNTDID 4461.

    >>> payment_means("58"), payment_means("97"), payment_means("1")
    ('transfer', 'other', None)
    """
    return None if code in {"", "1"} else PAYMENT_MEANS.get(code, "other")


def billing_framework(process: str) -> str | None:
    """The `cadre de facturation` in a business process (BT-23), if it is one.

    >>> billing_framework("A9"), billing_framework("S1")
    ('A9', None)
    """
    return process if _FRAMEWORK.fullmatch(process) else None


def vat_regime(
    categories: frozenset[str], reasons: tuple[str, ...], due_dates: tuple[str, ...]
) -> str | None:
    """The VAT regime.

    Args:
        categories: UNCL 5305 codes of the VAT breakdown (BT-118).
        reasons: exemption reasons, as text and VATEX code (BT-120, BT-121).
        due_dates: when the tax falls due (BT-8), codes or Chorus Pro's own words.

    >>> vat_regime(frozenset("E"), ("VATEX-FR-FRANCHISE",), ())
    'franchise'
    >>> vat_regime(frozenset("S"), (), ("72",))
    'on_receipts'
    """
    # A regime that only some of the rows have is not the document's.
    if categories and categories <= {"AE", "E", "O", "G", "K"}:
        if any(_FRANCHISE.search(reason) for reason in reasons):
            return "franchise"
        if categories == {"AE"} or any(_REVERSE_CHARGE.search(reason) for reason in reasons):
            return "reverse_charge"
        if "O" not in categories and "AE" not in categories:
            return "exempt"
        return None
    for due_date in due_dates:
        if due_date in VAT_DUE_DATES:
            return VAT_DUE_DATES[due_date]
        if _DEBITS.search(due_date):
            return "on_debits"
        if _RECEIPTS.search(due_date):
            return "on_receipts"
    return None
