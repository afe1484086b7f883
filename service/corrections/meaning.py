"""Whether two values of a field mean the same, however they are written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from extractor.terms import TERMS, Term

_NAMES = frozenset({Term.SUPPLIER_NAME, Term.BUYER_NAME})
_SPACES = re.compile(r"\s+")
_NOT_IN_CODES = re.compile(r"[\s.-]+")
_MONEY_SIGNS = re.compile(r"[\s€]|EUR$")
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def same_meaning(term: Term, one: str, other: str) -> bool:
    """Whether two values mean the same.

    Args:
        term: the field.
        one: a value, in the contract's format or as a person types.
        other: another one.

    >>> same_meaning(Term.TOTAL_NET, "1234.50", "1 234,5 €")
    True
    >>> same_meaning(Term.SUPPLIER_IBAN, "FR7630006000011234567890189", "fr76 3000 6000 0112 ...")
    False
    >>> same_meaning(Term.INVOICE_NUMBER, "FA-2025-12", "fa-2025-12 ")
    True
    """
    return meaning(term, one) == meaning(term, other)


def meaning(term: Term, value: str) -> Decimal | date | str:
    """What a value means; a text that is no amount or date means itself.

    Args:
        term: the field.
        value: in the contract's format or as a person types.

    >>> meaning(Term.ISSUE_DATE, "31/03/2025")
    datetime.date(2025, 3, 31)
    >>> meaning(Term.SUPPLIER_NAME, "  Dupont  et Fils ")
    'Dupont et Fils'
    """
    text = _SPACES.sub(" ", value).strip()
    kind = TERMS[term].value_type
    if kind == "amount":
        return _amount(text)
    if kind == "date":
        return _date(text)
    if term in _NAMES:
        return text
    if kind == "code":
        return _NOT_IN_CODES.sub("", text).casefold()
    return text.replace(" ", "").casefold()


def _amount(text: str) -> Decimal | str:
    bare = _MONEY_SIGNS.sub("", text)
    if "," in bare and "." not in bare:
        bare = bare.replace(",", ".")
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        return text
    return amount if amount.is_finite() else text


def _date(text: str) -> date | str:
    french = _FRENCH_DATE.fullmatch(text)
    try:
        if french:
            day, month, year = map(int, french.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return text
