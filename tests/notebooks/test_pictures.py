from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest

import pictures
from extractor.document import BoundingBox
from training_data import generate_document


@pytest.fixture(scope="module")
def document():
    return generate_document(3, family="letter")


@pytest.fixture
def axes():
    figure, axes = plt.subplots()
    yield axes
    plt.close(figure)


def test_boxes_lie_on_ink(axes, document):
    pictures.draw_page(axes, document.pdf, dpi=100)
    (image,) = axes.images
    pixels = np.asarray(image.get_array())
    left, right, bottom, top = image.get_extent()
    assert (left, right, bottom, top) == (0, 1, 1, 0)
    height, width = pixels.shape
    for place in document.annotation.places:
        if place.page == 1:
            box = place.bbox
            inside = pixels[
                round(box.top * height) : round(box.bottom * height),
                round(box.left * width) : round(box.right * width),
            ]
            assert inside.min() < inside.max()


def test_a_part_is_the_part_of_the_whole(axes, document):
    part = BoundingBox(0.0, 0.0, 0.5, 0.25)
    pictures.draw_page(axes, document.pdf, dpi=72, part=part)
    (image,) = axes.images
    height, width = image.get_array().shape
    assert image.get_extent() == [0.0, 0.5, 0.25, 0.0]
    assert width == pytest.approx(595 / 2, abs=2)
    assert height == pytest.approx(842 / 4, abs=2)
    # as on paper: a fraction of the height is longer than one of the width
    assert axes.get_aspect() == pytest.approx(842 / 595, rel=0.02)


def test_a_box_is_drawn_where_it_is(axes):
    pictures.draw_box(axes, BoundingBox(0.1, 0.2, 0.4, 0.3), pictures.RED, label="total")
    (patch,) = axes.patches
    assert patch.get_xy() == (0.1, 0.2)
    assert (patch.get_width(), patch.get_height()) == pytest.approx((0.3, 0.1))
    assert [text.get_text() for text in axes.texts] == ["total"]


def test_a_sheet_has_a_picture_for_each_page(document):
    figure = pictures.contact_sheet([(str(n), document.pdf) for n in range(4)], columns=3)
    assert [len(axes.images) for axes in figure.axes] == [1, 1, 1, 1, 0, 0]
    plt.close(figure)
