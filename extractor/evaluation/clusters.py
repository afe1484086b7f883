"""Which documents are alike: the unit that is held out, and drawn again by a bootstrap.

Documents of one supplier look the same, and so do made documents of one family. Taken one by one
they would pass for more evidence than they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.evaluation.labels import Label
from extractor.evaluation.matching import plain_name
from extractor.terms import Term


def cluster_documents(labels: Mapping[str, Label]) -> dict[str, str]:
    """The cluster of each document: its family if it is made, else its supplier, else itself.

    Real documents are of one supplier if they share its SIREN or its name, also through a third.

    Args:
        labels: by document name.

    >>> from extractor.evaluation.labels import label_of
    >>> cluster_documents({
    ...     "a": label_of({"supplier_siret": "73282932000074"}),
    ...     "b": label_of({"supplier_siren": "732829320", "supplier_name": "Vis SARL"}),
    ...     "c": label_of({"supplier_name": "VIS"}),
    ...     "d": label_of({"family": "classic", "fields": {}}),
    ... })
    {'a': 'siren/732829320', 'b': 'siren/732829320', 'c': 'siren/732829320', 'd': 'family/classic'}
    """
    parents: dict[str, str] = {}

    def root(key: str) -> str:
        while parents.setdefault(key, key) != key:
            key = parents[key]
        return key

    keys = {name: _keys(label) or (f"document/{name}",) for name, label in labels.items()}
    for first, *others in keys.values():
        for other in others:
            # the first in the order of the alphabet leads: the same whatever order documents have
            low, high = sorted((root(first), root(other)), key=_rank)
            parents[high] = low
    return {name: root(own[0]) for name, own in keys.items()}


def _rank(key: str) -> tuple[bool, str]:
    return not key.startswith("siren/"), key


def _keys(label: Label) -> tuple[str, ...]:
    """What names a document's cluster; nothing if the label tells neither family nor supplier."""
    if label.family:
        return (f"family/{label.family}",)
    siren, siret, vat_number = (
        (label.value(term) or "").replace(" ", "")
        for term in (Term.SUPPLIER_SIREN, Term.SUPPLIER_SIRET, Term.SUPPLIER_VAT_NUMBER)
    )
    siren = siren or siret[:9] or (vat_number[4:] if vat_number.startswith("FR") else "")
    name = plain_name(label.value(Term.SUPPLIER_NAME) or "")
    named = (("siren", siren), ("name", name))
    return tuple(f"{kind}/{value}" for kind, value in named if value)
