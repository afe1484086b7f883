"""The text of a line with a way back from characters to words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractor.document import Candidate, Evidence, Kind, Line
from extractor.document.geometry import union
from extractor.formats.parsed import Parsed

_TIGHT_GAP = 0.62
"""Words closer than this many type sizes may be parts of one number."""


@dataclass(frozen=True, slots=True)
class LineText:
    """A line as one string: a single space where words stand close, two where they stand apart.

    Attributes:
        page: page number from 1.
        index: the line's index within the page's lines.
        line: the line itself.
        text: its characters.
        starts: offset in `text` of each word.
        is_ocr: whether any word was read by OCR.
    """

    page: int
    index: int
    line: Line
    text: str
    starts: tuple[int, ...]
    is_ocr: bool

    @classmethod
    def of(cls, page: int, index: int, line: Line, width_pt: float) -> LineText:
        """The text of one line of a page that is `width_pt` wide."""
        parts: list[str] = []
        starts: list[int] = []
        offset = 0
        previous = None
        for word in line.words:
            if previous is not None:
                gap_pt = (word.bbox.left - previous.bbox.right) * width_pt
                space = " " if gap_pt < _TIGHT_GAP * max(previous.size_pt, word.size_pt) else "  "
                parts.append(space)
                offset += len(space)
            starts.append(offset)
            parts.append(word.text)
            offset += len(word.text)
            previous = word
        is_ocr = any(word.source == "ocr" for word in line.words)
        return cls(page, index, line, "".join(parts), tuple(starts), is_ocr)

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the first and last word that the characters [start, end) touch."""
        return (
            max(bisect_right(self.starts, start) - 1, 0),
            max(bisect_right(self.starts, end - 1) - 1, 0),
        )

    def candidate(
        self, kind: Kind, parsed: Parsed, start: int, end: int, detail: str = ""
    ) -> Candidate:
        """A candidate over the characters [start, end)."""
        first, last = self.words_between(start, end)
        words = self.line.words[first : last + 1]
        evidence = Evidence(
            self.page,
            union(word.bbox for word in words),
            self.text[start:end].strip(),
            "ocr" if any(word.source == "ocr" for word in words) else "text_layer",
            min(word.ocr_confidence for word in words),
        )
        return Candidate(
            kind,
            parsed.value,
            evidence,
            parsed.quality,
            parsed.checked,
            self.index,
            first,
            last,
            detail,
        )
