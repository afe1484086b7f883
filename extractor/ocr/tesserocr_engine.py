"""Tesseract in this process, through tesserocr."""

from __future__ import annotations

import os
import threading
from pathlib import Path

# OpenMP reads it once, when the library is loaded: four threads would cost four times the
# processor time for hardly less wall time, and pages are spread over processes anyway.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

try:
    import tesserocr
except ImportError as error:
    from extractor.errors import OcrError

    raise OcrError("tesserocr n'est pas installé") from error

from extractor.document import PageImage, PageWords
from extractor.errors import OcrError
from extractor.ocr.language_data import find_language_folder
from extractor.ocr.tsv import parse_tsv


class TesserocrEngine:
    """Tesseract's LSTM in process, sparse text: an invoice has cells rather than paragraphs.

    Safe to share between threads: one page at a time.
    """

    name = "tesserocr"

    def __init__(self, languages: str, data_folder: Path) -> None:
        """Load the language data.

        Args:
            languages: Tesseract's codes joined by `+`.
            data_folder: folder of the project's own language data.

        Raises:
            OcrError: Tesseract does not start.
            ArtefactError: the language data is missing or altered.
        """
        folder = find_language_folder(languages, data_folder)
        self._lock = threading.Lock()
        # Leptonica writes harmless complaints about its own boxes to the standard error.
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        try:
            self._api = tesserocr.PyTessBaseAPI(
                path=f"{folder}{os.sep}",
                lang=languages,
                oem=tesserocr.OEM.LSTM_ONLY,
                psm=tesserocr.PSM.SPARSE_TEXT,
            )
        except RuntimeError as error:
            raise OcrError("Tesseract ne démarre pas") from error

    def recognise(self, image: PageImage) -> PageWords:
        """Read the words of an upright page; see `OcrEngine.recognise`."""
        height, width = image.pixels.shape
        with self._lock:
            try:
                self._api.SetImageBytes(image.pixels.tobytes(), width, height, 1, width)
                self._api.SetSourceResolution(round(image.dpi))
                self._api.Recognize()
                tsv = self._api.GetTSVText(0)
            except RuntimeError as error:
                raise OcrError("Tesseract a échoué") from error
            finally:
                self._api.Clear()
        return parse_tsv(tsv, image)
