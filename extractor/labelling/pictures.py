"""Pages as pictures, for a person to draw on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PIL import Image

from extractor.pdf import open_document, rasterise
from extractor.settings import Limits

DPI = 150.0
"""Enough to read small print on a screen."""


class PagePicture(NamedTuple):
    """A page's picture on disk.

    Attributes:
        path: the PNG.
        width: in pixels.
        height: in pixels.
    """

    path: Path
    width: int
    height: int


def write_page_pictures(
    data: bytes, stem: str, folder: Path, *, limits: Limits | None = None, dpi: float = DPI
) -> tuple[PagePicture, ...]:
    """Writes the pages of a document, upright as displayed and in grey, as `STEM-1.png` and so on.

    Args:
        data: the document.
        stem: beginning of the pictures' names.
        folder: which must exist.
        limits: what the document may cost; None for the environment's.
        dpi: dots an inch.

    Raises:
        ExtractorError: the document cannot be drawn.
    """
    pictures = []
    with open_document(data, limits or Limits()) as opened:
        for number in range(1, opened.page_count + 1):
            image = Image.fromarray(rasterise(opened, number, dpi=dpi).pixels)
            path = folder / f"{stem}-{number}.png"
            image.save(path, optimize=False)
            pictures.append(PagePicture(path, image.width, image.height))
    return tuple(pictures)
