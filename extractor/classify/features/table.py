"""The matrix of features of each group of candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extractor.classify.features import (
    amounts,
    choices,
    common,
    dates,
    identifiers,
    names,
    neighbours,
    references,
)
from extractor.classify.groups import Group, group_of
from extractor.classify.scene import Floats, Ints, Scene

_REFERENCES = (
    "invoice_number",
    "original_invoice_number",
    "engagement_number",
    "service_code",
    "contract_number",
    "customer_number",
    "sales_order",
    "your_reference",
    "quote_number",
    "delivery_note",
    "number",
)
_PARTIES = ("supplier", "buyer", "delivery_address", "third_party", "public_body")
_COMPANY = ("siret", "siren", "buyer_identifier", "vat_number", "capital", "ape", "registration")
_CONTACT = ("phone", "email", "iban", "bic")

CONCEPTS: dict[Group, tuple[str, ...]] = {
    Group.AMOUNT: (
        "total_net",
        "total_vat",
        "total_gross",
        "amount_due",
        "prepaid_amount",
        "vat_base",
        "vat_rate",
        "line_amount",
        "unit_price",
        "quantity",
        "description",
        "discount",
        "retention",
        "shipping",
        "eco_tax",
        "carried_forward",
        "penalty",
        "capital",
        "due_date",
        "payment_label",
    ),
    Group.DATE: (
        "issue_date",
        "due_date",
        "delivery_date",
        "order_date",
        "period",
        *_REFERENCES,
        "amount_due",
        "prepaid_amount",
        "payment_label",
        "description",
    ),
    Group.IDENTIFIER: (*_PARTIES, *_COMPANY, *_CONTACT, "customer_number"),
    Group.REFERENCE: (
        *_REFERENCES,
        "article_code",
        "description",
        "quantity",
        "unit_price",
        "issue_date",
        "due_date",
        "order_date",
        "period",
        "page_number",
        "supplier",
        "buyer",
        *_COMPANY,
        *_CONTACT,
    ),
    Group.NAME: (
        *_PARTIES,
        *_COMPANY,
        *_CONTACT,
        "invoice_number",
        "customer_number",
        "description",
    ),
    Group.CHOICE: (
        "payment_label",
        "due_date",
        "iban",
        "penalty",
        "discount",
        "invoice_number",
        "original_invoice_number",
        "engagement_number",
        "issue_date",
        "total_vat",
        "total_gross",
        "amount_due",
        "prepaid_amount",
    ),
}

_CONCEPTS = tuple(dict.fromkeys(chain.from_iterable(CONCEPTS.values())))
_PLACES = {
    group: np.array([_CONCEPTS.index(concept) for concept in concepts])
    for group, concepts in CONCEPTS.items()
}

# What a statement says counts wherever across the page it stands.
_ACROSS = ("x_left", "x_right", "block_left")
_SHARED: dict[Group, tuple[str, ...]] = {
    group: tuple(n for n in common.NAMES if group is not Group.CHOICE or n not in _ACROSS)
    for group in Group
}
_SHARED_COLUMNS = {
    group: [common.NAMES.index(name) for name in names] for group, names in _SHARED.items()
}

_OWN: dict[Group, tuple[tuple[str, ...], Callable[[Scene, Ints], Floats]]] = {
    Group.AMOUNT: (amounts.NAMES, amounts.amount_features),
    Group.DATE: (dates.NAMES, dates.date_features),
    Group.IDENTIFIER: (identifiers.NAMES, identifiers.identifier_features),
    Group.REFERENCE: (references.NAMES, references.reference_features),
    Group.NAME: (names.NAMES, names.name_features),
    Group.CHOICE: (choices.NAMES, choices.choice_features),
}


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """Features of the candidates of one group.

    Attributes:
        chosen: indices of the candidates within the document's, shape (n,).
        values: features, float32 of shape (n, len(feature_names(group))).
    """

    chosen: Ints
    values: NDArray[np.float32]


def feature_names(group: Group) -> tuple[str, ...]:
    """Names of a group's columns, in order."""
    own, _ = _OWN[group]
    labels = tuple(
        f"{concept}.{direction}"
        for concept in CONCEPTS[group]
        for direction in neighbours.DIRECTIONS
    )
    return (*_SHARED[group], *own, *labels)


def build_features(scene: Scene) -> dict[Group, FeatureTable]:
    """The features of all candidates of a document, by group.

    Args:
        scene: the document.

    Returns:
        A table for every group; empty where the document has no such candidate.
    """
    numbers = {group: number for number, group in enumerate(Group)}
    groups = np.array([numbers[group_of(c.kind)] for c in scene.candidates], dtype=np.int64)
    shared = common.common_features(scene)
    affinities = neighbours.label_affinities(scene, groups, _CONCEPTS)
    tables = {}
    for group, number in numbers.items():
        chosen = np.flatnonzero(groups == number)
        _, own = _OWN[group]
        heard = affinities[chosen[:, None], _PLACES[group]]
        heard = heard.reshape(len(chosen), heard.shape[1] * heard.shape[2])
        parts = (shared[chosen][:, _SHARED_COLUMNS[group]], own(scene, chosen), heard)
        tables[group] = FeatureTable(chosen, np.hstack(parts, dtype=np.float32))
    return tables
