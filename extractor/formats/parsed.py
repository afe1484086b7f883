"""What every parser returns."""

from __future__ import annotations

from typing import NamedTuple

REPAIR_COST = 0.1
"""Quality lost by each character that had to be repaired."""

UNCHECKED_QUALITY = 0.6
"""Quality of a number of the right shape whose check digits fail."""


class Parsed(NamedTuple):
    """A text understood.

    Attributes:
        value: in the contract's format.
        quality: 1 for a clean text, less for each repaired character or doubtful reading.
        checked: whether check digits confirm the value; False if it has none.
    """

    value: str
    quality: float
    checked: bool = False


def lower_quality(base: float, repairs: int, floor: float = 0.1) -> float:
    """The quality left after some repairs.

    >>> lower_quality(1.0, 2)
    0.8
    """
    return max(floor, round(base - REPAIR_COST * repairs, 4)) if repairs else base
