"""How far the text layer and OCR of the same strip say the same."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from extractor.document import Word
from extractor.pdf.evidence import fold

# Half a line of body text: the two readers' boxes of one word differ by less.
_ROW_HEIGHT = 0.008


def agreement(layer_words: Sequence[Word], ocr_words: Sequence[Word]) -> float:
    """Compares the characters of two readings of the same place.

    Letters and digits alone count, without case and accents, in reading order; so that neither the
    way words are cut nor punctuation, which OCR often misses, has a say.

    Args:
        layer_words: words of the text layer in a strip of the page.
        ocr_words: words that OCR read in the same strip.

    Returns:
        From 0 to 1: twice the characters in common over all characters; 1 if neither has any. Above
        about 0.8 the layer says what the page shows; under 0.5 it does not.

    >>> from extractor.document import BoundingBox
    >>> box = BoundingBox(0.1, 0.1, 0.3, 0.12)
    >>> agreement([Word("Échéance :", box)], [Word("ECHEANCE", box)])
    1.0
    >>> agreement([Word("Lixzgmi", box)], [Word("Facture", box)]) < 0.5
    True
    """
    layer, ocr = _characters(layer_words), _characters(ocr_words)
    if not layer and not ocr:
        return 1.0
    return 2 * LCSseq.similarity(layer, ocr) / (len(layer) + len(ocr))


def _characters(words: Sequence[Word]) -> str:
    ordered = sorted(words, key=lambda w: (round(w.bbox.centre_y / _ROW_HEIGHT), w.bbox.left))
    return "".join(c for word in ordered for c in fold(word.text) if c.isalnum())
