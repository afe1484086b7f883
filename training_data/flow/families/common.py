"""What the structure programs share: margins, pairs, references, the way a document is closed."""

from __future__ import annotations

from collections.abc import Mapping

from training_data.blocks.references import buyer_entries, other_entries, own_entries
from training_data.flow.nodes import (
    Band,
    Box,
    Columns,
    FlowDocument,
    Node,
    PageBreak,
    Space,
    Stack,
    is_empty,
)
from training_data.flow.page import Page
from training_data.flow.parts.closing import continuation, footer, spread, terms_of_sale
from training_data.flow.parts.entries import NARROW_FORMS, WIDE_FORMS, show_entries
from training_data.sheet import Entry


def close(
    page: Page,
    *parts: Node | None,
    gap: float = 0.0,
    foot: Node | None = None,
    forced: bool = False,
    band: Band | None = None,
    margin: tuple[float, float, float, float] | None = None,
) -> FlowDocument:
    """The document from its parts, with header, footer and conditions of sale at times.

    Args:
        page: the document.
        parts: from top to bottom; None and empty ones are left out.
        gap: between them, points; the document's when 0.
        foot: the footer; drawn when None.
        forced: the footer has the supplier's identifiers.
        band: along an edge.
        margin: left, top, right, bottom, points; drawn when None.
    """
    draw = page.draw
    nodes = spread(page, parts, gap)
    if draw.chance(0.06):
        nodes.append(terms_of_sale(page))
    beside = draw.uniform(26, 62)
    margin = margin or (beside, draw.uniform(22, 52), beside, draw.uniform(14, 28))
    foot = foot or footer(page, force=forced)
    head, canvas = continuation(page), page.sheet.canvas
    body = Stack(tuple(nodes), 0.0)
    return FlowDocument(body, canvas.width, canvas.height, margin, head, foot, band)


def pair(left: Node | None, right: Node | None, *, share: float = 0.5, gap: float = 16.0) -> Node:
    """Two nodes beside each other, the left with that share of the width."""
    return Columns((left or Space(1), right or Space(1)), (share, 1 - share), gap)


def shifted(node: Node, left: float) -> Node:
    """A node moved to the right by a share of the width."""
    if left < 0.05 or is_empty(node):
        return node
    return Columns((Space(1), node), (left, 1 - left), 0.0)


def all_entries(page: Page) -> list[Entry]:
    """Own, buyer's and other references in one list, mixed at times."""
    sheet = page.sheet
    entries = own_entries(sheet) + buyer_entries(sheet) + other_entries(sheet)
    if page.draw.chance(0.2):
        page.draw.shuffle(entries)
    return entries


def references(page: Page, *, wide: bool = True, forms: Mapping[str, float] | None = None) -> Node:
    """All references, in one to three groups, each in a form of its own.

    Args:
        page: the document.
        wide: there is room for forms that take the whole width.
        forms: how often each form is drawn.
    """
    draw, sheet = page.draw, page.sheet
    groups = [own_entries(sheet), buyer_entries(sheet), other_entries(sheet)]
    if draw.chance(0.35):
        groups = [groups[0] + groups[1], groups[2]]
    elif draw.chance(0.3):
        groups = [groups[0], groups[1] + groups[2]]
    forms = forms or (WIDE_FORMS if wide else NARROW_FORMS)
    shown: list[Node] = [show_entries(page, group, draw.weigh(forms)) for group in groups if group]
    if wide and len(shown) > 1 and draw.chance(0.25):
        half = [show for show in shown if not is_empty(show)]
        if len(half) == 2:
            return Columns(tuple(half), (0.5, 0.5), 14.0)
    return Stack(tuple(shown), draw.pick([3.0, 6.0, 10.0]))


def boxed(node: Node, border: float = 0.7) -> Node:
    """A node in a thin frame."""
    return Box(node, border=border, padding=6.0)


def overleaf(page: Page, *parts: Node | None) -> Node:
    """Parts that begin a new page."""
    nodes = spread(page, parts)
    return Stack((PageBreak(), *nodes), 0.0)
