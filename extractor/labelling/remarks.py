"""What a person should know of a label: a doubt, or a fault."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Remark(NamedTuple):
    """One thing to know of one document's labels.

    Attributes:
        severity: an error keeps the label from being used as it is; a warning deserves a look; a
            note says what was done.
        message: in French, with field, page and values.
    """

    severity: Severity
    message: str
