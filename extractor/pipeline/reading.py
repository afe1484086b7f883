"""From the bytes of a file to its words: text layer where it can be trusted, OCR where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from extractor.document import BoundingBox, PageWords, Word
from extractor.ocr import ScanReader, create_reader, merge_words
from extractor.pdf import (
    OpenedDocument,
    TextLayer,
    agreement,
    examine_text_layer,
    make_upright,
    native_dpi,
    rasterise,
    turn_box,
    uncovered_regions,
)
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits, Settings

ToPage = Callable[[BoundingBox], BoundingBox]
"""From a box of the upright page that was laid out to the page as displayed."""


_AGREES = 0.8
"""Share of characters that two readings of a page have in common when both are right."""


def _same(bbox: BoundingBox) -> BoundingBox:
    return bbox


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a document.

    Attributes:
        pages: words of each page, upright, in order.
        to_page: for each page number, the way from those boxes to the page as displayed.
        pictured: numbers of pages with a text layer and with pictures that may hold more text.
    """

    pages: tuple[PageWords, ...]
    to_page: Mapping[int, ToPage]
    pictured: tuple[int, ...]


class DocumentReader:
    """Reads the words of opened documents; the OCR engine is loaded when first needed.

    Args:
        settings: which engine, which languages.
        limits: at what resolution.
    """

    def __init__(self, settings: Settings, limits: Limits) -> None:
        self._settings = settings
        self._limits = limits
        self._scan_reader: ScanReader | None = None

    def warm_up(self) -> None:
        """Loads the OCR engine now."""
        if self._scan_reader is None:
            self._scan_reader = create_reader(self._settings)

    @property
    def _ocr(self) -> ScanReader:
        self.warm_up()
        assert self._scan_reader is not None
        return self._scan_reader

    def read(self, opened: OpenedDocument, watch: Stopwatch) -> Reading:
        """All pages, each by its text layer if that can be trusted, else by OCR.

        Raises:
            InputError: a page cannot be rendered within the limits.
            OcrError: the engine failed.
        """
        pages: list[PageWords] = []
        to_page: dict[int, ToPage] = {}
        pictured: list[int] = []
        for number in range(1, opened.page_count + 1):
            with watch.stage("text_layer"):
                layer = examine_text_layer(opened, number)
                trusted = layer is not None and layer.status == "trusted"
                if trusted and layer is not None and layer.turn == 0 and opened.pictures(number):
                    pictured.append(number)
            if trusted and layer is not None:
                words, way_back = _upright(layer)
            else:
                words, way_back = self._read_scan(opened, number, watch)
                if layer is not None and _bears_out(layer, words, way_back):
                    words, way_back = _upright(layer)
            pages.append(words)
            to_page[number] = way_back
        return Reading(tuple(pages), to_page, tuple(pictured))

    def add_pictures(self, opened: OpenedDocument, reading: Reading, watch: Stopwatch) -> Reading:
        """The reading with the words inside the pictures of its pages, read by OCR.

        Where there is nothing to read, the reading itself.
        """
        pages = list(reading.pages)
        for number in reading.pictured:
            page = pages[number - 1]
            with watch.stage("rasterise"):
                regions = uncovered_regions(opened, number, page.words)
            for region in regions:
                with watch.stage("rasterise"):
                    image = rasterise(opened, number, dpi=self._limits.ocr_dpi, clip=region)
                with watch.stage("ocr"):
                    read = self._ocr.read(
                        image,
                        page.width_pt * region.width,
                        page.height_pt * region.height,
                    )
                words = tuple(
                    _placed(word, read.to_original(word.bbox), region) for word in read.words.words
                )
                page = merge_words(page, replace(read.words, words=words), (region,))
            pages[number - 1] = page
        if all(page is read for page, read in zip(pages, reading.pages, strict=True)):
            return reading
        return Reading(tuple(pages), reading.to_page, ())

    def _read_scan(
        self, opened: OpenedDocument, number: int, watch: Stopwatch
    ) -> tuple[PageWords, ToPage]:
        with watch.stage("rasterise"):
            native = native_dpi(opened, number)
            dpi = float(self._limits.ocr_dpi)
            if native is not None and native < dpi:
                dpi = native
            image = rasterise(opened, number, dpi=dpi)
            height, width = image.pixels.shape
        with watch.stage("ocr"):
            read = self._ocr.read(image, width * 72 / image.dpi, height * 72 / image.dpi)
        return read.words, read.to_original


def _upright(layer: TextLayer) -> tuple[PageWords, ToPage]:
    """The words of a text layer with lines from left to right, and the way back."""
    if layer.turn == 0:
        return layer.page, _same
    return make_upright(layer.page, layer.turn), partial(turn_box, degrees=layer.turn)


def _bears_out(layer: TextLayer, read: PageWords, to_page: ToPage) -> bool:
    """Whether OCR says the same as a typeset layer whose wording alone left a doubt.

    The layer's characters are then exact. Another engine's OCR is never preferred to ours.
    """
    if layer.status != "doubtful" or layer.origin != "native":
        return False
    words = [word._replace(bbox=to_page(word.bbox)) for word in read.words]
    return agreement(layer.page.words, words) >= _AGREES


def _placed(word: Word, inside: BoundingBox, region: BoundingBox) -> Word:
    """A word whose box is of a region, moved to the page."""
    return word._replace(
        bbox=BoundingBox(
            region.left + inside.left * region.width,
            region.top + inside.top * region.height,
            region.left + inside.right * region.width,
            region.top + inside.bottom * region.height,
        )
    )
