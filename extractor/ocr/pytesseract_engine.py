"""Tesseract as a program, through pytesseract: the baseline that others are compared with."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import cv2
import pytesseract

from extractor.document import PageImage, PageWords
from extractor.errors import OcrError
from extractor.ocr.tsv import parse_tsv


class PytesseractEngine:
    """The system's Tesseract with its own language data, page segmentation 3.

    Safe to share between threads: each page is a process of its own.
    """

    name = "pytesseract"

    def __init__(self, languages: str, timeout_s: float = 120.0) -> None:
        """Check that the program is there.

        Args:
            languages: Tesseract's codes joined by `+`.
            timeout_s: seconds for one page.

        Raises:
            OcrError: the program is not installed.
        """
        self._languages = languages
        self._timeout_s = timeout_s
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        try:
            pytesseract.get_tesseract_version()
        except pytesseract.TesseractNotFoundError as error:
            raise OcrError("Tesseract n'est pas installé") from error

    def recognise(self, image: PageImage) -> PageWords:
        """Read the words of an upright page; see `OcrEngine.recognise`."""
        with tempfile.TemporaryDirectory(prefix="bleuet-") as folder:
            # A path to a PGM spares the PNG that pytesseract would encode: 0.5 s on a noisy page.
            path = Path(folder) / "page.pgm"
            cv2.imwrite(str(path), image.pixels)
            try:
                tsv = pytesseract.image_to_data(
                    str(path),
                    lang=self._languages,
                    config=f"--psm 3 --dpi {round(image.dpi)}",
                    timeout=self._timeout_s,
                )
            except (pytesseract.TesseractError, RuntimeError, OSError) as error:
                raise OcrError("Tesseract a échoué") from error
        return parse_tsv(tsv, image)
