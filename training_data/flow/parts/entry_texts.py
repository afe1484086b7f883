"""The texts of labels and values, in the document's style."""

from __future__ import annotations

from collections.abc import Sequence

from training_data.canvas import Align
from training_data.entry_cells import as_pieces
from training_data.flow.nodes import (
    Node,
    Span,
    Text,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.pieces import Pieces, Tag
from training_data.sheet import Entry


def label_text(page: Page, entry: Entry, suffix: str = "", scale: float = 1.0) -> Text:
    """An entry's label in the document's style."""
    look = page.look
    pieces = (*as_pieces(entry.label), suffix) if entry.label else ("",)
    bold = look.label_bold or entry.strong
    return text(pieces, bold=bold, tone=look.label_tone, scale=look.label_scale * scale)


def value_text(page: Page, entry: Entry, scale: float = 1.0, align: Align = "left") -> Text:
    """An entry's value in the document's style."""
    bold = page.look.value_bold or entry.strong
    return text(entry.pieces, bold=bold, scale=scale, align=align)


def labelled_spans(page: Page, entry: Entry) -> tuple[Span, ...]:
    """Label, separator and value as runs of one line."""
    look = page.look
    value = Span(entry.pieces, look.value_bold or entry.strong)
    if not entry.label:
        return (value,)
    separator = page.sheet.separator or " "
    label = Span(
        (*as_pieces(entry.label), separator),
        look.label_bold or entry.strong,
        tone=look.label_tone if look.label_tone != "ink" else "",
    )
    return label, value


def label_suffix(page: Page, chance: float) -> str:
    """A colon or the like after labels, with that probability."""
    return page.sheet.separator.rstrip() if page.draw.chance(chance) else ""


def chunked(entries: list[Entry], most: int) -> list[list[Entry]]:
    """The entries in rows of about the same length, at most that many each."""
    rows = -(-len(entries) // most)
    each = -(-len(entries) // rows)
    return [entries[start : start + each] for start in range(0, len(entries), each)]


def value_below(page: Page, entry: Entry, small: float, align: Align = "left") -> Node:
    """A small label with its value below."""
    label = text(as_pieces(entry.label), scale=small, tone="muted", align=align)
    bold = page.look.value_bold or entry.strong
    return stack(label, text(entry.pieces, bold=bold, align=align), gap=1)


def as_line(pieces: Sequence[Pieces], glue: str) -> Pieces:
    """Several texts as one, with something between them."""
    joined: list[str | Tag] = []
    for place, part in enumerate(pieces):
        joined += [glue] if place else []
        joined += part
    return tuple(joined)
