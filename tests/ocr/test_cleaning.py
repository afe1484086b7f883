from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import BoundingBox, PageWords, Word
from extractor.ocr.cleaning import clean_words

BOX = BoundingBox(0.1, 0.1, 0.3, 0.12)


def _cleaned(*words: Word) -> list[Word]:
    return list(clean_words(PageWords(1, 595, 842, words, "ocr")).words)


def _texts(*texts: str, confidence: float = 0.9) -> list[str]:
    return [w.text for w in _cleaned(*(Word(t, BOX, confidence, "ocr") for t in texts))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("N°.......12345", ["N°", "12345"]),
        ("Total......", ["Total"]),
        ("Total…12,50", ["Total", "12,50"]),
        ("____", []),
        ("|", []),
        ("|Total", ["Total"]),
        ("[250,00]", ["250,00"]),
        ("FACTURES_PUBLIQUES", ["FACTURES_PUBLIQUES"]),
        ("12.03.2025", ["12.03.2025"]),
        ("etc..", ["etc.."]),
        ("€", ["€"]),
    ],
)
def test_rules_and_leaders_go(text: str, parts: list[str]) -> None:
    assert _texts(text) == parts


def test_unsure_marks_go_and_unsure_letters_stay() -> None:
    assert _texts("-", "a", confidence=0.1) == ["a"]


def test_a_rule_read_as_a_letter_goes() -> None:
    tall = Word("l", BoundingBox(0.5, 0.1, 0.51, 0.4), 0.9, "ocr")
    words = [Word("Total", BOX, 0.9, "ocr")] * 3
    assert tall not in _cleaned(tall, *words)


def test_the_parts_share_the_box_from_left_to_right() -> None:
    label, value = _cleaned(Word("Nom....1234", BOX, 0.9, "ocr"))
    assert label.bbox.left == BOX.left
    assert label.bbox.right < value.bbox.left
    assert value.bbox.right == pytest.approx(BOX.right)


@given(st.text(alphabet="aé1.…|_[] -€", max_size=20))
def test_any_text_is_cut_into_pieces_of_itself(text: str) -> None:
    rest = text
    for word in _cleaned(Word(text, BOX, 0.9, "ocr")):
        assert word.text
        assert word.text in rest
        rest = rest.split(word.text, 1)[1]
        assert BOX.left - 1e-9 <= word.bbox.left <= word.bbox.right <= BOX.right + 1e-9
