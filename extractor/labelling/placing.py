"""Where a value is printed, when a label gives the value only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractor.classify import KIND_TERMS, Group, group_of
from extractor.document import BoundingBox, Candidate, Kind, LabelMention
from extractor.labelling.contents import Contents
from extractor.terms import Term
from extractor.training.labelling import same_value
from training_data.annotation import Place
from training_data.annotation.values import CHOICES

_TELLING_LENGTH = 5
"""Shorter references (`12`) are found on any page."""
_ABOVE_PT = 40.0
_SELF_TELLING = frozenset({Group.IDENTIFIER, Group.NAME})
"""Values that are a field's wherever they are printed, if they are no other field's."""


class Found(NamedTuple):
    """What was found of a value.

    Attributes:
        places: where it is printed as the field's value.
        printed: whether it is printed at all; without places, it is not clear where as that field.
    """

    places: tuple[Place, ...]
    printed: bool


def find_places(contents: Contents, term: Term, value: str, others: Iterable[str] = ()) -> Found:
    """Where a field's value is printed, as far as that is clear.

    Identifiers, names and longer references are the field's wherever they stand, unless another
    field has the same value. Amounts, dates and short references are taken where they stand at a
    label of the field, or if they are printed once only.

    Args:
        contents: of the document.
        term: the field.
        value: in the contract's format.
        others: values of the document's other fields.
    """
    matching = [
        index
        for index, candidate in enumerate(contents.scene.candidates)
        if _may_be(candidate, term) and same_value(term, value, candidate.value)
    ]
    if not matching:
        return Found((), False)
    if term in CHOICES:
        # A page says "facture" or "virement" for many reasons: the value is sure, the place is not.
        return Found(tuple(_place(contents, i, term) for i in matching if len(matching) == 1), True)
    # A zero is printed for many reasons too, and a value of two fields says not which it is.
    shared = value.strip("-0.") == "" or any(same_value(term, value, o) for o in others)
    chosen = matching
    if shared or not _is_telling(contents.scene.candidates[matching[0]], value):
        labelled = [index for index in matching if _is_labelled(contents, index, term)]
        alone = [] if shared or len(_distinct(contents, matching)) > 1 else matching
        chosen = labelled or alone
    return Found(
        tuple(_place(contents, index, term) for index in _distinct(contents, chosen)), True
    )


def _may_be(candidate: Candidate, term: Term) -> bool:
    if candidate.kind is Kind.CHOICE:
        return candidate.detail == term
    return term in KIND_TERMS[candidate.kind]


def _is_telling(candidate: Candidate, value: str) -> bool:
    group = group_of(candidate.kind)
    return (
        group in _SELF_TELLING
        or candidate.detail == Term.CURRENCY
        or (group is Group.REFERENCE and len(value) >= _TELLING_LENGTH and value.strip("0") != "")
    )


def _distinct(contents: Contents, indices: Iterable[int]) -> list[int]:
    """Without candidates that stand on another's words, the tightest of each first."""
    kept: list[int] = []
    for index in sorted(indices, key=lambda i: contents.boxes[i].area):
        box, page = contents.boxes[index], contents.scene.candidates[index].evidence.page
        if not any(
            contents.scene.candidates[other].evidence.page == page
            and contents.boxes[other].overlap(box) >= 0.5 * contents.boxes[other].area
            for other in kept
        ):
            kept.append(index)
    return sorted(kept)


def _is_labelled(contents: Contents, index: int, term: Term) -> bool:
    """Whether the nearest label to the left, or the nearest above, is one of the field."""
    evidence = contents.scene.candidates[index].evidence
    page = contents.scene.document.pages[evidence.page - 1]
    mentions = [m for m in contents.scene.labels if m.page == evidence.page]
    reach = _ABOVE_PT / page.height_pt
    left = [m for m in mentions if _is_left(m.bbox, evidence.bbox)]
    above = [m for m in mentions if _is_above(m.bbox, evidence.bbox, reach)]
    nearest: list[LabelMention] = []
    if left:
        nearest.append(max(left, key=lambda m: m.bbox.right))
    if above:
        nearest.append(max(above, key=lambda m: m.bbox.bottom))
    return any(mention.concept == term for mention in nearest)


def _is_left(label: BoundingBox, value: BoundingBox) -> bool:
    beside = min(label.bottom, value.bottom) - max(label.top, value.top)
    return beside > 0.5 * min(label.height, value.height) and label.right <= value.left + 0.005


def _is_above(label: BoundingBox, value: BoundingBox, reach: float) -> bool:
    overlaps = label.left < value.right and value.left < label.right
    return overlaps and -0.002 <= value.top - label.bottom < reach


def _place(contents: Contents, index: int, term: Term) -> Place:
    candidate = contents.scene.candidates[index]
    return Place(term.value, candidate.value, candidate.evidence.page, contents.boxes[index])
