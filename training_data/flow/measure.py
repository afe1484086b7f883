"""A rough guess at sizes: enough to leave room for a footer, or not to forbid a line break."""

from __future__ import annotations

import math
from dataclasses import replace

from training_data.flow.nodes import (
    Box,
    Columns,
    Folio,
    Leader,
    Node,
    Picture,
    Rule,
    Space,
    Stack,
    Table,
    Text,
)
from training_data.pieces import plain_text

# A text is not set smaller than this share of its size to fit.
_LEAST = 0.5

# Width of a letter relative to the type size: on the wide side of what typefaces have.
_LETTER = 0.56
_CAPITAL = 0.74


def text_width(text: str, size: float) -> float:
    """About the width of a text in a size of type, points."""
    capitals = sum(letter.isupper() for letter in text)
    return (len(text) * _LETTER + capitals * (_CAPITAL - _LETTER)) * size


def guess_width(node: Text, size: float) -> float:
    """About the width of a paragraph on one line, points.

    Args:
        node: the paragraph.
        size: of the running text there, points.
    """
    return sum(
        text_width(plain_text(span.pieces), size * node.scale * span.scale) for span in node.spans
    )


def fitted(node: Text, width: float, size: float) -> Text:
    """The text, smaller if its longest word would not fit in the width.

    Args:
        node: a paragraph.
        width: points.
        size: of the running text there, points.
    """
    longest = max(
        (
            text_width(word, size * node.scale * span.scale) * (1 + node.spacing)
            for span in node.spans
            for word in plain_text(span.pieces).replace("\n", " ").split(" ")
        ),
        default=0.0,
    )
    if longest <= width:
        return node
    return replace(node, scale=node.scale * max(width / longest, _LEAST))


def guess_height(node: Node | None, width: float, size: float) -> float:
    """About the height that a node takes in a width, points; on the generous side.

    Args:
        node: what is laid out.
        width: points.
        size: of the running text, points.
    """
    if isinstance(node, Text):
        letters = sum(len(plain_text(span.pieces)) * span.scale for span in node.spans)
        lines = math.ceil(letters * _LETTER * size * node.scale / max(width, 1.0))
        return max(lines, 1) * size * node.scale * 1.45
    if isinstance(node, Stack):
        heights = [guess_height(child, width, size) for child in node.children]
        return sum(heights) + node.gap * max(len(heights) - 1, 0)
    if isinstance(node, Columns):
        total = sum(node.shares)
        parts = zip(node.children, node.shares, strict=True)
        return max(guess_height(c, width * share / total, size) for c, share in parts)
    if isinstance(node, Box):
        inner = width * node.share - 2 * node.padding
        return guess_height(node.child, inner, size) + 2 * node.padding + 2 * node.border
    if isinstance(node, Table):
        step = width / max(len(node.heads), 1)
        rows = [
            max([row.height, *(guess_height(cell, step, size * node.scale) for cell in row.cells)])
            for row in node.rows
        ]
        headed = any(head.header for head in node.heads)
        return sum(rows) + (len(rows) + headed) * 2 * node.look.padding[0] + headed * size * 2
    if isinstance(node, Picture | Space):
        return node.height
    if isinstance(node, Rule | None):
        return 2.0
    if isinstance(node, Folio | Leader):
        return size * 1.5
    return size * 3
