"""A page as a run of tokens."""

from __future__ import annotations

import pytest
from pages import page_of, words_at

from extractor.lexicon.stream import BREAK, TokenStream


def read_word(text: str, is_ocr: bool) -> tuple[tuple[str, float], ...]:
    return tuple((token, 0.5 if is_ocr else 1.0) for token in text.lower().split("-"))


def stream_of(*texts: str) -> TokenStream:
    """The stream of lines that stand close under one another."""
    page = page_of(*(words_at(50, 100 + 13 * i, text) for i, text in enumerate(texts)))
    return TokenStream.of(page, read_word)


def test_each_token_knows_its_word_and_place() -> None:
    stream = stream_of("Date-de facture", "Total")
    assert stream.tokens == ["date", "de", "facture", "total", BREAK]
    assert [word.text for word in stream.words[:4]] == ["Date-de", "Date-de", "facture", "Total"]
    assert stream.places[:4] == [(0, 0), (0, 0), (0, 1), (1, 0)]


def test_a_break_parts_two_blocks() -> None:
    page = page_of(words_at(50, 100, "Date"), words_at(50, 400, "facture", source="ocr"))
    stream = TokenStream.of(page, read_word)
    assert stream.tokens == ["date", BREAK, "facture", BREAK]
    assert stream.qualities == [1.0, 0.0, 0.5, 0.0]


@pytest.mark.parametrize(
    ("lines", "start", "end", "straddles"),
    [
        (("Date de", "facture"), 0, 2, False),
        (("Date de", "facture"), 0, 3, False),
        (("Date de", "facture"), 1, 3, True),
        (("Facture", "client numéro"), 0, 2, True),
    ],
)
def test_a_phrase_over_parts_of_two_lines_straddles_them(
    lines: tuple[str, ...], start: int, end: int, straddles: bool
) -> None:
    assert stream_of(*lines).straddles(start, end) is straddles
