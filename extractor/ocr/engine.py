"""What an OCR engine is, and which one the settings ask for."""

from __future__ import annotations

from typing import Protocol

from extractor.document import PageImage, PageWords
from extractor.settings import Settings


class OcrEngine(Protocol):
    """Reads an upright page. Implementations may be shared between threads: they lock if needed.

    Attributes:
        name: the engine's name, for logs and reports.
    """

    name: str

    def recognise(self, image: PageImage) -> PageWords:
        """Read the words of an upright page.

        Args:
            image: grey page of shape (height, width); `dpi` need only be roughly right.

        Returns:
            The words, boxes in fractions of the image, in no particular order.

        Raises:
            OcrError: the engine failed.
        """
        ...


def create_engine(settings: Settings) -> OcrEngine:
    """Build the engine that the settings name; costs about 0.1 s, so once a process.

    Raises:
        OcrError: the engine or its program is not installed.
        ArtefactError: its language data is missing or altered.
    """
    # Each library is imported only where its engine is asked for: the other may be absent.
    if settings.ocr_engine == "pytesseract":
        from extractor.ocr.pytesseract_engine import PytesseractEngine

        return PytesseractEngine(settings.ocr_languages)
    from extractor.ocr.tesserocr_engine import TesserocrEngine

    return TesserocrEngine(settings.ocr_languages, settings.models_dir / "ocr")
