"""Words as MuPDF draws them: place, type, and whether ink is put down."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import pymupdf

from extractor.pdf.failures import mupdf_failures

# Unknown glyphs then come as U+FFFD and not as a made-up character. Text clipped away has already
# left the display list; the flag that clips a second time loses good text whose font is broken.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE
_INKED = pymupdf.mupdf.FZ_STEXT_FILLED | pymupdf.mupdf.FZ_STEXT_STROKED
_BOLD_FLAG = pymupdf.TEXT_FONT_BOLD
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_LIGHT_CHANNEL = 0xE8
_MIN_SIZE_PT = 1.5
# Some fonts declare an ascent or descent of several lines.
_MAX_HEIGHT_IN_SIZES = 1.7


class DrawnWord(NamedTuple):
    """A word with its box in points of the displayed page, origin top-left.

    Attributes:
        text: its characters.
        left: in points.
        top: in points.
        right: in points.
        bottom: in points.
        size_pt: type size.
        bold: whether the font is.
        inked: False for text rendering mode 3, zero opacity or microscopic type.
        light: whether its colour is near white.
        turn: degrees clockwise by which the displayed line is turned: 0, 90, 180 or 270.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size_pt: float
    bold: bool
    inked: bool
    light: bool
    turn: int


class _Style(NamedTuple):
    size_pt: float
    bold: bool
    inked: bool
    light: bool
    ascender: float
    descender: float


class _Span(NamedTuple):
    box: tuple[float, float, float, float]
    baseline: float
    turn: int
    style: _Style


_read_look = itemgetter(
    "font", "size", "flags", "char_flags", "color", "alpha", "ascender", "descender"
)


def read_drawn_words(
    display_list: pymupdf.DisplayList, width: float, height: float
) -> tuple[DrawnWord, ...]:
    """Reads a page's words, form fields and annotations included, as they are drawn.

    Args:
        display_list: what MuPDF draws; already turned and cropped as displayed.
        width: the displayed page's, in points.
        height: the displayed page's, in points.

    Returns:
        Words whose centre lies on the displayed page, in the order of the file.

    Raises:
        CorruptPdfError: the page cannot be interpreted.
    """
    with mupdf_failures():
        textpage = pymupdf.TextPage(display_list.get_textpage(_FLAGS))
        boxes = textpage.extractWORDS()
        if not boxes:
            return ()
        lines = _spans_by_line(textpage.extractDICT())
    drawn: list[DrawnWord] = []
    for left, top, right, bottom, text, block, line, _ in boxes:
        if not (0 <= left + right <= 2 * width and 0 <= top + bottom <= 2 * height):
            continue
        # On damaged pages MuPDF tells words of lines that it tells no style of.
        spans = lines.get((block, line)) or (_plain_span(left, top, right, bottom),)
        span = spans[0]
        if len(spans) > 1:
            span = _span_at(spans, (left + right) / 2, (top + bottom) / 2)
        _, baseline, turn, (size, bold, inked, light, ascender, descender) = span
        if bottom - top > _MAX_HEIGHT_IN_SIZES * size and turn == 0:
            top = baseline - min(max(ascender, 0.7), 1.0) * size
            bottom = baseline - min(max(descender, -0.3), 0.0) * size
        drawn.append(DrawnWord(text, left, top, right, bottom, size, bold, inked, light, turn))
    return tuple(drawn)


def _spans_by_line(content: dict[str, Any]) -> dict[tuple[int, int], list[_Span]]:
    styles: dict[tuple[Any, ...], _Style] = {}
    lines: dict[tuple[int, int], list[_Span]] = {}
    for block in content["blocks"]:
        number = block["number"]
        for index, line in enumerate(block["lines"]):
            turn = _turn(*line["dir"])
            spans = lines[number, index] = []
            for span in line["spans"]:
                look = _read_look(span)
                if look not in styles:
                    styles[look] = _style(*look)
                spans.append(_Span(span["bbox"], span["origin"][1], turn, styles[look]))
    return lines


def _style(
    font: str,
    size: float,
    flags: int,
    char_flags: int,
    colour: int,
    alpha: int,
    ascender: float,
    descender: float,
) -> _Style:
    name = font.lower()
    bold = bool(flags & _BOLD_FLAG) or any(word in name for word in _BOLD_NAMES)
    inked = alpha > 0 and bool(char_flags & _INKED) and size >= _MIN_SIZE_PT
    channels = ((colour >> 16) & 255, (colour >> 8) & 255, colour & 255)
    return _Style(size, bold, inked, min(channels) >= _LIGHT_CHANNEL, ascender, descender)


def _plain_span(left: float, top: float, right: float, bottom: float) -> _Span:
    """A style for a word that has none: upright, inked, as tall as its box."""
    size = (bottom - top) / 1.2
    style = _Style(size, bold=False, inked=True, light=False, ascender=0.9, descender=-0.2)
    return _Span((left, top, right, bottom), bottom - 0.2 * size, 0, style)


def _span_at(spans: Sequence[_Span], x: float, y: float) -> _Span:
    for span in spans:
        left, top, right, bottom = span.box
        if left <= x <= right and top <= y <= bottom:
            return span
    return spans[0]


def _turn(cosine: float, sine: float) -> int:
    # MuPDF's vertical axis points down: a line that runs down the page is turned clockwise.
    if abs(cosine) >= abs(sine):
        return 0 if cosine > 0 else 180
    return 90 if sine > 0 else 270
