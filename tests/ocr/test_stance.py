from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import PageImage
from extractor.ocr.ink import find_ink
from extractor.ocr.stance import Stance, find_stance


def _stance(pixels: np.ndarray, dpi: float = 200) -> Stance:
    return find_stance(find_ink(pixels, dpi))


def _skewed(pixels: np.ndarray, degrees: float) -> np.ndarray:
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), borderValue=255)


@pytest.mark.parametrize("degrees", [-5.0, -1.3, 0.0, 0.7, 4.0])
def test_skew_is_found_to_a_fifth_of_a_degree(drawn_page: PageImage, degrees: float) -> None:
    stance = _stance(_skewed(drawn_page.pixels, degrees))
    assert not stance.on_side
    assert stance.skew_deg == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize("degrees", [-20.0, -11.0, 8.5, 14.0, 18.5])
@pytest.mark.parametrize("turns", [0, 1])
def test_a_page_lying_askew_is_seen(drawn_page: PageImage, degrees: float, turns: int) -> None:
    page = np.rot90(_skewed(drawn_page.pixels, degrees), turns).copy()
    stance = _stance(page)
    assert stance.on_side == bool(turns)
    assert stance.skew_deg == pytest.approx(degrees, abs=0.3)


@pytest.mark.parametrize("turns", [1, 3])
def test_a_page_on_its_side_is_seen(drawn_page: PageImage, turns: int) -> None:
    assert _stance(np.rot90(drawn_page.pixels, turns).copy()).on_side


def test_a_page_turned_over_looks_less_head_up(drawn_page: PageImage) -> None:
    upright = _stance(drawn_page.pixels).head_up
    turned = _stance(np.rot90(drawn_page.pixels, 2).copy()).head_up
    assert upright > turned


def test_an_empty_page_stands_upright() -> None:
    assert _stance(np.full((400, 300), 255, np.uint8)) == Stance(False, 0.0, 1.0)


def test_rules_and_pictures_are_no_ink() -> None:
    page = np.full((800, 600), 255, np.uint8)
    page[100:103, 50:550] = 0
    page[300:600, 100:400] = 0
    assert not find_ink(page, 200).mask.any()


def test_shade_is_no_ink() -> None:
    shade = np.tile(np.linspace(90, 250, 600), (800, 1)).astype(np.uint8)
    assert not find_ink(shade, 200).mask.any()


def test_ink_survives_a_page_smaller_than_the_blur() -> None:
    assert find_ink(np.full((5, 5), 255, np.uint8), 72).scale == 1.0
