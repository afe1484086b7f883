"""A document as a tree of what stands in, beside and under what; a rendering engine lays it out.

Lengths are points, sizes of type are relative to the running text. Every length given here is a
wish: line breaks, heights and page breaks are the engine's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from training_data.canvas import Align, Mark
from training_data.pieces import Pieces

Tone = Literal["ink", "accent", "muted", "paper"]
Fill = Literal["", "soft", "accent", "dark", "grey"]
Borders = Literal["none", "rows", "columns", "all", "frame", "header", "dotted"]


class Span(NamedTuple):
    """A run of text in one style; an empty tone means that of the text around."""

    pieces: Pieces
    bold: bool = False
    italic: bool = False
    scale: float = 1.0
    tone: Tone | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph.

    Attributes:
        spans: in order.
        scale: type size relative to the running text.
        spacing: between letters, in em.
        brand: in the document's second typeface.
        prose: running text, which may be justified and hyphenated.
    """

    spans: tuple[Span, ...]
    scale: float = 1.0
    align: Align = "left"
    tone: Tone = "ink"
    spacing: float = 0.0
    brand: bool = False
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Nodes under one another; `keep` holds them on one page."""

    children: tuple[Node, ...]
    gap: float = 3.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Nodes beside one another, with their shares of the width."""

    children: tuple[Node, ...]
    shares: tuple[float, ...]
    gap: float = 14.0
    valign: Literal["top", "middle", "bottom"] = "top"


@dataclass(frozen=True, slots=True)
class Box:
    """A frame, a ground or a bar around a node.

    Attributes:
        border: width of the line, 0 for none.
        sides: on which sides the line is.
        share: of the width that is available.
        align: where the box stands if it takes less than the width.
        bleed: the ground runs to the edges of the page.
    """

    child: Node
    border: float = 0.0
    sides: tuple[Literal["left", "top", "right", "bottom"], ...] = (
        "left",
        "top",
        "right",
        "bottom",
    )
    tone: Tone = "ink"
    fill: Fill = ""
    padding: float = 0.0
    radius: float = 0.0
    share: float = 1.0
    align: Align = "left"
    bleed: bool = False


class Head(NamedTuple):
    """A column of a table; share 0 means as wide as its content."""

    header: Text | None
    align: Align = "left"
    share: float = 0.0


class Cells(NamedTuple):
    """A row; `over` is one cell over all columns, `height` the least height."""

    cells: tuple[Node | None, ...]
    over: bool = False
    strong: bool = False
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a table looks.

    Attributes:
        borders: which lines are drawn.
        line: their width.
        tone: their colour.
        header_fill: behind the header.
        zebra: behind every other row.
        first_fill: behind the first column.
        padding: above and below, left and right of a cell's content.
        repeat: the header comes again on every page.
    """

    borders: Borders = "none"
    line: float = 0.5
    tone: Tone = "ink"
    header_fill: Fill = ""
    zebra: Fill = ""
    first_fill: Fill = ""
    padding: tuple[float, float] = (1.0, 0.0)
    repeat: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers; without a header when no column has one."""

    heads: tuple[Head, ...]
    rows: tuple[Cells, ...]
    look: TableLook = TableLook()
    scale: float = 1.0
    full: bool = True


@dataclass(frozen=True, slots=True)
class Leader:
    """A label, dots up to the right edge, and a value."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, SVG or PNG, with what is readable in it.

    Attributes:
        data: the file.
        width: points.
        height: points.
        marks: values in it, relative to its top left corner.
    """

    data: bytes
    width: float
    height: float
    align: Align = "left"
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    width: float = 0.5
    tone: Tone = "ink"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height; `spring` takes what is left of the page where the engine can do that."""

    height: float
    spring: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """Words set aslant in a frame; of no field."""

    words: str
    angle: float
    align: Align = "right"


@dataclass(frozen=True, slots=True)
class Folio:
    """The page number: `{n}` and `{c}` stand for number and count."""

    pattern: str
    scale: float = 0.8
    align: Align = "right"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


Node = (
    Text
    | Stack
    | Columns
    | Box
    | Table
    | Leader
    | Picture
    | Rule
    | Space
    | Stamp
    | Folio
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Band:
    """A coloured strip along an edge of every page; `content` stands in it on the first."""

    right: bool
    width: float
    fill: Fill
    content: Node | None = None


@dataclass(frozen=True, slots=True)
class FlowDocument:
    """A whole document.

    Attributes:
        body: what flows over the pages.
        width: of a page, points.
        height: of a page, points.
        margin: left, top, right, bottom, without header and footer; points.
        header: on every page after the first.
        footer: on every page.
        band: along an edge.
    """

    body: Node
    width: float
    height: float
    margin: tuple[float, float, float, float]
    header: Node | None = None
    footer: Node | None = None
    band: Band | None = None


def text(
    *pieces: Pieces | str | Span,
    bold: bool = False,
    italic: bool = False,
    scale: float = 1.0,
    align: Align = "left",
    tone: Tone = "ink",
    spacing: float = 0.0,
    brand: bool = False,
    prose: bool = False,
) -> Text:
    """A paragraph from pieces, strings and spans.

    >>> text("Total", bold=True).spans
    (Span(pieces=('Total',), bold=True, italic=False, scale=1.0, tone=''),)
    """
    spans = tuple(
        part
        if isinstance(part, Span)
        else Span((part,) if isinstance(part, str) else tuple(part), bold, italic)
        for part in pieces
    )
    return Text(spans, scale, align, tone, spacing, brand, prose)


def stack(*children: Node | None, gap: float = 3.0, keep: bool = False) -> Stack:
    """Nodes under one another; None is left out."""
    return Stack(tuple(child for child in children if child is not None), gap, keep)


def is_empty(node: Node | None) -> bool:
    """Whether nothing of the node would be seen."""
    return node is None or (isinstance(node, Stack) and all(map(is_empty, node.children)))
