"""Opening a deposited file, the words of its text layer, and its pages as pixels."""

from extractor.pdf.agreement import agreement
from extractor.pdf.media import Media, sniff
from extractor.pdf.opened import OpenedDocument
from extractor.pdf.opening import open_document
from extractor.pdf.preview import draw_preview
from extractor.pdf.raster import native_dpi, page_size, rasterise
from extractor.pdf.regions import uncovered_regions
from extractor.pdf.text_layer import TextLayer, examine_text_layer, read_text_layer
from extractor.pdf.turning import make_upright, turn_box

__all__ = [
    "Media",
    "OpenedDocument",
    "TextLayer",
    "agreement",
    "draw_preview",
    "examine_text_layer",
    "make_upright",
    "native_dpi",
    "open_document",
    "page_size",
    "rasterise",
    "read_text_layer",
    "sniff",
    "turn_box",
    "uncovered_regions",
]
