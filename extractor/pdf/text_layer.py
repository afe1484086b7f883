"""The words of a PDF's text layer, and whether they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.document import BoundingBox, PageWords, Word
from extractor.formats.hyphens import straighten
from extractor.pdf.drawn import DrawnWord, read_drawn_words
from extractor.pdf.evidence import gather, is_broken
from extractor.pdf.ink import count_glyphs
from extractor.pdf.merging import drop_duplicates, join_spaced_letters
from extractor.pdf.opened import OpenedDocument
from extractor.pdf.raster import FULL_PAGE_SHARE
from extractor.pdf.trust import Status, judge
from extractor.pdf.visibility import find_hidden

_WHOLE_PAGE = BoundingBox(0.0, 0.0, 1.0, 1.0)
# With fewer words than this, ink elsewhere on the page must be looked for.
_FEW_WORDS = 40
# Blots per word beyond which a page shows much more than its text layer says.
_BLOTS_PER_WORD = 4
_MIN_BLOTS = 40

Origin = Literal["native", "foreign_ocr"]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page's text layer, judged.

    Attributes:
        page: the visible words; those of the invisible layer if `origin` is `foreign_ocr`.
        status: `trusted`; `doubtful` (compare a strip with OCR); `rejected`; `absent`.
        reason: why, in English, for logs: short and fixed, without content of the document.
        origin: typeset text, or the invisible words that another OCR engine laid over a scan.
        turn: degrees clockwise by which most lines are turned on the displayed page; 0 if upright.
    """

    page: PageWords
    status: Status
    reason: str
    origin: Origin
    turn: int


def read_text_layer(document: OpenedDocument, number: int) -> PageWords | None:
    """Reads a page's words from its text layer.

    Args:
        document: the opened document.
        number: page number from 1.

    Returns:
        The visible words, form fields and annotations included, in fractions of the displayed page;
        None if there is no such layer or if it cannot be trusted, so that OCR is needed.

    Raises:
        CorruptPdfError: the page is damaged.
        DocumentTooLargeError: the page is too large to be interpreted.
        ValueError: there is no such page.
    """
    layer = examine_text_layer(document, number)
    return layer.page if layer is not None and layer.status == "trusted" else None


def examine_text_layer(document: OpenedDocument, number: int) -> TextLayer | None:
    """Reads a page's text layer and says how far it can be trusted.

    Args:
        document: the opened document.
        number: page number from 1.

    Returns:
        The words with the judgement; None for an image.

    Raises:
        CorruptPdfError: the page is damaged.
        DocumentTooLargeError: the page is too large to be interpreted.
        ValueError: there is no such page.
    """
    if document.kind == "image":
        document.check_number(number)
        return None
    rect = document.page(number).rect
    width, height = rect.width, rect.height
    drawn = read_drawn_words(document.display_list(number), width, height)
    hidden = find_hidden(document, number, drawn) if drawn else ()
    visible = [word for word, unseen in zip(drawn, hidden, strict=True) if not unseen]
    scanned = _has_full_page_picture(document, number) if len(visible) <= len(drawn) / 2 else False
    origin: Origin = "foreign_ocr" if scanned and drawn else "native"
    chosen = list(drawn) if origin == "foreign_ocr" else visible
    clean = join_spaced_letters(drop_duplicates(chosen))
    words = _on_page(clean, width, height)
    found = PageWords(number, width, height, words, "text_layer")
    status, reason = judge(gather(word.text for word in clean), foreign=origin == "foreign_ocr")
    if status in ("trusted", "doubtful") and _shows_more(document, number, words):
        status, reason = "rejected", "much ink without words"
    return TextLayer(found, status, reason, origin, _turn(clean))


def _shows_more(document: OpenedDocument, number: int, words: Sequence[Word]) -> bool:
    # Text drawn as outlines, or a scan with a stamped line of text: few words, much ink.
    if len(words) >= _FEW_WORDS and not _has_full_page_picture(document, number):
        return False
    blots = count_glyphs(document, number, _WHOLE_PAGE, [word.bbox for word in words])
    return blots >= max(_MIN_BLOTS, _BLOTS_PER_WORD * len(words))


def _has_full_page_picture(document: OpenedDocument, number: int) -> bool:
    return any(picture.bbox.area >= FULL_PAGE_SHARE for picture in document.pictures(number))


def _on_page(drawn: Sequence[DrawnWord], width: float, height: float) -> tuple[Word, ...]:
    words = []
    for text, left, top, right, bottom, size_pt, bold, _, _, _ in drawn:
        if is_broken(text):
            continue
        bbox = BoundingBox(
            left / width if left > 0 else 0.0,
            top / height if top > 0 else 0.0,
            right / width if right < width else 1.0,
            bottom / height if bottom < height else 1.0,
        )
        words.append(Word(straighten(text), bbox, 1.0, "text_layer", size_pt, bold))
    return tuple(words)


def _turn(words: Sequence[DrawnWord]) -> int:
    letters = dict.fromkeys((0, 90, 180, 270), 0)
    for word in words:
        # A single letter has no direction to speak of.
        letters[word.turn] += len(word.text) - 1
    turn = max(letters, key=lambda degrees: letters[degrees])
    return turn if letters[turn] > 0.5 * sum(letters.values()) else 0
