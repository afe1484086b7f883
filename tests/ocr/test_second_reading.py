from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from extractor.document import BoundingBox, PageImage, PageWords, Word
from extractor.ocr.line_recogniser import Transcription
from extractor.ocr.second_reading import is_unsure, read_again, reconcile

BOX = BoundingBox(0.1, 0.1, 0.3, 0.12)


def _word(text: str, confidence: float) -> Word:
    return Word(text, BOX, confidence, "ocr")


@pytest.mark.parametrize(
    ("text", "confidence", "expected"),
    [
        ("12,50", 0.89, True),
        ("12,50", 0.95, False),
        ("Facture", 0.5, True),
        ("Facture", 0.8, False),
        ("de", 0.2, False),
        ("€", 0.2, False),
    ],
)
def test_only_words_that_matter_are_read_again(
    text: str, confidence: float, expected: bool
) -> None:
    assert is_unsure(_word(text, confidence)) is expected


@given(st.floats(0, 1))
def test_agreement_raises_confidence(confidence: float) -> None:
    again = reconcile(_word("12,50", confidence), Transcription("12,50", 0.5))
    assert again.text == "12,50"
    assert confidence - 1e-4 <= again.ocr_confidence <= 1


@given(st.floats(0, 1), st.text(max_size=5), st.floats(0, 1))
def test_disagreement_never_looks_sure(confidence: float, text: str, second: float) -> None:
    again = reconcile(_word("98765", confidence), Transcription(text, second))
    assert again.text in {"98765", text}
    if "98765" not in text:
        assert again.ocr_confidence <= 0.7


def test_a_sure_second_reading_wins_over_an_unsure_first() -> None:
    assert reconcile(_word("1Z,5O", 0.4), Transcription("12,50", 0.97)).text == "12,50"


def test_an_unsure_second_reading_does_not() -> None:
    assert reconcile(_word("12,50", 0.4), Transcription("1Z,50", 0.6)).text == "12,50"


def test_crops_are_of_the_words_even_at_the_edge() -> None:
    crops: list[NDArray[np.uint8]] = []

    class Spy:
        def transcribe(self, given: Sequence[NDArray[np.uint8]]) -> tuple[Transcription, ...]:
            crops.extend(given)
            return tuple(Transcription("1", 0.5) for _ in given)

    words = (
        _word("1", 0.1)._replace(bbox=BoundingBox(0, 0, 0.1, 0.05)),
        _word("1", 0.1)._replace(bbox=BoundingBox(1, 1, 1, 1)),
        _word("sure", 0.99),
    )
    image = PageImage(1, np.zeros((200, 100), np.uint8), 72)
    read_again(PageWords(1, 100, 200, words, "ocr"), image, Spy())
    assert [crop.shape for crop in crops] == [(12, 12), (2, 2)]
