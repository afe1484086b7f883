"""What people make of the values read: compared, counted, kept where their tenant wants it."""

from __future__ import annotations

from service.corrections.comparison import FieldOutcome, accepted_share, compare
from service.corrections.corrections import Corrections
from service.corrections.submissions import FilledValue, Submission, VatRow

__all__ = [
    "Corrections",
    "FieldOutcome",
    "FilledValue",
    "Submission",
    "VatRow",
    "accepted_share",
    "compare",
]
