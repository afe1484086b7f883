"""The ways in which CSS puts things beside one another."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.flow.html_style import StyleSheet
from training_data.flow.nodes import Columns

_ITEMS = {"top": "flex-start", "middle": "center", "bottom": "flex-end"}


def place_columns(
    style: StyleSheet, node: Columns, parts: Sequence[str], widths: Sequence[float]
) -> str:
    """The parts beside one another, in the way that the look prefers.

    Args:
        style: the style sheet.
        node: what is laid out.
        parts: its children as HTML.
        widths: theirs, points.
    """
    way, gap, last = style.look.columns, node.gap, len(parts) - 1
    outer, inner, end = "break-inside:avoid;", [""] * len(parts), ""
    if way == "table":
        return _table(style, node, parts, widths)
    if way == "grid":
        tracks = " ".join(f"{width:.1f}pt" for width in widths)
        outer += f"display:grid;grid-template-columns:{tracks};column-gap:{gap}pt;"
    elif way == "flex":
        outer += f"display:flex;column-gap:{gap}pt;align-items:{_ITEMS[node.valign]};"
        inner = [f"flex:0 0 {width:.1f}pt;" for width in widths]
    else:
        kind = "display:inline-block;" if way == "inline-block" else "float:left;"
        # A hair less than the gap, for a line that is too long by rounding would be broken.
        gaps = [f"margin-right:{gap - 0.2:.1f}pt;"] * last + [""]
        inner = [
            f"{kind}vertical-align:{node.valign};width:{width:.1f}pt;{between}"
            for width, between in zip(widths, gaps, strict=True)
        ]
        end = f"<div{style.of('clear:both')}></div>" if way == "float" else ""
    divs = "".join(
        f"<div{style.of(rules)}>{part}</div>" for rules, part in zip(inner, parts, strict=True)
    )
    return f"<div{style.of(outer)}>{divs}{end}</div>"


def _table(style: StyleSheet, node: Columns, parts: Sequence[str], widths: Sequence[float]) -> str:
    gaps = [node.gap] * (len(parts) - 1) + [0.0]
    cells = "".join(
        f"<td{style.of(f'width:{w:.1f}pt;vertical-align:{node.valign};padding-right:{g}pt')}>"
        f"{part}</td>"
        for part, w, g in zip(parts, widths, gaps, strict=True)
    )
    total = sum(widths) + sum(gaps)
    outer = style.of(f"table-layout:fixed;width:{total:.1f}pt")
    return f"<table{outer}><tr>{cells}</tr></table>"
