"""A page as a picture for the eye: upright as displayed, in colour, bounded."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pymupdf
import pytest
from PIL import Image

from extractor.pdf import draw_preview, open_document
from extractor.settings import Limits


def preview(data: bytes, number: int = 1, width_px: int = 300, **limits: float) -> Image.Image:
    with open_document(data, Limits(**limits)) as document:
        picture = Image.open(BytesIO(draw_preview(document, number, width_px=width_px)))
    assert picture.format == "WEBP"
    return picture


def page_with_a_red_corner(rotation: int = 0, width: float = 400, height: float = 800) -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=width, height=height)
        page.draw_rect((0, 0, 100, 100), color=(1, 0, 0), fill=(1, 0, 0))
        page.set_rotation(rotation)
        return pdf.tobytes()


def red_centre(picture: Image.Image) -> tuple[float, float]:
    pixels = np.asarray(picture.convert("RGB"), dtype=int)
    ys, xs = np.nonzero((pixels[..., 0] > 200) & (pixels[..., 1] < 80))
    return xs.mean() / picture.width, ys.mean() / picture.height


@pytest.mark.parametrize(
    ("rotation", "size", "centre"),
    [
        (0, (300, 600), (0.125, 0.0625)),
        (90, (300, 150), (0.9375, 0.125)),
        (180, (300, 600), (0.875, 0.9375)),
        (270, (300, 150), (0.0625, 0.875)),
    ],
)
def test_a_pdf_s_page_is_turned_as_displayed(rotation, size, centre):
    picture = preview(page_with_a_red_corner(rotation))
    assert picture.size == pytest.approx(size, abs=1)
    assert red_centre(picture) == pytest.approx(centre, abs=0.01)


def photo(format_: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    picture = Image.new("RGB", (400, 800), "white")
    picture.paste((255, 0, 0), (0, 0, 100, 100))
    target = BytesIO()
    picture.convert(mode).save(target, format_, **options)
    return target.getvalue()


def test_a_photograph_is_turned_as_its_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    picture = preview(photo("JPEG", exif=exif), width_px=300)
    assert picture.size == (300, 150)
    assert red_centre(picture) == pytest.approx((0.9375, 0.125), abs=0.01)


def test_an_image_is_not_enlarged():
    assert preview(photo(), width_px=2000).size == (400, 800)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_images_of_every_mode(mode):
    assert preview(photo(mode=mode)).size == (300, 600)


def test_every_frame_of_a_fax():
    frames = [Image.new("L", (300, 400), shade) for shade in (0, 255)]
    target = BytesIO()
    frames[0].save(target, "TIFF", save_all=True, append_images=frames[1:])
    shades = [np.asarray(preview(target.getvalue(), n).convert("L")).mean() for n in (1, 2)]
    assert shades == pytest.approx([0, 255], abs=3)


def test_a_page_as_long_as_a_till_roll_stays_within_bounds():
    picture = preview(page_with_a_red_corner(width=100, height=14_000), width_px=2400)
    assert picture.height <= 16_383
    assert picture.width * picture.height <= 16_100_000
    small = preview(page_with_a_red_corner(), width_px=2400, max_page_megapixels=1)
    assert small.width * small.height <= 1_010_000
