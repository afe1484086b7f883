"""Whose number it is: the supplier's, the buyer's, or somebody else's."""

from __future__ import annotations

from collections import Counter

import numpy as np

from extractor.classify.scene import Floats, Ints, Scene
from extractor.document import Kind
from extractor.formats import siren, siret

NAMES = (
    "is_siret",
    "is_siren",
    "is_vat_number",
    "is_iban",
    "is_bic",
    "is_french",
    "is_public",
    "is_state",
    "siren_mentions",
    "siren_in_vat_number",
    "siren_in_siret",
    "distinct_sirens",
    "siren_order",
    "company_in_legal",
    "other_in_legal",
    "company_by_bank",
    "block_address",
    "line_legal",
    "block_legal",
    "block_bank",
    "block_contact",
    "block_buyer",
    "block_supplier",
    "block_public",
    "head_buyer",
    "head_supplier",
    "head_public",
    "title_above",
    "page_bottom",
)
_LEGAL = frozenset({"capital", "ape", "registration"})
_BANK = frozenset({"iban", "bic"})
_CONTACT = frozenset({"phone", "email"})


def identifier_features(scene: Scene, chosen: Ints) -> Floats:
    """The kind of number, its company, and the company it keeps.

    Args:
        scene: the document.
        chosen: indices of the candidates of SIRET, SIREN, VAT number, IBAN and BIC.

    Returns:
        Array of shape (len(chosen), len(NAMES)).
    """
    if not len(chosen):
        return np.zeros((0, len(NAMES)))
    companies = [_company(scene.candidates[i].kind, scene.candidates[i].value) for i in chosen]
    mentions = Counter(company for company in companies if company)
    order = {company: index for index, company in enumerate(mentions)}
    kinds = {
        (scene.candidates[i].kind, company) for i, company in zip(chosen, companies, strict=True)
    }
    in_legal, by_bank = set[str](), set[str]()
    for i, company in zip(chosen, companies, strict=True):
        candidate = scene.candidates[i]
        concepts = scene.facts[candidate.evidence.page, scene.block_of(candidate)].concepts
        if company and not concepts.isdisjoint(_LEGAL):
            in_legal.add(company)
        if company and not concepts.isdisjoint(_BANK):
            by_bank.add(company)
    by_line: dict[tuple[int, int], set[str]] = {}
    title_y: dict[int, float] = {}
    for mention in scene.labels:
        by_line.setdefault((mention.page, mention.line), set()).add(mention.concept)
        if mention.concept == "invoice_number":
            title_y.setdefault(mention.page, mention.bbox.top)
    rows = []
    for i, company in zip(chosen, companies, strict=True):
        candidate = scene.candidates[i]
        page_number = candidate.evidence.page
        place = (page_number, scene.block_of(candidate))
        line = by_line.get((page_number, candidate.line), set())
        block = scene.facts[place].concepts
        head = scene.facts[place].heading
        kind, value = candidate.kind, candidate.value
        rows.append(
            (
                kind is Kind.SIRET,
                kind is Kind.SIREN,
                kind is Kind.VAT_NUMBER,
                kind is Kind.IBAN,
                kind is Kind.BIC,
                value[:2] == "FR" or kind in (Kind.SIRET, Kind.SIREN),
                bool(company) and siren.is_public(company),
                kind is Kind.SIRET and siret.is_state(value),
                mentions[company],
                (Kind.VAT_NUMBER, company) in kinds,
                (Kind.SIRET, company) in kinds,
                len(mentions),
                order.get(company, -1),
                company in in_legal,
                not in_legal <= {company},
                company in by_bank,
                scene.facts[place].has_postcode,
                len(line & _LEGAL),
                len(block & _LEGAL),
                len(block & _BANK),
                len(block & _CONTACT),
                "buyer" in block,
                "supplier" in block,
                "public_body" in block,
                "buyer" in head,
                "supplier" in head,
                "public_body" in head,
                candidate.evidence.bbox.top > title_y.get(page_number, 2.0),
                candidate.evidence.bbox.top > 0.85,
            )
        )
    return np.array(rows, dtype=float)


def _company(kind: Kind, value: str) -> str:
    """The SIREN inside an identifier, or an empty string."""
    if kind is Kind.SIRET:
        return value[:9]
    if kind is Kind.SIREN:
        return value
    if kind is Kind.VAT_NUMBER and value.startswith("FR"):
        return value[4:]
    return ""
