"""From the text of an XML element to the contract's formats."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from extractor.formats import iban, tva
from extractor.structured import codes
from extractor.terms import TERMS, Term

_NUMBER = re.compile(r"[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})")
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_CENT = Decimal("0.01")
_MAX_TEXT = 1000


def read_decimal(text: str) -> Decimal | None:
    """An `xs:decimal`; None if it is none.

    >>> read_decimal("-12.5000"), read_decimal("NaN")
    (Decimal('-12.5000'), None)
    """
    clean = text.strip()
    return Decimal(clean) if _NUMBER.fullmatch(clean) else None


def read_amount(text: str) -> str | None:
    """An amount with two decimals; None if it is none.

    >>> read_amount("1234.5"), read_amount("-0.00")
    ('1234.50', '0.00')
    """
    amount = read_decimal(text)
    if amount is None:
        return None
    rounded = amount.quantize(_CENT, ROUND_HALF_UP)
    return f"{abs(rounded) if rounded.is_zero() else rounded:.2f}"


def read_date(text: str) -> str | None:
    """A date from `xs:date` or UNTDID 2379 formats 102 and 203; None if it is none.

    >>> read_date("20250312"), read_date("2025-03-12Z"), read_date("20251332")
    ('2025-03-12', '2025-03-12', None)
    """
    match = _DATE.match(text.strip())
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def read_text(text: str) -> str | None:
    r"""Text with its white space made plain; None if empty.

    >>> read_text(" FA-1 \n "), read_text(" ")
    ('FA-1', None)
    """
    return " ".join(text[:_MAX_TEXT].split()) or None


def _read_code(
    compact: Callable[[str], str], shape: re.Pattern[str]
) -> Callable[[str], str | None]:
    """A reader of codes of some shape: people also write `N/A` and the like into the element."""

    def read(text: str) -> str | None:
        code = compact(text)
        return code if shape.fullmatch(code) else None

    return read


def _compact(text: str) -> str:
    return "".join(text.split()).upper()


_VAT_NUMBER = re.compile(r"[A-Z]{2}(?=.*[0-9])[0-9A-Z+*]{2,13}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[0-9A-Z]{10,30}", re.ASCII)
_BIC = re.compile(r"[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}(?:[0-9A-Z]{3})?")
_CURRENCY = re.compile(r"[A-Z]{3}")

_READERS: dict[Term, Callable[[str], str | None]] = {
    Term.DOCUMENT_TYPE: lambda text: codes.document_type(text.strip()),
    Term.CURRENCY: _read_code(_compact, _CURRENCY),
    Term.SUPPLIER_VAT_NUMBER: _read_code(tva.compact, _VAT_NUMBER),
    Term.BUYER_VAT_NUMBER: _read_code(tva.compact, _VAT_NUMBER),
    Term.SUPPLIER_IBAN: _read_code(iban.compact, _IBAN),
    Term.SUPPLIER_BIC: _read_code(_compact, _BIC),
    Term.PAYMENT_MEANS: lambda text: codes.payment_means(text.strip()),
    Term.BILLING_FRAMEWORK: lambda text: codes.billing_framework(text.strip()),
}
_BY_TYPE: dict[str, Callable[[str], str | None]] = {
    "amount": read_amount,
    "date": read_date,
    "text": read_text,
}


def read_value(term: Term, text: str) -> str | None:
    """A field's value in the contract's format; None if the text is no value of it.

    >>> read_value(Term.TOTAL_NET, "10"), read_value(Term.SUPPLIER_IBAN, "see below")
    ('10.00', None)
    """
    return (_READERS.get(term) or _BY_TYPE[TERMS[term].value_type])(text)
