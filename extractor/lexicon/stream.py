"""A page as one run of tokens, each knowing where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractor.document import BoundingBox, Page, Word

BREAK = "\u2029"
"""The token between two blocks, which no phrase has."""

_NO_WORD = Word("", BoundingBox(0.0, 0.0, 0.0, 0.0))
_NOWHERE = (-1, -1)


class TokenStream(NamedTuple):
    """The tokens of a page's words, block after block, with a `BREAK` behind each block.

    Attributes:
        tokens: the canonical tokens.
        words: the word that each came from.
        places: index of that word's line on the page, and of the word in the line.
        qualities: 1 for a token as printed, less where letters had to be forgiven.
    """

    tokens: list[str]
    words: list[Word]
    places: list[tuple[int, int]]
    qualities: list[float]

    @classmethod
    def of(
        cls, page: Page, read_word: Callable[[str, bool], tuple[tuple[str, float], ...]]
    ) -> TokenStream:
        """The stream of a page.

        Args:
            page: the page, laid out.
            read_word: from a word's text, and whether OCR read it, its tokens with their quality.
        """
        tokens: list[str] = []
        words: list[Word] = []
        places: list[tuple[int, int]] = []
        qualities: list[float] = []
        line_index = 0
        for block in page.blocks:
            for line in block.lines:
                for word_index, word in enumerate(line.words):
                    for token, quality in read_word(word.text, word.source == "ocr"):
                        tokens.append(token)
                        words.append(word)
                        places.append((line_index, word_index))
                        qualities.append(quality)
                line_index += 1
            tokens.append(BREAK)
            words.append(_NO_WORD)
            places.append(_NOWHERE)
            qualities.append(0.0)
        return cls(tokens, words, places, qualities)

    def second_line(self, start: int, end: int) -> int:
        """Where the second line of the tokens [start, end) begins; `end` when there is one line."""
        first = self.places[start][0]
        return next((i for i in range(start + 1, end) if self.places[i][0] != first), end)

    def straddles(self, start: int, end: int) -> bool:
        """Whether the tokens [start, end) are parts of two lines rather than whole ones.

        "Date de / facture" in one cell is a label; "FACTURE / N° client" are the beginnings of two.
        """
        places = self.places
        first, last = places[start][0], places[end - 1][0]
        if first == last:
            return False
        starts_line = start == 0 or places[start - 1][0] != first
        return not (starts_line and places[end][0] != last)
