"""Words out of pixels: engines behind one protocol, and the reader that turns pages upright."""

from extractor.ocr.engine import OcrEngine, create_engine
from extractor.ocr.merging import merge_words
from extractor.ocr.reader import ScanReader, ScanReading, create_reader

__all__ = [
    "OcrEngine",
    "ScanReader",
    "ScanReading",
    "create_engine",
    "create_reader",
    "merge_words",
]
