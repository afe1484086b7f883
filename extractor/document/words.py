"""Words, lines, blocks, pages: what was read, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.document.geometry import BoundingBox, union

Source = Literal["text_layer", "ocr"]
PageSource = Literal["text_layer", "ocr", "mixed"]


class Word(NamedTuple):
    """One word as read.

    Attributes:
        text: the characters, without surrounding space.
        bbox: its place on the page as displayed.
        ocr_confidence: the engine's own, 0 to 1; 1 for a text layer.
        source: where the characters come from.
        size_pt: height of the type in points (for OCR, of the box).
        bold: whether the font says so; always False for OCR.
    """

    text: str
    bbox: BoundingBox
    ocr_confidence: float = 1.0
    source: Source = "text_layer"
    size_pt: float = 10.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page in no particular order, with the page's displayed size in points."""

    number: int
    width_pt: float
    height_pt: float
    words: tuple[Word, ...]
    source: PageSource


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as grey pixels: uint8 of shape (height, width), 255 white, at `dpi` dots an inch."""

    number: int
    pixels: NDArray[np.uint8]
    dpi: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line and close together: a cell or a run of text, left to right.

    Attributes:
        words: at least one.
        bbox: the smallest box around them.
        text: the words joined by single spaces.
    """

    words: tuple[Word, ...]
    bbox: BoundingBox
    text: str

    @classmethod
    def of(cls, words: tuple[Word, ...]) -> Line:
        """A line around its words."""
        text = " ".join([word.text for word in words])
        return cls(words, union([word.bbox for word in words]), text)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together (an address, a paragraph, a column of a table), top to bottom."""

    lines: tuple[Line, ...]
    bbox: BoundingBox

    @classmethod
    def of(cls, lines: tuple[Line, ...]) -> Block:
        """A block around its lines."""
        return cls(lines, union([line.bbox for line in lines]))

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Page:
    """A page laid out: blocks in reading order."""

    number: int
    width_pt: float
    height_pt: float
    blocks: tuple[Block, ...]
    source: PageSource

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines, block by block."""
        return tuple(line for block in self.blocks for line in block.lines)


@dataclass(frozen=True, slots=True)
class Document:
    """All pages of a deposited document, in order."""

    pages: tuple[Page, ...]
