"""Pictures of paper: photographs, scans, faxes of several pages, through Pillow."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from extractor.errors import DocumentTooLargeError, TooManyPagesError
from extractor.pdf.failures import pillow_failures
from extractor.settings import Limits

_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")
_A4_LONG_SIDE_INCHES = 11.69
_PLAUSIBLE_DPI = (50.0, 1200.0)
_PLAUSIBLE_LONG_SIDE_INCHES = (5.0, 24.0)


def open_image(data: bytes, limits: Limits) -> tuple[Image.Image, int]:
    """Opens an image without decoding its pixels.

    Args:
        data: the whole file.
        limits: pages and megapixels that it may have.

    Returns:
        Pillow's image at its first frame, and the number of frames (1 unless it is a TIFF).

    Raises:
        UnsupportedDocumentError: the header is damaged.
        DocumentTooLargeError: over `max_page_megapixels`.
        TooManyPagesError: over `max_pages` frames.
    """
    with pillow_failures():
        image = Image.open(BytesIO(data), formats=_FORMATS)
    check_size(image, limits)
    count = 1
    if image.format == "TIFF":
        count = _count_frames(image, limits)
    return image, count


def _count_frames(image: Image.Image, limits: Limits) -> int:
    # Walks the directories one by one: `n_frames` would walk thousands, or turn in a circle.
    count = 1
    with pillow_failures():
        while True:
            try:
                image.seek(count)
            except EOFError:
                break
            count += 1
            if count > limits.max_pages:
                raise TooManyPagesError(f"Plus de {limits.max_pages} pages.")
        image.seek(0)
    return count


def check_size(image: Image.Image, limits: Limits) -> None:
    """Refuses an image of too many pixels, from its header alone.

    Raises:
        DocumentTooLargeError: over `max_page_megapixels`.
    """
    width, height = image.size
    if width * height > limits.max_page_megapixels * 1e6:
        raise DocumentTooLargeError(
            f"Image de {width} × {height} pixels ; "
            f"le maximum est {limits.max_page_megapixels:g} mégapixels."
        )


def frame_dpi(image: Image.Image) -> float:
    """The resolution of the current frame in dots an inch, as stated or as for an A4 page.

    Cameras state 72 whatever they took: a value that makes the page no sheet of paper is ignored.
    """
    stated = image.info.get("dpi")
    long_side = max(image.size)
    if isinstance(stated, tuple) and len(stated) == 2:
        dpi = float(stated[0])
        low, high = _PLAUSIBLE_LONG_SIDE_INCHES
        if _PLAUSIBLE_DPI[0] <= dpi <= _PLAUSIBLE_DPI[1] and low <= long_side / dpi <= high:
            return dpi
    return long_side / _A4_LONG_SIDE_INCHES


def seek_frame(image: Image.Image, number: int, limits: Limits) -> None:
    """Goes to a frame and checks its size.

    Args:
        image: Pillow's image.
        number: page number from 1.
        limits: for `max_page_megapixels`.

    Raises:
        UnsupportedDocumentError: the frame is damaged.
        DocumentTooLargeError: over `max_page_megapixels`.
    """
    with pillow_failures():
        if image.tell() != number - 1:
            image.seek(number - 1)
    check_size(image, limits)


def frame_turned(image: Image.Image) -> bool:
    """Whether the camera's orientation (EXIF tag 0x0112) swaps the current frame's sides."""
    with pillow_failures():
        return image.getexif().get(0x0112, 1) in (5, 6, 7, 8)


def decode_frame(image: Image.Image) -> NDArray[np.uint8]:
    """Decodes the current frame to grey, upright, transparent parts white.

    Returns:
        uint8 of shape (height, width).

    Raises:
        UnsupportedDocumentError: the pixels are damaged or truncated.
        ProcessingMemoryError: the pixels do not fit into memory.
    """
    with pillow_failures():
        grey: NDArray[np.uint8] = np.array(_upright(image).convert("L"), dtype=np.uint8)
        return grey


def decode_frame_in_colour(image: Image.Image) -> Image.Image:
    """Decodes the current frame to RGB, upright, transparent parts white.

    Raises:
        UnsupportedDocumentError: the pixels are damaged or truncated.
        ProcessingMemoryError: the pixels do not fit into memory.
    """
    with pillow_failures():
        return _upright(image).convert("RGB")


def _upright(image: Image.Image) -> Image.Image:
    """The frame as displayed, of eight bits a channel, on white paper."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        return Image.fromarray(_scaled_to_bytes(np.asarray(upright, dtype=np.float32)))
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        return Image.alpha_composite(paper, upright.convert("RGBA"))
    return upright


def _scaled_to_bytes(samples: NDArray[np.float32]) -> NDArray[np.uint8]:
    white = 65535.0 if samples.max(initial=0.0) > 255 else 255.0
    scaled: NDArray[np.uint8] = np.clip(samples * (255.0 / white), 0, 255).astype(np.uint8)
    return scaled
