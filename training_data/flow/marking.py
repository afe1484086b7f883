"""Find again where a rendering engine put each marked value: by links that are then removed.

Every marked value is written as a link to a private address. The rectangles of the links say where
it came to stand; the glyphs under them give the box that hugs it, as the canvas's marks do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

import pymupdf

from training_data.canvas import Mark
from training_data.flow.nodes import Picture
from training_data.pieces import Tag

_ADDRESS = "bleuet://mark/"
# The canvas's marks reach from above the capitals to below the descenders, in sizes of type.
_ABOVE, _BELOW = 0.76, 0.21
# The last letters of a ligature have no width and stand at its end, points.
_SLACK = 0.3
_Rect = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A printed character: its text, its horizontal edges, baseline and size, points."""

    character: str
    left: float
    right: float
    baseline: float
    size: float


class Ledger:
    """Gives each marked value its address."""

    def __init__(self) -> None:
        self.items: list[Tag | Picture] = []

    def address(self, item: Tag | Picture) -> str:
        """The address to link the item to."""
        self.items.append(item)
        return f"{_ADDRESS}{len(self.items) - 1}"


def read_glyphs(page: pymupdf.Page) -> list[Glyph]:
    """The visible characters of a page, in the order of the file."""
    return [
        Glyph(char["c"], char["bbox"][0], char["bbox"][2], char["origin"][1], span["size"])
        for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for char in span["chars"]
        if not char["c"].isspace()
    ]


def glyphs_within(glyphs: list[Glyph], rects: list[_Rect]) -> list[Glyph]:
    """Those whose middle and baseline lie in one of the rectangles.

    >>> glyphs_within([Glyph("a", 1, 3, 9, 8), Glyph("b", 3, 5, 9, 8)], [(0, 0, 3, 10)])
    [Glyph(character='a', left=1, right=3, baseline=9, size=8)]
    """
    return [
        glyph
        for glyph in glyphs
        if any(
            left - _SLACK <= (glyph.left + glyph.right) / 2 <= right + _SLACK
            and top < glyph.baseline - glyph.size * 0.1 <= bottom
            for left, top, right, bottom in rects
        )
    ]


def spells(text: str, glyphs: list[Glyph]) -> bool:
    """Whether the glyphs are those of the text, spaces aside."""
    return "".join(glyph.character for glyph in glyphs) == re.sub(r"\s", "", text)


def _hug(glyphs: list[Glyph]) -> _Rect:
    return (
        min(glyph.left for glyph in glyphs),
        min(glyph.baseline - _ABOVE * glyph.size for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.baseline + _BELOW * glyph.size for glyph in glyphs),
    )


def _links(page: pymupdf.Page) -> dict[int, list[_Rect]]:
    found: dict[int, list[_Rect]] = defaultdict(list)
    link: Any = page.first_link
    while link:
        if str(link.uri).startswith(_ADDRESS):
            found[int(link.uri.removeprefix(_ADDRESS))].append(tuple(link.rect))
        link = link.next
    return found


def take_marks(pdf: bytes, ledger: Ledger) -> tuple[bytes, list[Mark]]:
    """The PDF without its links, and a mark for each value on each page where it stands.

    Args:
        pdf: what the engine made.
        ledger: which addresses were given out.

    Returns:
        The cleaned PDF and the marks; a value broken over lines has one around all of it.
    """
    marks: list[Mark] = []
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page in document:
            links = _links(page)
            glyphs = read_glyphs(page) if links else []
            for number, rects in sorted(links.items()):
                item = ledger.items[number]
                if isinstance(item, Picture):
                    left, top = rects[0][0], rects[0][1]
                    for key, value, _, (x0, y0, x1, y1) in item.marks:
                        box = (x0 + left, y0 + top, x1 + left, y1 + top)
                        marks.append(Mark(key, value, page.number, box))
                    continue
                under = glyphs_within(glyphs, rects)
                if under:
                    rect = _hug(under)
                    marks += [Mark(key, value, page.number, rect) for key, value in item.marks]
            document.xref_set_key(page.xref, "Annots", "null")
        cleaned = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    return bytes(cleaned), marks
