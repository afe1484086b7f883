"""Pages as pictures, with boxes on them: what several notebooks draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Literal

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from extractor.document import BoundingBox
from extractor.document.geometry import union
from extractor.pdf import open_document, rasterise
from extractor.settings import Limits

INK, GREY = "#1f2937", "#6b7280"
BLUE, TEAL, AMBER, RED, VIOLET = "#1d4ed8", "#0d9488", "#d97706", "#dc2626", "#7c3aed"
SEVERITY_COLOURS: Mapping[str, str] = MappingProxyType(
    {"native": BLUE, "scan": "#0891b2", "light": TEAL, "medium": AMBER, "heavy": RED, "ALL": INK}
)
_WHOLE = BoundingBox(0.0, 0.0, 1.0, 1.0)
_A4_HEIGHT = 2**0.5


def use_style() -> None:
    """Sets matplotlib to the look of the model card's plots."""
    plt.rcParams.update(
        {
            "axes.axisbelow": True,
            "axes.edgecolor": GREY,
            "axes.grid": True,
            "axes.labelcolor": INK,
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlecolor": INK,
            "axes.titlelocation": "left",
            "axes.titlesize": 10,
            "axes.titleweight": "bold",
            "figure.constrained_layout.use": True,
            "figure.dpi": 110,
            "font.size": 9,
            "grid.color": "#e5e7eb",
            "legend.frameon": False,
            "xtick.color": GREY,
            "xtick.labelcolor": INK,
            "ytick.color": GREY,
            "ytick.labelcolor": INK,
        }
    )


def draw_page(
    axes: Axes, data: bytes, *, number: int = 1, dpi: float = 70.0, part: BoundingBox = _WHOLE
) -> None:
    """Draws a page, or a part of it, upright as displayed.

    Coordinates of the axes are fractions of the page from its top-left corner, so that boxes can
    be drawn on it as they are.

    Args:
        axes: where to draw.
        data: the document: PDF or image.
        number: page number from 1.
        dpi: dots an inch.
        part: what to draw, in fractions of the page.

    Raises:
        ExtractorError: the document cannot be drawn.
        ValueError: there is no such page.
    """
    clip = None if part == _WHOLE else part.clipped()
    with open_document(data, Limits()) as opened:
        pixels = rasterise(opened, number, dpi=dpi, clip=clip).pixels
    left, top, right, bottom = part.clipped()
    height, width = pixels.shape
    axes.imshow(
        pixels,
        cmap="gray",
        vmin=0,
        vmax=255,
        extent=(left, right, bottom, top),
        aspect=height / width * (right - left) / (bottom - top),
    )
    axes.set(xticks=[], yticks=[])
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set(visible=True, color="#d1d5db", linewidth=0.8)


def draw_box(
    axes: Axes,
    box: BoundingBox,
    colour: str,
    *,
    label: str = "",
    side: Literal["left", "right"] = "right",
    dashed: bool = False,
) -> None:
    """Draws a box on a page that `draw_page` drew.

    Args:
        axes: with the page.
        box: on the page as displayed.
        colour: of its edge.
        label: written beside it.
        side: of the box on which the label stands.
        dashed: whether the edge is.
    """
    axes.add_patch(
        Rectangle(
            (box.left, box.top),
            box.width,
            box.height,
            edgecolor=colour,
            facecolor=(colour, 0.10),
            linewidth=1.4,
            linestyle=(0, (3, 2)) if dashed else "-",
        )
    )
    if label:
        text = axes.annotate(
            label,
            (box.right if side == "right" else box.left, box.centre_y),
            xytext=(2.5 if side == "right" else -2.5, 0),
            textcoords="offset points",
            ha="left" if side == "right" else "right",
            va="center",
            color=colour,
            fontsize=6.5,
        )
        text.set_path_effects([withStroke(linewidth=2, foreground="white")])


def contact_sheet(
    pages: Sequence[tuple[str, bytes]], *, columns: int, width: float = 10.5, dpi: float = 60.0
) -> Figure:
    """The first pages of documents, side by side.

    Args:
        pages: title and document of each.
        columns: of the sheet.
        width: of the sheet, inches.
        dpi: at which pages are drawn.
    """
    rows = ceil(len(pages) / columns)
    height = rows * (width / columns * _A4_HEIGHT + 0.2)
    figure, grid = plt.subplots(rows, columns, figsize=(width, height), squeeze=False)
    for axes in grid.flat:
        axes.set_axis_off()
    for axes, (title, data) in zip(grid.flat, pages, strict=False):
        axes.set_axis_on()
        draw_page(axes, data, dpi=dpi)
        axes.set_title(title, fontsize=8, fontweight="normal")
    return figure


def surroundings(
    boxes: Iterable[BoundingBox], *, across: float = 0.12, along: float = 0.03
) -> BoundingBox:
    """The part of a page around some boxes.

    Args:
        boxes: on the page as displayed; at least one.
        across: margin to the left and right, as a fraction of the page's width.
        along: margin above and below, as a fraction of its height.

    Raises:
        ValueError: no box was given.

    >>> surroundings([BoundingBox(0.05, 0.5, 0.25, 0.5)], across=0.125, along=0.25)
    BoundingBox(left=0.0, top=0.25, right=0.375, bottom=0.75)
    """
    left, top, right, bottom = union(boxes)
    return BoundingBox(left - across, top - along, right + across, bottom + along).clipped()
