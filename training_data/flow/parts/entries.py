"""Labels with their values, in the many arrangements that documents use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from training_data.entry_cells import as_pieces
from training_data.flow.look import draw_tone
from training_data.flow.nodes import (
    Box,
    Columns,
    Leader,
    Node,
    Rule,
    Span,
    Stack,
    Text,
    stack,
    text,
)
from training_data.flow.page import Page
from training_data.flow.parts.entry_tables import (
    show_aligned,
    show_cells,
    show_colons,
    show_grid,
    show_header_row,
    show_justified,
)
from training_data.flow.parts.entry_texts import (
    chunked,
    label_text,
    labelled_spans,
    value_below,
    value_text,
)
from training_data.sheet import Entry

# How often each form is drawn for references; the narrow ones suit a column.
NARROW_FORMS: Mapping[str, float] = {
    "lines": 6,
    "aligned": 6,
    "colons": 3,
    "right": 2,
    "justified": 3,
    "grid": 4,
    "stacked": 3,
    "ruled": 2,
    "leaders": 1,
    "value_first": 0.4,
    "definitions": 1,
    "tiles": 1.5,
}
WIDE_FORMS: Mapping[str, float] = {
    "header_row": 7,
    "cards": 5,
    "cells": 4,
    "two_columns": 3,
    "inline": 3,
    "panel": 2,
    "lines": 2,
    "aligned": 2,
    "tiles": 1,
}


def show_entries(
    page: Page, entries: Sequence[Entry], form: str = "", *, scale: float = 1.0, wide: bool = False
) -> Node:
    """The entries in a form of `NARROW_FORMS` or `WIDE_FORMS`; drawn when not given.

    Args:
        page: the document.
        entries: what to print, in order.
        form: the arrangement.
        scale: type size relative to the running text.
        wide: there is room for forms that take the whole width.
    """
    kept = [entry for entry in entries if entry.pieces]
    form = form or page.draw.weigh(WIDE_FORMS if wide else NARROW_FORMS)
    if form in ("header_row", "cards", "cells", "panel") and len(kept) < 2:
        form = "lines"
    if not kept:
        return Stack(())
    return _FORMS[form](page, kept, scale)


def _lines(page: Page, entries: list[Entry], scale: float) -> Node:
    lines = [Text(labelled_spans(page, entry), scale) for entry in entries]
    return Stack(tuple(lines), page.draw.pick([0.0, 1.0, 3.0]))


def _right(page: Page, entries: list[Entry], scale: float) -> Node:
    return Stack(tuple(Text(labelled_spans(page, e), scale, "right") for e in entries), 1.0)


def _value_first(page: Page, entries: list[Entry], scale: float) -> Node:
    lines = [
        text(Span(e.pieces, True), Span((" ", *as_pieces(e.label)), tone="muted"), scale=scale)
        for e in entries
    ]
    return Stack(tuple(lines), 1.0)


def _leaders(page: Page, entries: list[Entry], scale: float) -> Node:
    lines = [Leader(label_text(page, e, scale=scale), value_text(page, e, scale)) for e in entries]
    return Stack(tuple(lines), page.draw.pick([1.0, 3.0]))


def _cards(page: Page, entries: list[Entry], scale: float) -> Node:
    small = page.draw.pick([0.7, 0.8, 0.9])
    rows: list[Node] = [
        Columns(tuple(value_below(page, e, small * scale) for e in chunk), (1.0,) * len(chunk), 8.0)
        for chunk in chunked(entries, page.draw.randint(3, 5))
    ]
    return Stack(tuple(rows), 6.0)


def _panel(page: Page, entries: list[Entry], scale: float) -> Node:
    draw = page.draw
    inner = draw.pick([_cards, _two_columns, _inline])(page, entries, scale)
    return Box(inner, fill=draw.pick(["soft", "grey", "accent", "dark", "soft"]), padding=7.0)


def _inline(page: Page, entries: list[Entry], scale: float) -> Node:
    glue = page.draw.pick([" - ", " – ", "    ", " | ", ", ", " / ", "  •  ", " · "])
    spans: list[Span] = []
    for place, entry in enumerate(entries):
        spans += [Span((glue,))] if place else []
        spans += labelled_spans(page, entry)
    return Text(tuple(spans), scale)


def _two_columns(page: Page, entries: list[Entry], scale: float) -> Node:
    half = -(-len(entries) // 2)
    form = page.draw.pick([_lines, show_aligned, show_colons])
    parts = [form(page, part, scale) for part in (entries[:half], entries[half:]) if part]
    return Columns(tuple(parts), (1.0,) * len(parts))


def _stacked(page: Page, entries: list[Entry], scale: float) -> Node:
    small = page.draw.pick([0.75, 0.85, 1.0])
    parts = [stack(label_text(page, e, scale=small), value_text(page, e), gap=0) for e in entries]
    return Stack(tuple(parts), page.draw.pick([2.0, 5.0]))


def _definitions(page: Page, entries: list[Entry], scale: float) -> Node:
    def pair(entry: Entry) -> Node:
        indented = Columns((text(""), value_text(page, entry)), (0.06, 0.94), 0.0)
        return stack(text(as_pieces(entry.label), bold=True, scale=scale), indented, gap=0)

    return Stack(tuple(map(pair, entries)), 2.0)


def _ruled(page: Page, entries: list[Entry], scale: float) -> Node:
    parts: list[Node] = []
    tone = draw_tone(page.draw)
    for entry in entries:
        parts += [Text(labelled_spans(page, entry), scale), Rule(0.4, tone)]
    return Stack(tuple(parts), 2.0)


def _tiles(page: Page, entries: list[Entry], scale: float) -> Node:
    draw = page.draw
    small, radius = draw.pick([0.7, 0.8]), draw.pick([0.0, 4.0])
    bordered = draw.chance(0.7)
    rows: list[Node] = []
    for chunk in chunked(entries, draw.randint(2, 3)):
        tiles = [
            Box(
                value_below(page, entry, small * scale),
                border=0.5 if bordered else 0.0,
                tone="muted",
                fill="" if bordered else "soft",
                padding=4.0,
                radius=radius,
            )
            for entry in chunk
        ]
        rows.append(Columns(tuple(tiles), (1.0,) * len(tiles), 6.0))
    return Stack(tuple(rows), 5.0)


_FORMS = {
    "lines": _lines,
    "right": _right,
    "value_first": _value_first,
    "aligned": show_aligned,
    "colons": show_colons,
    "justified": show_justified,
    "leaders": _leaders,
    "grid": show_grid,
    "header_row": show_header_row,
    "cards": _cards,
    "cells": show_cells,
    "panel": _panel,
    "inline": _inline,
    "two_columns": _two_columns,
    "stacked": _stacked,
    "definitions": _definitions,
    "ruled": _ruled,
    "tiles": _tiles,
}
