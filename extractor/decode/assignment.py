"""All fields of a document, assigned together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.decode.hypotheses import Hypothesis, rank_hypotheses
from extractor.decode.parties import choose_parties
from extractor.decode.totals import choose_totals
from extractor.document import Candidate
from extractor.terms import Term

_TOTALS = (
    Term.TOTAL_NET,
    Term.TOTAL_VAT,
    Term.TOTAL_GROSS,
    Term.PREPAID_AMOUNT,
    Term.AMOUNT_DUE,
)
_SUM_TERMS = frozenset({Term.TOTAL_NET, Term.TOTAL_VAT, Term.TOTAL_GROSS})
_PARTY_TERMS = (
    Term.SUPPLIER_SIRET,
    Term.SUPPLIER_SIREN,
    Term.SUPPLIER_VAT_NUMBER,
    Term.BUYER_SIRET,
    Term.BUYER_VAT_NUMBER,
)
_REFERENCES = (
    Term.INVOICE_NUMBER,
    Term.ENGAGEMENT_NUMBER,
    Term.CONTRACT_NUMBER,
    Term.SERVICE_CODE,
    Term.ORIGINAL_INVOICE_NUMBER,
)
_MIN_PROBABILITY = 0.15
"""Below this a value is not even a suggestion."""
_NO_INVOICE = 0.5
"""A document that is something else with this probability has no invoice number."""


class Assigned(NamedTuple):
    """A value chosen for a field, with what is known of its chances.

    Attributes:
        term: the field.
        hypothesis: the chosen value and its best occurrence.
        runner_up: probability of the best other value, 0 if there is none.
        agreement: 1 if the document's arithmetic or check digits speak for it, -1 against, else 0.
        rival: of totals, how probable another combination of them is beside this one, 0 to 1.
    """

    term: Term
    hypothesis: Hypothesis
    runner_up: float
    agreement: int
    rival: float = 0.0


def assign_fields(
    candidates: Sequence[Candidate],
    probabilities: NDArray[np.float64],
    columns: dict[Term, int],
) -> tuple[Assigned, ...]:
    """The best consistent assignment.

    Totals are chosen together, so are the parties' identifiers; a reference or a name serves one
    field; the due date does not precede the date of issue; what is no invoice has no invoice
    number.

    Args:
        candidates: the document's candidates.
        probabilities: of every field for every candidate, shape (n_candidates, n_terms + 1).
        columns: column of each field.

    Returns:
        At most one value a field, in the order of `columns`.
    """
    ranked = {
        term: rank_hypotheses(candidates, probabilities[:, column])
        for term, column in columns.items()
    }
    chosen: dict[Term, Hypothesis] = {}
    agreement: dict[Term, int] = {}

    totals = choose_totals({term: ranked[term] for term in _TOTALS})
    chosen |= totals.chosen
    for term, hypothesis in totals.chosen.items():
        holds = totals.adds_up if term in _SUM_TERMS else totals.due_explained
        gross = totals.chosen.get(Term.TOTAL_GROSS)
        if term in _SUM_TERMS and gross is not None and hypothesis.value == gross.value:
            holds = totals.gross_holds
        agreement[term] = 0 if holds is None else (1 if holds else -1)

    parties, same_company = choose_parties({term: ranked[term] for term in _PARTY_TERMS})
    chosen |= parties
    for term in parties:
        if same_company is not None and term.startswith("supplier"):
            agreement[term] = 1 if same_company else -1

    chosen |= _choose_apart(ranked, _REFERENCES)
    chosen |= _choose_apart(ranked, (Term.SUPPLIER_NAME, Term.BUYER_NAME))
    chosen |= _choose_dates(ranked)
    for term, hypotheses in ranked.items():
        if term not in (*_TOTALS, *_PARTY_TERMS) and term not in chosen and hypotheses:
            alone = term not in (*_REFERENCES, Term.SUPPLIER_NAME, Term.BUYER_NAME, Term.DUE_DATE)
            if alone:
                chosen[term] = hypotheses[0]
    kind = chosen.get(Term.DOCUMENT_TYPE)
    if kind is not None and kind.value == "other" and kind.probability >= _NO_INVOICE:
        chosen.pop(Term.INVOICE_NUMBER, None)
    return tuple(
        Assigned(
            term,
            chosen[term],
            _runner_up(ranked[term], chosen[term]),
            agreement.get(term, 0),
            totals.rival if term in _TOTALS else 0.0,
        )
        for term in columns
        if term in chosen and chosen[term].probability >= _MIN_PROBABILITY
    )


def _runner_up(hypotheses: Sequence[Hypothesis], chosen: Hypothesis) -> float:
    return max((h.probability for h in hypotheses if h.value != chosen.value), default=0.0)


def _choose_apart(
    ranked: dict[Term, list[Hypothesis]], terms: tuple[Term, ...]
) -> dict[Term, Hypothesis]:
    """Greedy by probability: a value, and its words, serve one field."""
    pairs = sorted(
        ((h.probability, term, h) for term in terms for h in ranked[term]),
        key=lambda pair: -pair[0],
    )
    chosen: dict[Term, Hypothesis] = {}
    for _, term, hypothesis in pairs:
        if term in chosen:
            continue
        if not any(_share(hypothesis, other) for other in chosen.values()):
            chosen[term] = hypothesis
    return chosen


def _share(one: Hypothesis, other: Hypothesis) -> bool:
    a, b = one.candidate, other.candidate
    if one.value.replace(" ", "") == other.value.replace(" ", ""):
        return True
    return (
        (a.evidence.page, a.line) == (b.evidence.page, b.line)
        and a.first_word <= b.last_word
        and b.first_word <= a.last_word
    )


def _choose_dates(ranked: dict[Term, list[Hypothesis]]) -> dict[Term, Hypothesis]:
    """Date of issue and due date together: the latter is not the earlier."""
    chosen: dict[Term, Hypothesis] = {}
    issues, dues = ranked[Term.ISSUE_DATE], ranked[Term.DUE_DATE]
    if issues:
        chosen[Term.ISSUE_DATE] = issues[0]
    for due in dues:
        if not issues or due.value >= issues[0].value or due.probability > 0.9:
            chosen[Term.DUE_DATE] = due
            break
    return chosen
