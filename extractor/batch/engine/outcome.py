"""What came of work, told apart from what became of whoever was asked to do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[_Result]):
    """What work returned or raised where it was done.

    What an executor raises instead comes from elsewhere: a machine that lacks the package, a
    connection, a worker that ended.

    Attributes:
        results: the one result; none if something was raised.
        error: what was raised; None if nothing was.
    """

    results: tuple[_Result, ...] = ()
    error: Exception | None = None


def outcome_of(work: Callable[[_Task], _Result], task: _Task) -> Outcome[_Result]:
    """Do the work, and give what it returns or raises.

    >>> outcome_of(abs, -1)
    Outcome(results=(1,), error=None)
    >>> outcome_of(int, "x").results
    ()
    """
    try:
        return Outcome((work(task),))
    except Exception as error:
        return Outcome(error=error)
