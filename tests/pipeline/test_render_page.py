"""A page's picture through the facade."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from extractor.errors import EmptyDocumentError, PageNotFoundError
from extractor.pipeline import Extractor
from samples.__main__ import FOLDER


def test_the_facade_says_which_pages_there_are(extractor: Extractor) -> None:
    data = (FOLDER / "facture.pdf").read_bytes()
    picture = Image.open(BytesIO(extractor.render_page(data, 1, 595)))
    assert picture.size == pytest.approx((595, 842), abs=1)
    for number in (0, 2):
        with pytest.raises(PageNotFoundError):
            extractor.render_page(data, number, 595)
    with pytest.raises(EmptyDocumentError):
        extractor.render_page(b"", 1, 595)
    with pytest.raises(PageNotFoundError):
        extractor.render_page(b"<?xml version='1.0'?><Invoice/>", 1, 595)
