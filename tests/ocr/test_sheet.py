from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import PageImage
from extractor.ocr.sheet import find_sheet
from tests.ocr.photos import PORTRAIT, take_photo

ASKEW = 0.5 + 0.8 * (PORTRAIT - 0.5) @ np.array([[0.97, 0.18], [-0.32, 0.97]])


def _distance(found: np.ndarray | None, corners: np.ndarray) -> float:
    assert found is not None
    return float(np.abs(found - corners).max())


@pytest.mark.parametrize("ground", ["dark", "grey", "light", "wood"])
@pytest.mark.parametrize("corners", [PORTRAIT, ASKEW], ids=["straight", "askew"])
@pytest.mark.parametrize("shadow", [0.0, 0.5])
def test_a_sheet_on_a_table_is_found(
    drawn_page: PageImage, ground: str, corners: np.ndarray, shadow: float
) -> None:
    photo = take_photo(drawn_page.pixels, corners, ground, shadow)
    assert _distance(find_sheet(photo), corners) < 0.006


def test_the_sides_of_a_sheet_cut_off_by_the_photo_are_parallel(drawn_page: PageImage) -> None:
    corners = PORTRAIT + np.array([0.0, 0.15])
    found = find_sheet(take_photo(drawn_page.pixels, corners, "dark"))
    assert found is not None
    assert _distance(found[:2], corners[:2]) < 0.006
    assert found[2:, 1].max() == pytest.approx(1.0, abs=0.06)


def test_a_dark_letterhead_belongs_to_the_sheet(drawn_page: PageImage) -> None:
    page = drawn_page.pixels.copy()
    page[:200] = 70
    photo = take_photo(page, PORTRAIT, "light")
    assert _distance(find_sheet(photo), PORTRAIT) < 0.02


def test_a_page_is_no_sheet(drawn_page: PageImage) -> None:
    assert find_sheet(drawn_page.pixels) is None


@pytest.mark.parametrize("grey", [60, 180, 225])
def test_a_panel_is_no_sheet(drawn_page: PageImage, grey: int) -> None:
    page = drawn_page.pixels.copy()
    page[300:1200, 100:1000] = np.minimum(page[300:1200, 100:1000], grey)
    assert find_sheet(page) is None
    inverse = np.full_like(page, grey)
    inverse[300:1200, 100:1000] = drawn_page.pixels[300:1200, 100:1000]
    assert find_sheet(inverse) is None


def test_a_frame_is_no_sheet(drawn_page: PageImage) -> None:
    page = drawn_page.pixels.copy()
    cv2.polylines(page, [np.array([(90, 90), (1050, 110), (1040, 1500), (80, 1480)])], True, 0, 4)
    assert find_sheet(page) is None


def test_a_page_scanned_with_the_lid_open_is_no_sheet(drawn_page: PageImage) -> None:
    page = cv2.copyMakeBorder(drawn_page.pixels, 5, 40, 5, 30, cv2.BORDER_CONSTANT, value=15)
    assert find_sheet(np.asarray(page, np.uint8)) is None


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (300, 200)])
def test_nothing_is_no_sheet(shape: tuple[int, int]) -> None:
    assert find_sheet(np.full(shape, 255, np.uint8)) is None
    noise = np.random.default_rng(1).integers(0, 255, shape).astype(np.uint8)
    assert find_sheet(noise) is None
