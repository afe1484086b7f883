"""The text of a line with a way back from characters to words."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from extractor.document import Candidate, Evidence, Kind, Line, Word
from extractor.document.geometry import union
from extractor.document.spacing import are_tight
from extractor.formats.parsed import Parsed


class LineText(NamedTuple):
    """A line as one string: a single space where words stand close, two where they stand apart.

    Attributes:
        page: page number from 1.
        line: the line's index within the page's lines.
        words: the line's words.
        text: its characters.
        starts: offset in `text` of each word.
        is_ocr: whether any word was read by OCR.
        has_digit: whether any character is a digit.
    """

    page: int
    line: int
    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]
    is_ocr: bool
    has_digit: bool

    @classmethod
    def of(cls, page: int, index: int, line: Line, width_pt: float) -> LineText:
        """The text of one line of a page that is `width_pt` wide."""
        words = line.words
        text = words[0].text
        starts = [0]
        for previous, word in pairwise(words):
            text += " " if are_tight(previous, word, width_pt) else "  "
            starts.append(len(text))
            text += word.text
        is_ocr = "ocr" in [word.source for word in words]
        return cls(page, index, words, text, tuple(starts), is_ocr, any(map(str.isdigit, text)))

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the first and last word that the characters [start, end) touch."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return first, max(bisect_right(self.starts, end - 1) - 1, 0)

    def evidence(self, start: int, end: int, first: int, last: int) -> Evidence:
        """The place of the characters [start, end), which the words `first` to `last` hold."""
        text = self.text[start:end].strip()
        if first == last:
            word = self.words[first]
            return Evidence(self.page, word.bbox, text, word.source, word.ocr_confidence)
        words = self.words[first : last + 1]
        return Evidence(
            self.page,
            union([word.bbox for word in words]),
            text,
            "ocr" if "ocr" in [word.source for word in words] else "text_layer",
            min([word.ocr_confidence for word in words]),
        )

    def candidate(
        self, kind: Kind, parsed: Parsed, start: int, end: int, detail: str = ""
    ) -> Candidate:
        """A candidate over the characters [start, end)."""
        first, last = self.words_between(start, end)
        evidence = self.evidence(start, end, first, last)
        value, quality, checked = parsed
        return Candidate(kind, value, evidence, quality, checked, self.line, first, last, detail)
