from __future__ import annotations

import numpy as np
import pymupdf
import pytest

from training_data import SEVERITIES, degrade, degrade_labelled, generate_document

_DOCUMENT = generate_document(3, family="freelancer")


@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_degraded_document_is_image_only(severity: str) -> None:
    with (
        pymupdf.open(stream=_DOCUMENT.pdf) as clean,
        pymupdf.open(stream=degrade(_DOCUMENT.pdf, 5, severity)) as worn,
    ):
        assert len(worn) == len(clean)
        for page in worn:
            assert not page.get_text().strip()
            assert len(page.get_images()) == 1


def test_the_same_seed_does_the_same_damage() -> None:
    first, second = (
        degrade_labelled(_DOCUMENT.pdf, _DOCUMENT.annotation, 8, "light") for _ in "ab"
    )
    assert first[1] == second[1]


def test_an_unknown_severity_is_refused() -> None:
    with pytest.raises(ValueError, match="severity"):
        degrade(_DOCUMENT.pdf, 1, "extreme")


@pytest.mark.parametrize("seed", range(6))
def test_boxes_follow_the_ink(seed: int) -> None:
    pdf, annotation = degrade_labelled(_DOCUMENT.pdf, _DOCUMENT.annotation, seed, "medium")
    assert annotation.fields == _DOCUMENT.annotation.fields
    with pymupdf.open(stream=pdf) as worn:
        pixmap = worn[0].get_pixmap(dpi=100, colorspace=pymupdf.csGRAY)
        image = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width)
        paper = float(np.median(image))
        for place in annotation.places:
            if place.page != 1:
                continue
            left, right = (int(x * pixmap.width) for x in (place.bbox.left, place.bbox.right))
            top, bottom = (int(y * pixmap.height) for y in (place.bbox.top, place.bbox.bottom))
            region = image[top : bottom + 1, left : right + 1]
            assert float(region.min()) < paper - 40, place
