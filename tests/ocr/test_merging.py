from __future__ import annotations

from extractor.document import BoundingBox, PageWords, Word
from extractor.ocr import merge_words


def _page(source: str, *words: Word) -> PageWords:
    return PageWords(1, 595, 842, words, source)  # type: ignore[arg-type]


LAYER = _page("text_layer", Word("Facture", BoundingBox(0.1, 0.1, 0.2, 0.12)))
SAME = Word("Factvre", BoundingBox(0.101, 0.1, 0.2, 0.121), 0.8, "ocr")
OTHER = Word("Logo", BoundingBox(0.6, 0.05, 0.7, 0.08), 0.9, "ocr")


def test_ocr_adds_what_the_layer_lacks() -> None:
    merged = merge_words(LAYER, _page("ocr", SAME, OTHER), ())
    assert [word.text for word in merged.words] == ["Facture", "Logo"]
    assert merged.source == "mixed"


def test_words_outside_the_pictures_are_dropped() -> None:
    inside = merge_words(LAYER, _page("ocr", OTHER), [BoundingBox(0.5, 0, 1, 0.2)])
    outside = merge_words(LAYER, _page("ocr", OTHER), [BoundingBox(0, 0.5, 1, 1)])
    assert len(inside.words) == 2
    assert outside is LAYER


def test_nothing_new_leaves_the_layer_as_it_is() -> None:
    assert merge_words(LAYER, _page("ocr", SAME), ()) is LAYER
