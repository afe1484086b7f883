"""Histograms as pictures inside the page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT, _GAP = 160, 28, 1


def bars(counts: Sequence[int], label: str) -> Markup:
    """A histogram of confidence from 0 to 1, as SVG.

    Args:
        counts: one for each bin, lowest first.
        label: for those who do not see it.

    >>> "<rect" in bars([0, 2, 1], "confiance")
    True
    """
    most = max(counts) or 1
    step = _WIDTH / len(counts)
    shapes = "".join(
        f'<rect x="{number * step:.1f}" y="{_HEIGHT - height:.1f}" '
        f'width="{step - _GAP:.1f}" height="{height:.1f}"/>'
        for number, count in enumerate(counts)
        # a few among many are still to be seen
        if (height := max(1.0, _HEIGHT * count / most) if count else 0.0)
    )
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, label, Markup(shapes)
    )
