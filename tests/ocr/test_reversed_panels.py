"""Light text on dark panels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr.reversed_panels import lighten_panels

DPI = 150.0


def a_page() -> NDArray[np.uint8]:
    page = np.full((1754, 1240), 245, np.uint8)
    cv2.putText(page, "Total HT 100,00", (100, 900), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2)
    return page


def with_panel(page: NDArray[np.uint8], *, ground: int = 60) -> NDArray[np.uint8]:
    out = page.copy()
    cv2.rectangle(out, (60, 60), (1180, 200), ground, -1)
    cv2.putText(out, "AVOIR 2025-12", (100, 150), cv2.FONT_HERSHEY_SIMPLEX, 2.0, 250, 3)
    return out


def test_a_page_without_panels_is_the_same_object() -> None:
    page = a_page()
    assert lighten_panels(page, DPI) is page


def test_a_panel_becomes_paper_with_dark_letters() -> None:
    page = with_panel(a_page())
    turned = lighten_panels(page, DPI)
    inside = turned[80:180, 80:1160]
    assert np.median(inside) > 230
    letters = page[80:180, 80:1160] > 240
    assert inside[letters].mean() < 90


def test_what_lies_outside_the_panel_is_untouched() -> None:
    page = with_panel(a_page())
    assert np.array_equal(lighten_panels(page, DPI)[260:], page[260:])


def test_the_page_given_is_not_changed() -> None:
    page = with_panel(a_page())
    before = page.copy()
    lighten_panels(page, DPI)
    assert np.array_equal(page, before)


def test_bold_text_and_rules_are_no_panels() -> None:
    page = a_page()
    cv2.putText(page, "FACTURE", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 3.0, 0, 10)
    cv2.rectangle(page, (100, 400), (1100, 700), 0, 3)
    assert lighten_panels(page, DPI) is page
