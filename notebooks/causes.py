"""Why a value is wrong: by what was read, by what was found, or by what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from extractor.classify import KIND_TERMS
from extractor.cli.paired_reading import ReadOnce
from extractor.document import BoundingBox, Candidate, Field, Kind
from extractor.evaluation.matching import same_value
from extractor.evaluation.scoring import Judgement
from extractor.pdf import open_document
from extractor.pipeline.analysis import analyse
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits
from extractor.terms import Term
from training_data import Annotation, Place

_COVERED = 0.5
"""Share of the smaller of two boxes that the other covers when both are of the same print."""


class Cause(StrEnum):
    """Which part of the pipeline lost a value."""

    MISREAD = "misread"
    PASSED_OVER = "passed over"
    NOT_FOUND = "not found"
    INVENTED = "invented"


MEANINGS = {
    Cause.MISREAD: "the right place, but not the right characters, or not all of them",
    Cause.PASSED_OVER: "the right value was a candidate, but another was chosen, or none",
    Cause.NOT_FOUND: "the right value was no candidate: misread, or not recognised as one",
    Cause.INVENTED: "the document does not state the field",
}


class Spot(NamedTuple):
    """A place on a page."""

    page: int
    bbox: BoundingBox


def spot_of(field: Field | None) -> Spot | None:
    """Where a value was read; None for none, and for one that was derived."""
    if field is None or field.page is None or field.bbox is None:
        return None
    return Spot(field.page, field.bbox)


def true_places(annotation: Annotation, term: Term) -> tuple[Place, ...]:
    """Where a document prints a field; none if its annotation has no places."""
    return tuple(place for place in annotation.places if place.term == term)


def read_candidates(reader: ReadOnce, data: bytes) -> tuple[Candidate, ...]:
    """The candidates of the document that a reader has just read, without reading it again.

    Raises:
        ExtractorError: the document cannot be opened.
    """
    with open_document(data, Limits()) as opened:
        return analyse(reader.read(opened, Stopwatch()), Stopwatch()).candidates


def is_found(term: Term, value: str, candidates: Iterable[Candidate]) -> bool:
    """Whether a field's value is among the candidates: only then can it be chosen."""
    return any(same_value(term, value, found) for found in _values(term, candidates))


def cause_of(
    judgement: Judgement,
    annotation: Annotation,
    predicted: Field | None,
    candidates: Iterable[Candidate],
) -> Cause:
    """What went wrong.

    Args:
        judgement: of a value that is not right.
        annotation: of the document.
        predicted: the value as extracted, with its place; None for none.
        candidates: of the document.

    Raises:
        ValueError: nothing went wrong.
    """
    if judgement.verdict == "right":
        raise ValueError("the value is right")
    if judgement.label is None:
        return Cause.INVENTED
    spot = spot_of(predicted)
    places = true_places(annotation, judgement.term)
    if spot is not None and any(_same_print(spot, place) for place in places):
        return Cause.MISREAD
    found = is_found(judgement.term, judgement.label, candidates)
    return Cause.PASSED_OVER if found else Cause.NOT_FOUND


def _values(term: Term, candidates: Iterable[Candidate]) -> Iterator[str]:
    for candidate in candidates:
        if candidate.kind is Kind.CHOICE:
            if candidate.detail == term:
                yield candidate.value
        elif term in KIND_TERMS[candidate.kind]:
            yield candidate.value


def _same_print(spot: Spot, place: Place) -> bool:
    smaller = min(spot.bbox.area, place.bbox.area)
    return spot.page == place.page and spot.bbox.overlap(place.bbox) >= _COVERED * smaller > 0
