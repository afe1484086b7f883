"""Titles."""

from __future__ import annotations

from training_data.blocks.titles import dated_place_words, title_words
from training_data.canvas import Align
from training_data.flow.nodes import Box, Node, Span, Text, stack, text
from training_data.flow.page import Page
from training_data.pieces import plain_text

_LONG = 14


def title(page: Page, *, align: Align = "left", scale: float = 0.0, bare: bool = False) -> Node:
    """The title, at times with number and date in it, at times on a ground.

    Args:
        page: the document.
        align: of the text.
        scale: type size; drawn when 0.
        bare: without a ground or a line.
    """
    draw = page.draw
    form, pieces, second = title_words(page.sheet)
    scale = scale or draw.pick([1.2, 1.4, 1.7, 2.1, 2.7])
    short = form == "word" and len(plain_text(pieces)) < _LONG
    spacing = draw.pick([0.0, 0.0, 0.0, 0.08, 0.2]) if short else 0.0
    bold = draw.chance(0.7)
    frame = (
        "none" if bare else draw.weigh({"none": 74, "under": 9, "line": 5, "soft": 7, "dark": 5})
    )
    lead = Text(
        (Span(pieces, bold),),
        scale,
        align,
        "accent" if draw.chance(0.4) else "ink",
        spacing,
        brand=True,
    )
    head = stack(lead, text(second, scale=1.1, align=align) if second else None, gap=1)
    if frame == "under":
        return Box(
            head, border=draw.pick([0.6, 1.5]), sides=("bottom",), tone="accent", padding=3.0
        )
    if frame == "line":
        return Box(head, border=0.8, padding=4.0)
    if frame == "soft":
        return Box(head, fill="soft", padding=5.0)
    return Box(head, fill="dark", padding=5.0) if frame == "dark" else head


def dated_place(page: Page, align: Align = "left") -> Node:
    """Town and date."""
    return text(dated_place_words(page.sheet), align=align)
