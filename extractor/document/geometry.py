"""Boxes on a page, in fractions of the page as a person sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class BoundingBox(NamedTuple):
    """A rectangle in fractions of the displayed page, origin top-left.

    >>> BoundingBox(0.1, 0.2, 0.3, 0.25).width
    0.2
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width as a fraction of the page's width."""
        return round(self.right - self.left, 12)

    @property
    def height(self) -> float:
        """Height as a fraction of the page's height."""
        return round(self.bottom - self.top, 12)

    @property
    def centre_x(self) -> float:
        """Horizontal centre."""
        return (self.left + self.right) / 2

    @property
    def centre_y(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def area(self) -> float:
        """Area as a fraction of the page's; 0 for an empty or inverted box."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def overlap(self, other: BoundingBox) -> float:
        """Area shared with another box.

        >>> round(BoundingBox(0, 0, 0.5, 0.5).overlap(BoundingBox(0.25, 0.25, 1, 1)), 4)
        0.0625
        """
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def clipped(self) -> BoundingBox:
        """The part of the box that lies on the page.

        >>> BoundingBox(-0.1, 0.5, 0.2, 1.5).clipped()
        BoundingBox(left=0.0, top=0.5, right=0.2, bottom=1.0)
        """
        left, top = min(max(self.left, 0.0), 1.0), min(max(self.top, 0.0), 1.0)
        return BoundingBox(
            left, top, min(max(self.right, left), 1.0), min(max(self.bottom, top), 1.0)
        )


def union(boxes: Iterable[BoundingBox]) -> BoundingBox:
    """The smallest box around all the given ones.

    Raises:
        ValueError: no box was given.

    >>> union([BoundingBox(0, 0, 0.1, 0.1), BoundingBox(0.5, 0.2, 0.6, 0.3)])
    BoundingBox(left=0, top=0, right=0.6, bottom=0.3)
    """
    # Mostly of very few boxes, and very often: comparing beats `min` and `max` over columns.
    first, *others = boxes
    left, top, right, bottom = first
    for box in others:
        if box[0] < left:
            left = box[0]
        if box[1] < top:
            top = box[1]
        if box[2] > right:
            right = box[2]
        if box[3] > bottom:
            bottom = box[3]
    return BoundingBox(left, top, right, bottom)
