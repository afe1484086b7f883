"""Boxes stand where a person sees the words, whatever the page's dictionary says."""

import pymupdf
import pytest

from extractor.pdf import examine_text_layer, make_upright, page_size, rasterise
from tests.pdf.made_pages import ink_box, opened


def one_word_page(rotation=0, cropbox=None, origin=(0, 0)):
    pdf = pymupdf.open()
    page = pdf.new_page(width=400, height=600)
    page.insert_text((150, 200), "TOTAL", fontsize=40)
    if origin != (0, 0):
        x, y = origin
        pdf.xref_set_key(page.xref, "MediaBox", f"[{x} {y} {x + 400} {y + 600}]")
        xref = page.get_contents()[0]
        pdf.update_stream(xref, b"q 1 0 0 1 %d %d cm " % origin + pdf.xref_stream(xref) + b" Q")
        page = pdf.reload_page(page)
    if cropbox:
        page.set_cropbox(pymupdf.Rect(cropbox))
    page.set_rotation(rotation)
    return pdf


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("cropbox", "origin"),
    [(None, (0, 0)), (None, (-120, 75)), ((100, 100, 390, 420), (0, 0))],
)
def test_box_holds_the_ink(rotation, cropbox, origin):
    with opened(one_word_page(rotation, cropbox, origin)) as document:
        layer = examine_text_layer(document, 1)
        (word,) = layer.page.words
        image = rasterise(document, 1, dpi=144)
        size = page_size(document, 1)
    left, top, right, bottom = ink_box(image)
    assert word.bbox.left - 0.005 <= left and word.bbox.top - 0.005 <= top
    assert right <= word.bbox.right + 0.005 and bottom <= word.bbox.bottom + 0.005
    assert word.bbox.area < 4 * (right - left) * (bottom - top)
    assert layer.turn == rotation
    assert (layer.page.width_pt, layer.page.height_pt) == size
    assert image.pixels.shape == pytest.approx((size[1] * 2, size[0] * 2), abs=1)


def test_made_upright_the_word_is_where_it_was_before_the_turn():
    boxes = []
    for rotation in (0, 90, 180, 270):
        with opened(one_word_page(rotation)) as document:
            layer = examine_text_layer(document, 1)
            upright = make_upright(layer.page, layer.turn)
            assert (upright.width_pt, upright.height_pt) == (400, 600)
            boxes.append(upright.words[0].bbox)
    for box in boxes[1:]:
        assert tuple(box) == pytest.approx(tuple(boxes[0]), abs=1e-3)


def test_words_outside_the_crop_box_are_dropped():
    with opened(one_word_page(cropbox=(0, 300, 400, 600))) as document:
        assert examine_text_layer(document, 1).page.words == ()


def test_a_part_is_drawn_as_in_the_whole():
    with opened(one_word_page(90)) as document:
        (word,) = examine_text_layer(document, 1).page.words
        whole = rasterise(document, 1, dpi=72).pixels
        part = rasterise(document, 1, dpi=72, clip=word.bbox).pixels
    assert abs(int((whole < 128).sum()) - int((part < 128).sum())) < 20
    assert part.size < whole.size / 4
