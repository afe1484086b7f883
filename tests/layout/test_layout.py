"""Words to lines to blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pages import HEIGHT_PT, WIDTH_PT, page_of, words_at

from extractor.document import BoundingBox, PageWords, Word
from extractor.layout import lay_out


def test_a_sentence_is_one_line_and_a_wide_gap_starts_another() -> None:
    page = page_of(words_at(50, 100, "Total HT"), words_at(400, 100, "1 234,50 €"))
    assert [line.text for line in page.lines] == ["Total HT", "1 234,50 €"]


def test_small_type_beside_large_type_on_one_baseline_stays_on_its_row() -> None:
    page = page_of(words_at(50, 100, "FACTURE", size=20), words_at(135, 108, "n° 12", size=10))
    assert sorted(line.text for line in page.lines) in (["FACTURE n° 12"], ["FACTURE", "n° 12"])


def test_an_address_is_one_block_and_the_address_beside_it_another() -> None:
    left = [
        words_at(50, 100 + 13 * i, t)
        for i, t in enumerate(("Dupont SARL", "1 rue A", "75001 Paris"))
    ]
    right = [
        words_at(350, 100 + 13 * i, t)
        for i, t in enumerate(("Mairie", "2 rue B", "13001 Marseille"))
    ]
    page = page_of(*left, *right)
    assert [block.text.split("\n")[0] for block in page.blocks] == ["Dupont SARL", "Mairie"]
    assert [len(block.lines) for block in page.blocks] == [3, 3]


def test_a_distant_line_is_another_block() -> None:
    page = page_of(words_at(50, 100, "Dupont SARL"), words_at(50, 160, "Facture"))
    assert len(page.blocks) == 2


def test_a_tall_line_beside_an_address_changes_nothing() -> None:
    margin = Word("1234567", BoundingBox(0.01, 0.1, 0.03, 0.9), size_pt=10)
    address = [words_at(50, 100 + 13 * i, t) for i, t in enumerate(("Dupont", "1 rue A", "Paris"))]
    page = page_of(*address, [margin])
    assert [block.text for block in page.blocks] == ["1234567", "Dupont\n1 rue A\nParis"]


_edge = st.floats(0, 0.9, allow_nan=False)
_words = st.builds(
    lambda x, y, w, h, t: Word(t, BoundingBox(x, y, x + w, y + h), size_pt=h * HEIGHT_PT),
    _edge,
    _edge,
    st.floats(0.005, 0.1),
    st.floats(0.005, 0.05),
    st.text("abc123", min_size=1, max_size=5),
)


@given(st.lists(_words, max_size=60))
def test_every_word_stands_in_exactly_one_line(words: list[Word]) -> None:
    page = lay_out(PageWords(1, WIDTH_PT, HEIGHT_PT, tuple(words), "text_layer"))
    placed = [word for line in page.lines for word in line.words]
    assert sorted(placed) == sorted(words)
