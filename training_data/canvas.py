"""Draw pages and remember where each marked value stands.

Pages are written as PDF operators rather than through `Page.insert_text`, which costs ten times as
much a call and has no euro sign in the fourteen standard fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

import pymupdf

from training_data.fonts import Font
from training_data.pdf_output import PageContent, rectangle_path, write_pdf
from training_data.pieces import Fragment, Pieces, Tag, Word, split_words

Align = Literal["left", "right", "centre"]
Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
Drawable = Callable[["Canvas", float, float, float], float]
"""Draws at (x, y), at most so wide, and returns the y below; all in points."""


class Face(NamedTuple):
    """A font in a size (points), a colour, and letter-spacing (points)."""

    font: Font
    size: float
    colour: Colour = BLACK
    spacing: float = 0.0

    def width(self, text: str) -> float:
        """Width of a text in points."""
        return self.font.width(text, self.size) + self.spacing * len(text)


class Mark(NamedTuple):
    """A value's place: key, value, page index from 0, rectangle in points, number of the tag."""

    key: str
    value: str
    page: int
    rect: tuple[float, float, float, float]


class Canvas:
    """Pages under construction; origin top-left, y downwards, points.

    Args:
        width: of every page.
        height: of every page.
        by_word: write each word as a run of its own, as some programs do.
    """

    def __init__(self, width: float, height: float, *, by_word: bool = False) -> None:
        self.width, self.height = width, height
        self.by_word = by_word
        self.marks: list[Mark] = []
        self._pages: list[PageContent] = []
        self._at_end: list[Callable[[Canvas, int, int], None]] = []
        self.new_page()

    # -- pages ---------------------------------------------------------------------------------
    def new_page(self) -> None:
        """Start a page."""
        self._pages.append(PageContent(self.width, self.height))
        self._current = len(self._pages) - 1

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def at_end(self, action: Callable[[Canvas, int, int], None]) -> None:
        """Have `action(canvas, number, count)` draw on each page once all are there."""
        self._at_end.append(action)

    def measure(self, drawable: Drawable, width: float) -> float:
        """Height that a drawable takes, without drawing it."""
        page = self._pages[self._current]
        marks, operators, images = len(self.marks), len(page.operators), len(page.images)
        height = drawable(self, 0.0, 0.0, width)
        del self.marks[marks:], page.operators[operators:], page.images[images:]
        return height

    def adopt(self, marks: Iterable[Mark], x: float, y: float) -> None:
        """Take over the marks of something drawn elsewhere, moved by (x, y)."""
        for mark in marks:
            left, top, right, bottom = mark.rect
            rect = (left + x, top + y, right + x, bottom + y)
            self.marks.append(mark._replace(page=self._current, rect=rect))

    # -- shapes --------------------------------------------------------------------------------
    def _emit(self, operators: str) -> None:
        self._pages[self._current].operators.append(operators)

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        width: float = 0.5,
        colour: Colour = BLACK,
        dash: str = "",
    ) -> None:
        """A straight line."""
        top = self.height
        self._emit(
            f"q {width:.2f} w {_rgb(colour)} RG [{dash}] 0 d "
            f"{x0:.1f} {top - y0:.1f} m {x1:.1f} {top - y1:.1f} l S Q"
        )

    def rectangle(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.5,
        radius: float = 0.0,
    ) -> None:
        """A rectangle, filled, stroked or both, with round corners if a radius is given."""
        if fill is None and stroke is None:
            return
        path = rectangle_path(x0, self.height - y1, x1, self.height - y0, radius)
        paint = "B" if fill is not None and stroke is not None else "f" if fill is not None else "S"
        colours = (f"{_rgb(fill)} rg " if fill is not None else "") + (
            f"{_rgb(stroke)} RG " if stroke is not None else ""
        )
        self._emit(f"q {width:.2f} w {colours}{path} {paint} Q")

    def image(self, x0: float, y0: float, x1: float, y1: float, png: bytes) -> None:
        """A picture, stretched into the rectangle."""
        self._pages[self._current].images.append((pymupdf.Rect(x0, y0, x1, y1), png))

    # -- text ----------------------------------------------------------------------------------
    def text(
        self,
        x: float,
        y: float,
        pieces: Pieces | str,
        face: Face,
        *,
        align: Align = "left",
        fit: float = 0.0,
    ) -> float:
        """One line of text whose top is at y; returns the y below.

        Args:
            x: left, right or middle, by `align`.
            y: top of the line.
            pieces: what to write.
            face: in what.
            align: what x means.
            fit: width to shrink into; 0 for none.
        """
        words, tags = split_words((pieces,) if isinstance(pieces, str) else pieces)
        if fit > 0:
            width = self._line_width(words, face)
            if width > fit:
                face = face._replace(size=max(face.size * fit / width, face.size * 0.55))
        self._draw_line(x, y, words, tags, face, align, {})
        return y + face.size * 1.22

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        pieces: Pieces | str,
        face: Face,
        *,
        align: Align = "left",
        leading: float = 1.22,
    ) -> float:
        """Text broken into lines of at most `width`; returns the y below."""
        words, tags = split_words((pieces,) if isinstance(pieces, str) else pieces)
        widest = max((face.width("".join(f.text for f in word)) for word in words), default=0.0)
        if widest > width > 0:  # a code that may not be broken: smaller, as programs do
            face = face._replace(size=face.size * max(width / widest, 0.5))
        rects: dict[int, list[tuple[float, float, float, float]]] = {}
        for line in _break(words, width, face):
            at = x if align == "left" else x + width if align == "right" else x + width / 2
            self._draw_line(at, y, line, tags, face, align, rects)
            y += face.size * leading
        return y

    def _line_width(self, words: list[Word], face: Face) -> float:
        return face.width(" ".join("".join(f.text for f in word) for word in words))

    def _draw_line(
        self,
        x: float,
        y: float,
        words: list[Word],
        tags: list[Tag],
        face: Face,
        align: Align,
        rects: dict[int, list[tuple[float, float, float, float]]],
    ) -> None:
        if align != "left":
            width = self._line_width(words, face)
            x -= width if align == "right" else width / 2
        baseline = y + face.size * 0.92
        top, bottom = baseline - face.size * 0.76, baseline + face.size * 0.21
        run, run_x = "", x
        for place, word in enumerate(words):
            if place:
                run += " "
                x += face.width(" ")
                if self.by_word:
                    self._show(run_x, baseline, run.rstrip(" "), face)
                    run, run_x = "", x
            for fragment in word:
                width = face.width(fragment.text)
                if fragment.tag >= 0:
                    self._mark(
                        tags[fragment.tag],
                        fragment,
                        (x, top, x + width - face.spacing, bottom),
                        rects,
                    )
                run += fragment.text
                x += width
        self._show(run_x, baseline, run, face)

    def _mark(
        self,
        item: Tag,
        fragment: Fragment,
        rect: tuple[float, float, float, float],
        rects: dict[int, list[tuple[float, float, float, float]]],
    ) -> None:
        known = rects.setdefault(fragment.tag, [])
        if known:  # a value broken over lines keeps one mark, around all of it
            for place in range(len(self.marks) - len(item.marks), len(self.marks)):
                old = self.marks[place].rect
                box = (
                    min(old[0], rect[0]),
                    min(old[1], rect[1]),
                    max(old[2], rect[2]),
                    max(old[3], rect[3]),
                )
                self.marks[place] = self.marks[place]._replace(rect=box)
        else:
            self.marks.extend(Mark(key, value, self._current, rect) for key, value in item.marks)
        known.append(rect)

    def _show(self, x: float, baseline: float, text: str, face: Face) -> None:
        if not text:
            return
        page = self._pages[self._current]
        page.fonts[face.font.name] = face.font
        spacing = f"{face.spacing:.2f} Tc " if face.spacing else ""
        self._emit(
            f"BT /{face.font.name} {face.size:.2f} Tf {_rgb(face.colour)} rg {spacing}"
            f"{x:.2f} {self.height - baseline:.2f} Td {face.font.encode(text)} Tj"
            f"{' 0 Tc' if spacing else ''} ET"
        )

    def paragraph_height(self, width: float, pieces: Pieces | str, face: Face) -> float:
        """Height that a paragraph takes, points."""
        return self.measure(lambda c, x, y, w: c.paragraph(x, y, w, pieces, face), width)

    # -- output --------------------------------------------------------------------------------
    def finish(self) -> bytes:
        """The PDF; draws what was left for the end first."""
        for number in range(1, self.page_count + 1):
            self._current = number - 1
            for action in self._at_end:
                action(self, number, self.page_count)
        return write_pdf(self._pages)


def _rgb(colour: Colour) -> str:
    return f"{colour[0]:.2f} {colour[1]:.2f} {colour[2]:.2f}"


def _break(words: Iterable[Word], width: float, face: Face) -> list[list[Word]]:
    lines: list[list[Word]] = []
    used = 0.0
    space = face.width(" ")
    for word in words:
        own = face.width("".join(fragment.text for fragment in word))
        if lines and used + space + own <= width:
            lines[-1].append(word)
            used += space + own
        else:
            lines.append([word])
            used = own
    return lines
