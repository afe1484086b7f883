"""HT, TVA, TTC, acompte and net à payer: one decision."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from math import exp
from typing import NamedTuple

from extractor.decode.hypotheses import Hypothesis, options_of
from extractor.terms import Term

_TERMS = (
    Term.TOTAL_NET,
    Term.TOTAL_VAT,
    Term.TOTAL_GROSS,
    Term.PREPAID_AMOUNT,
    Term.AMOUNT_DUE,
)
_CHOICES = 6
"""Values of each field that are tried together."""
_TOLERANCE = Decimal("0.02")
_HIGHEST_RATE = Decimal("0.22")

# Rewards and penalties in nats: a sum that holds by chance among a page's amounts is rare.
_ADDS_UP = 2.5
# Without tax any amount that is printed twice adds up.
_REPEATED = 0.5
_FAILS = -3.0
_DUE_FOLLOWS = 0.8
_DUE_EXCEEDS = -1.5
_NET_EXCEEDS_GROSS = -4.0
_ALL_ONE = -1.0


class TotalsChoice(NamedTuple):
    """The chosen totals.

    Attributes:
        chosen: a hypothesis for each field that is filled.
        adds_up: whether HT + TVA = TTC holds (None if one of them is blank, or if it holds because
            there is no tax, which proves nothing).
        due_explained: whether the amount due is the gross, or the gross less what was paid.
        gross_holds: whether something speaks for the gross, or against it: the sum; where there is
            none that proves anything, what was paid and is due, which together make it up, or a due
            amount that exceeds it. None if nothing does.
        rival: how probable the best combination with another gross (or net, if there is no gross)
            is beside the chosen one, 0 to 1.
    """

    chosen: dict[Term, Hypothesis]
    adds_up: bool | None
    due_explained: bool | None
    gross_holds: bool | None
    rival: float


class _Option(NamedTuple):
    """What one total may be: one of its values or blank, and how probable that is in nats."""

    hypothesis: Hypothesis | None
    score: float
    money: Decimal | None


def choose_totals(ranked: dict[Term, list[Hypothesis]]) -> TotalsChoice:
    """The combination of totals that the classifier and arithmetic like best together.

    Args:
        ranked: hypotheses of each total, best first.

    Returns:
        The choice; a field is left blank where that is more probable than any of its values.
    """
    options = [
        [
            _Option(h, score, _money(h))
            for h, score in options_of(ranked.get(term, []), limit=_CHOICES)
        ]
        for term in _TERMS
    ]
    tails = [(tail, sum([o.score for o in tail])) for tail in product(*options[3:])]
    best_score = float("-inf")
    best: tuple[_Option, ...] = ()
    heads: list[tuple[float, tuple[_Option, ...]]] = []
    for head in product(*options[:3]):
        moneys = [option.money for option in head]
        head_score = sum([option.score for option in head]) + _sum_bonus(*moneys)
        heads.append((head_score, head))
        if head_score + 3.0 < best_score:
            continue
        for tail, tail_score in tails:
            bonus = _due_bonus(moneys[2], tail[0].money, tail[1].money)
            if head_score + tail_score + bonus > best_score:
                best_score, best = head_score + tail_score + bonus, (*head, *tail)
    chosen = {
        term: option.hypothesis
        for term, option in zip(_TERMS, best, strict=True)
        if option.hypothesis is not None
    }
    net, vat, gross, prepaid, due = (option.money for option in best)
    adds_up = None
    if net is not None and vat is not None and gross is not None:
        adds_up = abs(net + vat - gross) <= _TOLERANCE
        if adds_up and vat == 0:
            adds_up = None
    explained = None
    gross_holds = adds_up
    if due is not None and gross is not None:
        made_up = prepaid is not None and abs(gross - prepaid - due) <= _TOLERANCE
        explained = due == gross or made_up
        if adds_up is None and made_up and prepaid:
            gross_holds = True
        elif adds_up is None and due > gross:
            gross_holds = False
    return TotalsChoice(chosen, adds_up, explained, gross_holds, _rival(heads, best))


def _rival(heads: Sequence[tuple[float, tuple[_Option, ...]]], best: tuple[_Option, ...]) -> float:
    """How probable the best other combination of sums is, beside the chosen one."""
    decisive = 2 if best[2].hypothesis is not None else 0
    own = max(score for score, head in heads if head == best[:3])
    others = [
        score
        for score, head in heads
        if head[decisive].hypothesis is not None and head[decisive].money != best[decisive].money
    ]
    return min(1.0, exp(max(others) - own)) if others else 0.0


def _money(hypothesis: Hypothesis | None) -> Decimal | None:
    return None if hypothesis is None else abs(Decimal(hypothesis.value))


def _sum_bonus(net: Decimal | None, vat: Decimal | None, gross: Decimal | None) -> float:
    if net is not None and gross is not None and net > gross:
        return _NET_EXCEEDS_GROSS
    if vat is not None and net is not None and vat > net * _HIGHEST_RATE + _TOLERANCE:
        return _NET_EXCEEDS_GROSS
    if vat is not None and gross is not None and vat >= gross > 0:
        return _NET_EXCEEDS_GROSS
    if net is None or vat is None or gross is None:
        return 0.0
    if abs(net + vat - gross) > _TOLERANCE:
        return _FAILS
    return _ADDS_UP if vat > 0 else _REPEATED


def _due_bonus(gross: Decimal | None, prepaid: Decimal | None, due: Decimal | None) -> float:
    if due is None or gross is None:
        return 0.0
    if prepaid is not None and abs(gross - prepaid - due) <= _TOLERANCE:
        return _DUE_FOLLOWS if prepaid > 0 else 0.0
    if due == gross:
        return _DUE_FOLLOWS
    return _DUE_EXCEEDS if due > gross else 0.0
