"""Supplier and buyer: one decision, since a company is one or the other."""

from __future__ import annotations

from itertools import product

from extractor.decode.hypotheses import Hypothesis, options_of
from extractor.terms import Term

_SUPPLIER = (Term.SUPPLIER_SIRET, Term.SUPPLIER_SIREN, Term.SUPPLIER_VAT_NUMBER)
_BUYER = (Term.BUYER_SIRET, Term.BUYER_VAT_NUMBER)
_CHOICES = 4
_SAME_COMPANY = 1.5
_OTHER_COMPANY = -1.5
# A SIRET begins with the SIREN of its company.
_OTHER_SIREN = -4.0
_ON_BOTH_SIDES = -4.0
_BEST_FIT = 2 * _SAME_COMPANY


def choose_parties(
    ranked: dict[Term, list[Hypothesis]],
) -> tuple[dict[Term, Hypothesis], bool | None]:
    """The combination of identifiers that fits best together.

    Args:
        ranked: hypotheses of each identifier, best first.

    Returns:
        The chosen hypothesis of each filled field, and whether the supplier's identifiers name one
        company (None if there is only one of them).
    """
    terms = (*_SUPPLIER, *_BUYER)
    options = [options_of(ranked.get(term, []), limit=_CHOICES) for term in terms]
    best_score = float("-inf")
    best: tuple[Hypothesis | None, ...] = (None,) * len(terms)
    suppliers, buyers = options[: len(_SUPPLIER)], options[len(_SUPPLIER) :]
    siret_most, vat_most = (max([score for _, score in buyer]) for buyer in buyers)
    for supplier in product(*suppliers):
        own = sum([score for _, score in supplier])
        if own + siret_most + vat_most + _BEST_FIT <= best_score:
            continue
        for siret, vat in product(*buyers):
            score = own + siret[1] + vat[1]
            if score + _BEST_FIT <= best_score:
                continue
            hypotheses = tuple([h for h, _ in (*supplier, siret, vat)])
            score += _fit(terms, hypotheses)
            if score > best_score:
                best_score, best = score, hypotheses
    chosen = {term: h for term, h in zip(terms, best, strict=True) if h is not None}
    companies = [c for term in _SUPPLIER if term in chosen and (c := _company(term, chosen[term]))]
    return chosen, None if len(companies) < 2 else len(set(companies)) == 1


def _company(term: Term, hypothesis: Hypothesis) -> str:
    """The SIREN inside an identifier; empty for a foreign VAT number."""
    value = hypothesis.value
    if term in (Term.SUPPLIER_VAT_NUMBER, Term.BUYER_VAT_NUMBER):
        return value[4:] if value.startswith("FR") else ""
    return value[:9]


def _fit(terms: tuple[Term, ...], hypotheses: tuple[Hypothesis | None, ...]) -> float:
    companies = {
        term: company
        for term, h in zip(terms, hypotheses, strict=True)
        if h is not None and (company := _company(term, h))
    }
    supplier = [companies[t] for t in _SUPPLIER if t in companies]
    buyer = [companies[t] for t in _BUYER if t in companies]
    score = 0.0
    for side in (supplier, buyer):
        if len(side) > 1:
            score += (len(side) - 1) * (_SAME_COMPANY if len(set(side)) == 1 else _OTHER_COMPANY)
    siret, siren = companies.get(Term.SUPPLIER_SIRET), companies.get(Term.SUPPLIER_SIREN)
    if siret is not None and siren is not None and siret != siren:
        score += _OTHER_SIREN
    if set(supplier) & set(buyer):
        score += _ON_BOTH_SIDES
    return score
