from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import BoundingBox
from extractor.ocr.geometry import Uprighting, turn_upright

TURNS = st.integers(0, 3)
SKEWS = st.floats(-7, 7)
ASPECTS = st.floats(0.5, 2)
MIDDLE = st.floats(0.3, 0.6)


@given(TURNS, SKEWS, ASPECTS, MIDDLE, MIDDLE)
def test_a_box_comes_back_around_its_turned_corners(
    turns: int, skew: float, aspect: float, left: float, top: float
) -> None:
    box = BoundingBox(left, top, left + 0.1, top + 0.02)
    back = Uprighting(turns, skew, aspect).to_original(box)
    assert 0 <= back.left < back.right <= 1
    assert 0 <= back.top < back.bottom <= 1
    # Turning about the centre keeps the distance from it, measured in page heights.
    upright_aspect = 1 / aspect if turns % 2 else aspect
    scale = 1 / aspect if turns % 2 else 1.0
    before = math.hypot((box.centre_x - 0.5) * upright_aspect, box.centre_y - 0.5)
    after = math.hypot((back.centre_x - 0.5) * aspect, back.centre_y - 0.5) * scale
    assert after == pytest.approx(before, abs=1e-9)


@given(TURNS, ASPECTS)
def test_the_whole_page_maps_to_the_whole_page(turns: int, aspect: float) -> None:
    back = Uprighting(turns, 0.0, aspect).to_original(BoundingBox(0, 0, 1, 1))
    assert back == BoundingBox(0, 0, 1, 1)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("skew", [-4.0, 0.0, 2.5])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25])
def test_boxes_map_back_to_the_ink_that_they_surround(
    turns: int, skew: float, scale: float
) -> None:
    page = np.full((600, 400), 255, np.uint8)
    page[180:190, 120:150] = 0
    uprighting = Uprighting(turns, skew, 400 / 600)
    upright = turn_upright(page, uprighting, scale)
    rows, columns = np.nonzero(upright < 128)
    height, width = upright.shape
    box = BoundingBox(
        columns.min() / width,
        rows.min() / height,
        (columns.max() + 1) / width,
        (rows.max() + 1) / height,
    )
    back = uprighting.to_original(box)
    assert back.centre_x * 400 == pytest.approx(135, abs=1.5)
    assert back.centre_y * 600 == pytest.approx(185, abs=1.5)


@pytest.mark.parametrize("skew", [-18.0, 12.0])
@pytest.mark.parametrize("scale", [0.8, 1.25])
def test_nothing_is_cut_off_a_page_that_lies_askew(skew: float, scale: float) -> None:
    page = np.full((600, 400), 255, np.uint8)
    page[4:16, 384:396] = 0
    uprighting = Uprighting(0, skew, 400 / 600)
    upright = turn_upright(page, uprighting, scale)
    wider, higher = uprighting.growth
    assert upright.shape == pytest.approx((600 * scale * higher, 400 * scale * wider), abs=1)
    rows, columns = np.nonzero(upright < 128)
    assert len(rows) == pytest.approx(144 * scale**2, rel=0.15)
    height, width = upright.shape
    at_x, at_y = (columns.mean() + 0.5) / width, (rows.mean() + 0.5) / height
    back = uprighting.to_original(BoundingBox(at_x, at_y, at_x, at_y))
    assert (back.left * 400, back.top * 600) == pytest.approx((390, 10), abs=1.5)


def test_a_skewed_line_is_made_level() -> None:
    page = np.full((600, 400), 255, np.uint8)
    descent = math.tan(math.radians(3)) * 300
    cv2.line(page, (50, 300), (350, round(300 + descent)), 0, 2)
    upright = turn_upright(page, Uprighting(0, 3.0, 400 / 600), 1.0)
    assert np.ptp(np.nonzero(upright[:, 60:340] < 128)[0]) < 5
