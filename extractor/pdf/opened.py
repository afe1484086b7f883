"""A document held open: its facts, and the page a stage is working on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Literal

import pymupdf
from PIL import Image

from extractor.errors import CorruptPdfError
from extractor.pdf.attachments import read_attachments
from extractor.pdf.bounds import check_program
from extractor.pdf.failures import mupdf_failures
from extractor.pdf.pictures import Picture, find_pictures
from extractor.settings import Limits

DepositFormat = Literal["PDF_NON_SIGNE", "PDF_SIGNE_PADES"]

# The store also keeps how one colour space turns into another, which takes 3 ms a pair to work out
# anew; but by the profiles that documents bring, it would grow for ever.
_DOCUMENTS_BETWEEN_EMPTYINGS = 16
_closed = count(1)


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A PDF or an image, open for reading; use within `open_document`'s context only.

    Attributes:
        kind: `pdf` or `image`.
        page_count: pages of the PDF, frames of the TIFF, 1 for other images.
        deposit_format: Chorus Pro's name of the format; an image counts as an unsigned PDF.
        limits: what the document may cost.
    """

    kind: Literal["pdf", "image"]
    page_count: int
    deposit_format: DepositFormat
    limits: Limits
    handle: pymupdf.Document | Image.Image = field(repr=False)
    # The page in hand: stages ask for words, regions and pixels of one page in turn.
    _current: dict[int, pymupdf.Page] = field(default_factory=dict, repr=False)
    _displayed: dict[int, pymupdf.DisplayList] = field(default_factory=dict, repr=False)
    _pictures: dict[int, tuple[Picture, ...]] = field(default_factory=dict, repr=False)

    @property
    def pdf(self) -> pymupdf.Document:
        """MuPDF's document; only for `kind == "pdf"`."""
        assert isinstance(self.handle, pymupdf.Document)
        return self.handle

    @property
    def image(self) -> Image.Image:
        """Pillow's image; only for `kind == "image"`."""
        assert isinstance(self.handle, Image.Image)
        return self.handle

    def embedded_files(self) -> dict[str, bytes]:
        """The PDF's small attachments, such as `factur-x.xml`: name to content.

        Files over 20 MiB once decompressed, and all after the first 50, are left out.

        Raises:
            CorruptPdfError: the attachments' directory is damaged.
        """
        if self.kind == "image":
            return {}
        with mupdf_failures():
            return read_attachments(self.pdf)

    def page(self, number: int) -> pymupdf.Page:
        """MuPDF's page, loaded once while it is the one in hand.

        Args:
            number: page number from 1.

        Raises:
            CorruptPdfError: the page's object is missing or damaged.
            ValueError: there is no such page.
        """
        self.check_number(number)
        if number not in self._current:
            self._let_go()
            with mupdf_failures():
                page = self.pdf.load_page(number - 1)
                if self.pdf.xref_object(page.xref, compressed=True) == "null":
                    raise CorruptPdfError("Une page du PDF est perdue.")
                if not (page.rect.width > 0 and page.rect.height > 0):
                    raise CorruptPdfError("Une page n'a pas de dimensions.")
                check_program(page)
                self._current[number] = page
        return self._current[number]

    def display_list(self, number: int) -> pymupdf.DisplayList:
        """What MuPDF draws for a page, annotations and form fields included.

        Args:
            number: page number from 1.

        Raises:
            CorruptPdfError: the page cannot be interpreted.
        """
        page = self.page(number)
        if number not in self._displayed:
            with mupdf_failures():
                self._displayed[number] = page.get_displaylist(annots=1)
        return self._displayed[number]

    def pictures(self, number: int) -> tuple[Picture, ...]:
        """The pictures that a PDF's page draws, in order.

        Args:
            number: page number from 1.

        Raises:
            CorruptPdfError: the page cannot be interpreted.
        """
        page = self.page(number)
        if number not in self._pictures:
            self._pictures[number] = find_pictures(
                self.display_list(number), page.rect.width, page.rect.height
            )
        return self._pictures[number]

    def check_number(self, number: int) -> None:
        """Refuses a page number that the document does not have.

        Raises:
            ValueError: `number` is not between 1 and `page_count`.
        """
        if not 1 <= number <= self.page_count:
            raise ValueError(f"no page {number} in a document of {self.page_count}")

    def close(self) -> None:
        """Frees the document and the page in hand, and what MuPDF keeps of its pictures.

        MuPDF's store holds decoded pictures up to 256 MB in case a page is drawn again; a document
        is read once, and a process reads thousands. Those of the page in hand go with the page, if
        that outlives the document; those of earlier pages stay until the store is emptied.
        """
        self.handle.close()
        self._let_go()
        if next(_closed) % _DOCUMENTS_BETWEEN_EMPTYINGS == 0 or self.page_count > 1:
            pymupdf.TOOLS.store_shrink(100)

    def _let_go(self) -> None:
        self._displayed.clear()
        self._pictures.clear()
        self._current.clear()
