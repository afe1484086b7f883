"""Names listed in a message: a few of them, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 5


def some_of(names: Sequence[str]) -> str:
    """The first few of some names, and how many there are.

    >>> some_of(["a.pdf", "b.pdf"]), some_of([str(n) for n in range(7)])
    ('a.pdf, b.pdf (2)', '0, 1, 2, 3, 4 … (7)')
    """
    rest = " …" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{rest} ({len(names)})"
