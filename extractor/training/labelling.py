"""Which field each candidate of a labelled document is, if any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from extractor.classify import GROUPS, KIND_TERMS, Group, group_of
from extractor.document import BoundingBox, Candidate
from extractor.lexicon import fold
from extractor.terms import TERMS, Term
from training_data.annotation import Annotation, Place

UNKNOWN = -1
"""Class of a candidate that is neither a known field nor known to be none: not learned from."""
_OVERLAP = 0.5
_SAME_SPAN = 0.55
_MISREAD = 0.6
_NAME_RATIO = 0.9


def label_candidates(
    candidates: Sequence[Candidate],
    boxes: Sequence[BoundingBox],
    annotation: Annotation,
) -> NDArray[np.int64]:
    """The class of each candidate within its group.

    A candidate is a field's value when it says the same in one of the places where the field is
    printed. OCR may misread: there the place decides, so that the classifier learns which field
    stands where, and calibration learns how often the reading is wrong. Without places (a document
    labelled by eye) the value alone decides. A person draws a box around one place and not around
    each: what says the same elsewhere is neither the field nor none there. Of made documents every
    place is known. An alternative to the labelled value is neither, too.

    Args:
        candidates: the document's candidates.
        boxes: their places on the page as displayed.
        annotation: the document's labels.

    Returns:
        Array of shape (n_candidates,): 0 for none, else 1 + the field's index in its group;
        `UNKNOWN` for a candidate that may be of a field that nobody looked for, or another place
        of one that was found.
    """
    places: dict[Term, list[Place]] = {}
    for place in annotation.places:
        if place.term in TERMS:
            places.setdefault(Term(place.term), []).append(place)
    some_places = places if annotation.seed is None else {}
    alternatives = annotation.alternatives or {}
    classes = np.zeros(len(candidates), dtype=np.int64)
    for index, (candidate, box) in enumerate(zip(candidates, boxes, strict=True)):
        group = group_of(candidate.kind)
        for position, term in enumerate(GROUPS[group], start=1):
            truth = annotation.fields.get(term)
            if truth is None or term not in KIND_TERMS[candidate.kind]:
                continue
            if group is Group.CHOICE:
                hit = candidate.detail == term and candidate.value == truth
            elif term in places:
                hit = any(_stands_at(candidate, box, place) for place in places[term])
            else:
                hit = same_value(term, truth, candidate.value)
            if hit:
                classes[index] = position
                break
        else:
            terms = KIND_TERMS[candidate.kind]
            doubtful = [
                (term, value)
                for term in terms & alternatives.keys()
                for value in alternatives[term]
            ] + [
                (term, annotation.fields[term])
                for term in some_places.keys() & terms & annotation.fields.keys()
            ]
            if terms & annotation.unlabelled or any(
                same_value(term, value, candidate.value) for term, value in doubtful
            ):
                classes[index] = UNKNOWN
    return classes


def _stands_at(candidate: Candidate, box: BoundingBox, place: Place) -> bool:
    if candidate.evidence.page != place.page:
        return False
    shared = box.overlap(place.bbox)
    smaller = min(box.area, place.bbox.area)
    if smaller <= 0 or shared < _OVERLAP * smaller:
        return False
    if same_value(Term(place.term), place.value, candidate.value):
        return True
    if candidate.evidence.source != "ocr":
        return False
    union = box.area + place.bbox.area - shared
    ratio = SequenceMatcher(None, place.value, candidate.value).ratio()
    return shared / union >= _SAME_SPAN and ratio >= _MISREAD


def same_value(term: Term, truth: str, value: str) -> bool:
    """Whether two values of a field are the same, up to sign, case, space and punctuation of names.

    >>> same_value(Term.SUPPLIER_NAME, "SARL Dupont", "Sarl  DUPONT")
    True
    >>> same_value(Term.TOTAL_NET, "-12.50", "12.50")
    True
    """
    if TERMS[term].value_type == "amount":
        return truth.lstrip("-") == value.lstrip("-")
    if term in (Term.SUPPLIER_NAME, Term.BUYER_NAME):
        a, b = (re.sub(r"[^a-z0-9]+", " ", fold(text)).strip() for text in (truth, value))
        return a == b or SequenceMatcher(None, a, b).ratio() >= _NAME_RATIO
    return re.sub(r"\s", "", truth).casefold() == re.sub(r"\s", "", value).casefold()
