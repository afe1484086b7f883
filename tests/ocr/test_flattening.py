from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import BoundingBox, PageImage, PageWords
from extractor.ocr import ScanReader, ScanReading
from extractor.ocr.flattening import A4_PT, find_flattening, flatten, sheet_dpi
from extractor.ocr.geometry import Uprighting
from tests.ocr.photos import PORTRAIT, take_photo

SHIFT = st.floats(-0.08, 0.08)
CORNERS = st.lists(st.tuples(SHIFT, SHIFT), min_size=4, max_size=4).map(
    lambda shifts: np.array([(0.15, 0.1), (0.85, 0.1), (0.85, 0.9), (0.15, 0.9)]) + shifts
)
SHARE = st.floats(0, 1)


@given(CORNERS)
def test_the_corners_of_the_sheet_are_its_corners_in_the_photo(corners: np.ndarray) -> None:
    assert np.allclose(find_flattening(corners, 1500, 2000).corners(), corners, atol=1e-5)


@given(CORNERS, SHARE, SHARE)
def test_a_point_of_the_sheet_lies_within_its_corners_and_comes_back(
    corners: np.ndarray, x: float, y: float
) -> None:
    flattening = find_flattening(corners, 1500, 2000)
    across, down = flattening.to_photo(x, y)
    back = np.linalg.inv(np.reshape(flattening.matrix, (3, 3))) @ (across, down, 1)
    assert back[:2] / back[2] == pytest.approx((x, y), abs=1e-6)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side, way = end - start, (across, down) - start
        assert side[0] * way[1] - side[1] * way[0] >= -1e-5


@given(CORNERS, st.integers(0, 3), st.floats(-20, 20))
def test_a_box_of_the_upright_sheet_stays_in_the_photo(
    corners: np.ndarray, turns: int, skew: float
) -> None:
    uprighting = Uprighting(turns, skew, A4_PT[0] / A4_PT[1])
    words = PageWords(1, *A4_PT, (), "ocr")
    reading = ScanReading(words, uprighting, find_flattening(corners, 1500, 2000))
    box = reading.to_original(BoundingBox(0.45, 0.48, 0.55, 0.5))
    assert 0 <= box.left < box.right <= 1
    assert 0 <= box.top < box.bottom <= 1


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (0.6, 0.6 * 1.414 * 0.75, A4_PT),
        (0.8, 0.8 / 1.414 * 0.75, A4_PT[::-1]),
        (0.2, 0.5, (226.77, 226.77 * 0.5 / 0.2 / 0.75)),
        (0.8, 0.6, (841.89, 841.89)),
    ],
)
def test_the_size_of_the_paper_is_told_from_its_shape(
    width: float, height: float, size: tuple[float, float]
) -> None:
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)]) + 0.1
    found = find_flattening(corners, 1500, 2000)
    assert (found.width_pt, found.height_pt) == pytest.approx(size, rel=1e-3)


@pytest.mark.parametrize(("size", "least"), [((750, 1000), 150), ((3000, 4000), 250)])
def test_a_sheet_is_flattened_as_finely_as_it_is_read(size: tuple[int, int], least: float) -> None:
    photo = PageImage(1, np.full(size[::-1], 128, np.uint8), 72)
    flattening = find_flattening(PORTRAIT, *size)
    flat = flatten(photo, flattening)
    assert least <= flat.dpi <= 300
    assert flat.pixels.shape[0] == pytest.approx(flattening.height_pt / 72 * flat.dpi, abs=1)
    assert flat.dpi <= 2.5 * sheet_dpi(photo, flattening) + 1e-6


def test_a_photo_is_read_and_its_words_are_found_in_it(
    scan_reader: ScanReader, drawn_page: PageImage
) -> None:
    photo = take_photo(drawn_page.pixels, PORTRAIT, "wood", 0.3)
    reading = scan_reader.read(PageImage(1, photo, 128), 844, 1125)
    assert {"FC-2025-0417", "14/03/2025", "313,83"} <= {w.text for w in reading.words.words}
    assert (reading.words.width_pt, reading.words.height_pt) == A4_PT
    number = next(word for word in reading.words.words if word.text == "FC-2025-0417")
    box = reading.to_original(number.bbox)
    height, width = photo.shape
    ink = photo[
        round(box.top * height) : round(box.bottom * height),
        round(box.left * width) : round(box.right * width),
    ]
    assert 0.1 < np.mean(ink < 100) < 0.5
    wider = photo[
        round((box.top - 0.005) * height) : round((box.bottom + 0.005) * height),
        round((box.left - 0.01) * width) : round((box.right + 0.01) * width),
    ]
    assert np.sum(wider < 100) < 1.1 * np.sum(ink < 100)
