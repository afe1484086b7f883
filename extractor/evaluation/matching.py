"""Whether a predicted value is the labelled one, under each field's own normalisation."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from extractor.evaluation.fields import AMOUNTS, CODES, IDENTIFIERS, NAMES
from extractor.terms import Term

NAME_SIMILARITY = 0.9
_CENT = Decimal("0.01")
_LEGAL_FORMS = re.compile(
    r"\b(sarl|sas|sasu|eurl|sa|sci|scop|snc|scp|selarl|ei|eirl|earl|gaec|association|ste|societe"
    r"|ets|etablissements?)\b"
)


def plain_text(text: str) -> str:
    """Lower case without accents or punctuation, single spaces.

    >>> plain_text("Société  Générale, S.A.")
    'societe generale s a'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", ascii_text).strip()


def amount(text: str | None) -> Decimal | None:
    """The size of an amount in cents' precision, or None where there is none.

    The sign is dropped: a credit note may print its amounts with or without the minus.

    >>> amount("-1 234.5"), amount("n/a")
    (Decimal('1234.50'), None)
    """
    if text is None:
        return None
    try:
        return abs(Decimal(text.replace(" ", ""))).quantize(_CENT)
    except InvalidOperation:
        return None


def plain_name(name: str) -> str:
    """A name without its legal form, unless nothing else is left of it.

    >>> plain_name("SARL Dupont & Fils"), plain_name("S.A.S")
    ('dupont fils', 's a s')
    """
    plain = plain_text(name)
    return re.sub(r"\s+", " ", _LEGAL_FORMS.sub(" ", plain)).strip() or plain


def same_value(term: Term, truth: str, guess: str) -> bool:
    """Whether two values of a field are the same.

    >>> same_value(Term.INVOICE_NUMBER, "FA 2025-12", "fa2025-12")
    True
    >>> same_value(Term.SUPPLIER_NAME, "Dupont et Fils SARL", "DUPONT ET FILS")
    True
    >>> same_value(Term.TOTAL_NET, "12.00", "-12")
    True
    """
    if term in AMOUNTS:
        return amount(truth) is not None and amount(truth) == amount(guess)
    if term in CODES:
        return _code(truth) == _code(guess)
    if term in IDENTIFIERS:
        return _identifier(truth) == _identifier(guess)
    if term in NAMES:
        left, right = plain_name(truth), plain_name(guess)
        return left == right or _similarity(left, right) >= NAME_SIMILARITY
    return truth.strip().casefold() == guess.strip().casefold()


def same_description(truth: str, guess: str) -> bool:
    """Whether a predicted description gives the labelled one, nearly or within a longer text.

    >>> same_description("Vis inox 4 × 40", "Réf. 123 Vis inox 4 x 40, boîte")
    False
    >>> same_description("Vis inox", "VIS INOX (boîte de 100)")
    True
    """
    left, right = plain_text(truth), plain_text(guess)
    return not left or left in right or _similarity(left, right) >= 0.8


def _similarity(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right).ratio()


def _code(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _identifier(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
