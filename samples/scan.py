"""A PDF as if it had been printed and scanned: grey, a little askew, noisy, JPEG."""

from __future__ import annotations

import io

import numpy as np
import pymupdf
from PIL import Image, ImageFilter

DPI = 200
SKEW_DEGREES = 0.8
BLUR_PX = 0.6
NOISE = 6.0
JPEG_QUALITY = 60


def scan_pdf(data: bytes) -> bytes:
    """The first page of a PDF as an image-only PDF; the same bytes each time."""
    with pymupdf.open(stream=data, filetype="pdf") as source:
        pixmap = source[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
        width_pt, height_pt = source[0].rect.width, source[0].rect.height
    image = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    image = image.rotate(SKEW_DEGREES, resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(BLUR_PX))
    noise = np.random.default_rng(1).normal(-8.0, NOISE, (image.height, image.width))
    pixels = np.clip(np.asarray(image, dtype=np.float64) + noise, 0, 255).astype(np.uint8)
    jpeg = io.BytesIO()
    Image.fromarray(pixels).save(jpeg, "JPEG", quality=JPEG_QUALITY)
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=width_pt, height=height_pt)
        page.insert_image(page.rect, stream=jpeg.getvalue())
        scanned: bytes = pdf.tobytes(garbage=4, no_new_id=True)
    return scanned
