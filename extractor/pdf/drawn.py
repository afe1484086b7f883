"""Words as MuPDF draws them: place, type, and whether ink is put down."""

from __future__ import annotations

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


class _Span(NamedTuple):
    box: tuple[float, float, float, float]
    size_pt: float
    bold: bool
    inked: bool
    light: bool
    turn: int
    baseline: float
    ascender: float
    descender: float


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
        size = span.size_pt
        if bottom - top > _MAX_HEIGHT_IN_SIZES * size and span.turn == 0:
            top = span.baseline - min(max(span.ascender, 0.7), 1.0) * size
            bottom = span.baseline - min(max(span.descender, -0.3), 0.0) * size
        drawn.append(
            DrawnWord(
                text,
                left,
                top,
                right,
                bottom,
                size,
                span.bold,
                span.inked,
                span.light,
                span.turn,
            )
        )
    return tuple(drawn)


def _spans_by_line(content: dict[str, Any]) -> dict[tuple[int, int], tuple[_Span, ...]]:
    bold_fonts: dict[str, bool] = {}
    lines: dict[tuple[int, int], tuple[_Span, ...]] = {}
    for block in content["blocks"]:
        for index, line in enumerate(block["lines"]):
            turn = _turn(*line["dir"])
            lines[block["number"], index] = tuple(
                _read_span(span, turn, bold_fonts) for span in line["spans"]
            )
    return lines


def _read_span(span: dict[str, Any], turn: int, bold_fonts: dict[str, bool]) -> _Span:
    font, colour = span["font"], span["color"]
    if font not in bold_fonts:
        bold_fonts[font] = any(name in font.lower() for name in _BOLD_NAMES)
    channels = ((colour >> 16) & 255, (colour >> 8) & 255, colour & 255)
    return _Span(
        span["bbox"],
        span["size"],
        bool(span["flags"] & _BOLD_FLAG) or bold_fonts[font],
        span["alpha"] > 0 and bool(span["char_flags"] & _INKED) and span["size"] >= _MIN_SIZE_PT,
        min(channels) >= _LIGHT_CHANNEL,
        turn,
        span["origin"][1],
        span["ascender"],
        span["descender"],
    )


def _plain_span(left: float, top: float, right: float, bottom: float) -> _Span:
    """A style for a word that has none: upright, inked, as tall as its box."""
    size = (bottom - top) / 1.2
    baseline = bottom - 0.2 * size
    return _Span((left, top, right, bottom), size, False, True, False, 0, baseline, 0.9, -0.2)


def _span_at(spans: tuple[_Span, ...], x: float, y: float) -> _Span:
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
