"""A document as labelling needs it: its words and candidates, on the page as displayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.classify import Scene
from extractor.document import BoundingBox, Line, Word
from extractor.pdf import open_document
from extractor.pipeline.analysis import analyse
from extractor.pipeline.reading import DocumentReader, Reading, ToPage
from extractor.pipeline.timing import Stopwatch
from extractor.settings import Limits, Settings


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on the pages of a document.

    Attributes:
        page_count: how many pages it has.
        scene: laid-out pages, candidates and labels; boxes are of the upright page.
        boxes: the candidates' places on the page as displayed.
        lines: for each page, its lines with boxes on the page as displayed.
        to_page: for each page number, the way from the scene's boxes to the page as displayed.
        embedded: the document's attachments, content by name.
    """

    page_count: int
    scene: Scene
    boxes: tuple[BoundingBox, ...]
    lines: tuple[tuple[Line, ...], ...]
    to_page: Mapping[int, ToPage]
    embedded: Mapping[str, bytes]

    @classmethod
    def of(cls, reading: Reading, embedded: Mapping[str, bytes] | None = None) -> Contents:
        """The contents of a document whose words were read."""
        scene = analyse(reading, Stopwatch())
        evidences = [candidate.evidence for candidate in scene.candidates]
        return cls(
            len(reading.pages),
            scene,
            tuple(reading.to_page[e.page](e.bbox).clipped() for e in evidences),
            tuple(
                tuple(_displayed(line, reading, page.number) for line in page.lines)
                for page in scene.document.pages
            ),
            reading.to_page,
            embedded or {},
        )


class ContentsReader:
    """Opens and reads documents; build once, use for many.

    Args:
        settings: as for the extractor; None for the environment's.
        limits: as for the extractor; None for the environment's.
    """

    def __init__(self, settings: Settings | None = None, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._reader = DocumentReader(settings or Settings(), self._limits)

    def read(self, data: bytes) -> Contents:
        """The contents of a PDF or an image, read as the extractor reads it, pictures included.

        Raises:
            ExtractorError: the document cannot be read.
        """
        watch = Stopwatch(self._limits.timeout_s)
        with open_document(data, self._limits) as opened:
            reading = self._reader.read(opened, watch)
            if reading.pictured:
                reading = self._reader.add_pictures(opened, reading, watch)
            return Contents.of(reading, opened.embedded_files())


def _displayed(line: Line, reading: Reading, page: int) -> Line:
    to_page = reading.to_page[page]
    words: tuple[Word, ...] = tuple(
        word._replace(bbox=to_page(word.bbox).clipped()) for word in line.words
    )
    return Line.of(words)
