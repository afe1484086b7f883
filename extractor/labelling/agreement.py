"""Whether two values of a field or a cell say the same."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from extractor.lexicon import fold
from extractor.terms import TERMS, Term
from extractor.training.labelling import same_value

_SAME_WORDING = 0.9


def agree(name: str, one: str, other: str) -> bool:
    """Whether two values say the same: up to sign of amounts, writing of numbers, case of names.

    Args:
        name: a field or a column.
        one: in the contract's format.
        other: in the contract's format.

    >>> agree("quantity", "2", "2.00"), agree("total_net", "12.50", "-12.50")
    (True, True)
    >>> agree("description", "Pose de parquet", "Pose de  PARQUET"), agree("base", "1.00", "1.10")
    (True, False)
    """
    if name in TERMS:
        return same_value(Term(name), one, other)
    if name == "description":
        a, b = (" ".join(fold(text).split()) for text in (one, other))
        return a == b or SequenceMatcher(None, a, b).ratio() >= _SAME_WORDING
    try:
        return abs(Decimal(one)) == abs(Decimal(other))
    except InvalidOperation:
        return one == other
