"""The composer of this stage: a page image in, upright words out, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from extractor.document import BoundingBox, PageImage, PageWords
from extractor.ocr.cleaning import clean_words
from extractor.ocr.engine import OcrEngine, create_engine
from extractor.ocr.flattening import Flattening, find_flattening, flatten
from extractor.ocr.geometry import Uprighting, enclose, turn_upright
from extractor.ocr.ink import Ink, find_ink
from extractor.ocr.line_recogniser import LineRecogniser
from extractor.ocr.preparation import even_shading
from extractor.ocr.resolution import effective_dpi, reading_scale
from extractor.ocr.reversed_panels import lighten_panels
from extractor.ocr.second_reading import WordReader, read_again
from extractor.ocr.sheet import find_sheet
from extractor.ocr.stance import Stance, find_stance
from extractor.ocr.trial import choose_strip, is_upside_down, makes_more_sense
from extractor.settings import Settings

SURELY_HEAD_UP = 0.05
"""Under this evidence of the profile the engine is asked which way up the page stands."""

DOUBTFUL = 0.35
"""Over this doubt, which few pages raise, the engine is asked along which axis the lines run."""


@dataclass(frozen=True, slots=True)
class ScanReading:
    """The words of a scanned page.

    Attributes:
        words: in the geometry of the upright, deskewed page.
        uprighting: how the page, or the sheet in the photo, was turned.
        flattening: how the sheet lies in a photo; None where the image is the page.
    """

    words: PageWords
    uprighting: Uprighting
    flattening: Flattening | None = None

    def to_original(self, bbox: BoundingBox) -> BoundingBox:
        """Map a box of the upright page to the page as displayed; see `Uprighting`."""
        if self.flattening is None:
            return self.uprighting.to_original(bbox)
        return enclose(self.flattening.to_photo(*at) for at in self.uprighting.corners_of(bbox))


class ScanReader:
    """Finds how a page stands, turns it upright, and reads it; safe to share between threads."""

    def __init__(self, engine: OcrEngine, second_reader: WordReader | None = None) -> None:
        """Compose a reader.

        Args:
            engine: reads upright pages.
            second_reader: reads unsure words again; None to do without.
        """
        self._engine = engine
        self._second_reader = second_reader

    def read(self, image: PageImage, width_pt: float, height_pt: float) -> ScanReading:
        """Read a scanned page.

        Args:
            image: the page as displayed.
            width_pt: its displayed width in points.
            height_pt: its displayed height in points.

        Returns:
            The words of the upright page, and the way back. Where the image is the photo of a
            sheet, that sheet is the page, and its size is the sheet's.

        Raises:
            OcrError: the engine or the second reader failed.
        """
        image = replace(image, dpi=effective_dpi(image))
        flattening = _find_flattening(image)
        if flattening is not None:
            image = flatten(image, flattening)
            # Before panels are looked for: a hand's shadow looks like one.
            image = replace(image, pixels=even_shading(image.pixels, image.dpi))
            width_pt, height_pt = flattening.width_pt, flattening.height_pt
        uprighting = self._find_uprighting(image)
        scale = reading_scale(image.dpi)
        dpi = image.dpi * scale
        upright_pixels = turn_upright(image.pixels, uprighting, scale)
        pixels = even_shading(lighten_panels(upright_pixels, dpi), dpi)
        upright = PageImage(image.number, pixels, dpi)
        words = clean_words(self._engine.recognise(upright))
        if self._second_reader is not None:
            words = clean_words(read_again(words, upright, self._second_reader))
        if uprighting.quarter_turns % 2:
            width_pt, height_pt = height_pt, width_pt
        wider, higher = uprighting.growth
        width_pt, height_pt = width_pt * wider, height_pt * higher
        sized = tuple(
            word._replace(size_pt=round(word.bbox.height * height_pt, 2)) for word in words.words
        )
        read = PageWords(image.number, width_pt, height_pt, sized, "ocr")
        return ScanReading(read, uprighting, flattening)

    def _find_uprighting(self, image: PageImage) -> Uprighting:
        ink = find_ink(image.pixels, image.dpi)
        stance = find_stance(ink)
        if (stance.on_side or stance.doubt > DOUBTFUL) and self._runs_otherwise(image, ink, stance):
            # Columns of figures of one width have as sharp an edge as lines of text.
            stance = find_stance(ink, on_side=not stance.on_side)
        turns = int(stance.on_side)
        if stance.head_up < SURELY_HEAD_UP:
            strip = _busiest_strip(image, ink, turns=turns)
            turns += 2 if is_upside_down(self._engine, strip) else 0
        height, width = image.pixels.shape
        return Uprighting(turns, stance.skew_deg, width / height)

    def _runs_otherwise(self, image: PageImage, ink: Ink, stance: Stance) -> bool:
        """Whether a page makes more sense along the other axis than its profile has it."""
        along, across = (
            [_busiest_strip(image, ink, turns=axis + half) for half in (0, 2)]
            for axis in (int(stance.on_side), int(not stance.on_side))
        )
        return makes_more_sense(self._engine, across, along)


def _busiest_strip(image: PageImage, ink: Ink, *, turns: int) -> PageImage:
    """The strip with most ink of a page that is turned by quarters clockwise."""
    top, bottom = choose_strip(np.rot90(ink.mask, -turns).sum(axis=1))
    page = np.rot90(image.pixels, -turns)
    rows = slice(round(top * len(page)), round(bottom * len(page)))
    return PageImage(image.number, np.ascontiguousarray(page[rows]), image.dpi)


def _find_flattening(image: PageImage) -> Flattening | None:
    corners = find_sheet(image.pixels)
    if corners is None:
        return None
    height, width = image.pixels.shape
    return find_flattening(corners, width, height)


def create_reader(settings: Settings) -> ScanReader:
    """Build the reader that the settings describe; about 0.2 s, so once a process.

    Raises:
        OcrError: the engine is not installed.
        ArtefactError: a data file is missing or altered.
    """
    second = LineRecogniser(settings.models_dir / "ocr") if settings.ocr_second_reading else None
    return ScanReader(create_engine(settings), second)
