"""The text of a line, and the way back to its words."""

from __future__ import annotations

import pytest
from pages import WIDTH_PT, words_at

from extractor.candidates.spans import LineText
from extractor.document import Line, Word
from extractor.document.geometry import union


def line_of(words: list[Word]) -> LineText:
    return LineText.of(1, 3, Line.of(tuple(words)), WIDTH_PT)


def test_words_that_stand_apart_are_two_spaces_apart() -> None:
    line = line_of([*words_at(50, 100, "1 234,56"), *words_at(200, 100, "EUR")])
    assert line.text == "1 234,56  EUR"
    assert line.starts == (0, 2, 10)


@pytest.mark.parametrize(("source", "text"), [("text_layer", "231  981,24"), ("ocr", "231 981,24")])
def test_ink_is_lower_than_the_type_that_a_gap_is_measured_by(source, text) -> None:
    thousands = words_at(50, 100, "231", source=source)
    end_pt = thousands[0].bbox.right * WIDTH_PT
    rest = words_at(end_pt + 7, 100, "981,24", source=source)
    assert line_of([*thousands, *rest]).text == text


@pytest.mark.parametrize(
    ("text", "has_digit"), [("Total HT", False), ("Lot 3", True), ("m²", True)]
)
def test_a_line_knows_whether_it_has_a_digit(text: str, has_digit: bool) -> None:
    assert line_of(words_at(50, 100, text)).has_digit is has_digit


def test_characters_lead_back_to_the_words_they_touch() -> None:
    line = line_of(words_at(50, 100, "Facture FA-1 du"))
    assert line.words_between(0, 7) == (0, 0)
    assert line.words_between(8, 12) == (1, 1)
    assert line.words_between(9, 14) == (1, 2)


def test_evidence_is_around_its_words_and_as_sure_as_the_least_sure() -> None:
    printed = words_at(50, 100, "Facture")
    read = words_at(90, 100, "FA 12", source="ocr", ocr_confidence=0.8)
    line = line_of([*printed, *read])
    over_all = line.evidence(0, len(line.text), 0, 2)
    assert over_all.bbox == union([word.bbox for word in line.words])
    assert (over_all.source, over_all.ocr_confidence) == ("ocr", 0.8)
    first = line.evidence(0, 7, 0, 0)
    assert first == (1, printed[0].bbox, "Facture", "text_layer", 1.0)
