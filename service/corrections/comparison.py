"""What became of each field between reading and sending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from extractor.terms import Term
from service.corrections.meaning import same_meaning
from service.corrections.submissions import FilledValue, Submission


class FieldOutcome(StrEnum):
    """What became of a field.

    The first three are of values that were put into the form, the next two of those that were
    suggested, the last two of fields for which nothing was read or nothing was taken over.
    """

    ACCEPTED = "accepted"
    CHANGED = "changed"
    CLEARED = "cleared"
    SUGGESTION_ACCEPTED = "suggestion_accepted"
    SUGGESTION_CHANGED = "suggestion_changed"
    BY_HAND = "by_hand"
    BLANK = "blank"


PREFILLED = (FieldOutcome.ACCEPTED, FieldOutcome.CHANGED, FieldOutcome.CLEARED)


def compare(submission: Submission) -> dict[Term, FieldOutcome]:
    """What became of each field that the form has.

    Args:
        submission: the form.
    """
    return {
        term: _outcome(term, submission.filled.get(term), value)
        for term, value in submission.submitted.items()
    }


def accepted_share(outcomes: Iterable[FieldOutcome] | Mapping[FieldOutcome, int]) -> float | None:
    """Which share of the prefilled values was accepted; None where none was prefilled.

    Args:
        outcomes: of fields, or how many fields had which.

    >>> accepted_share([FieldOutcome.ACCEPTED, FieldOutcome.CLEARED, FieldOutcome.BLANK])
    0.5
    """
    if not isinstance(outcomes, Mapping):
        listed = list(outcomes)
        outcomes = {outcome: listed.count(outcome) for outcome in PREFILLED}
    prefilled = sum(outcomes.get(outcome, 0) for outcome in PREFILLED)
    return outcomes.get(FieldOutcome.ACCEPTED, 0) / prefilled if prefilled else None


def _outcome(term: Term, filled: FilledValue | None, submitted: str | None) -> FieldOutcome:
    blank = submitted is None or not submitted.strip()
    if filled is None:
        return FieldOutcome.BLANK if blank else FieldOutcome.BY_HAND
    if submitted is None or blank:
        return FieldOutcome.CLEARED if filled.prefill else FieldOutcome.BLANK
    same = same_meaning(term, filled.value, submitted)
    if filled.prefill:
        return FieldOutcome.ACCEPTED if same else FieldOutcome.CHANGED
    return FieldOutcome.SUGGESTION_ACCEPTED if same else FieldOutcome.SUGGESTION_CHANGED
