"""Words and boxes of the text layer against another library's reading of the same pages."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from extractor.pdf import open_document, read_text_layer
from extractor.settings import Limits
from training_data import FAMILIES, generate_document

_CLOSE = 0.006


@pytest.mark.parametrize("family", FAMILIES[::4])
def test_pdfplumber_reads_the_same_words_at_the_same_places(family: str) -> None:
    data = generate_document(7, family=family).pdf
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        expected = {
            (word["text"], word["x0"] / page.width, word["bottom"] / page.height)
            for word in page.extract_words(x_tolerance_ratio=0.15)
        }
    with open_document(data, Limits()) as opened:
        layer = read_text_layer(opened, 1)
    assert layer is not None
    found = [(word.text, word.bbox.left, word.bbox.bottom) for word in layer.words]
    agreed = sum(
        any(
            text == other and abs(x - left) < _CLOSE and abs(y - bottom) < 2 * _CLOSE
            for other, left, bottom in found
        )
        for text, x, y in expected
    )
    assert agreed >= 0.9 * len(expected) > 0
