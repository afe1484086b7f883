"""Pages that the tests draw themselves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pymupdf
import pytest

from extractor.document import PageImage
from extractor.ocr import ScanReader, create_reader
from extractor.settings import Settings

WIDTH_PT, HEIGHT_PT = 420.0, 595.0

LINES = (
    "Menuiserie Chantelune SARL",
    "12 rue des Lilas, 44000 Nantes",
    "Facture N° FC-2025-0417 du 14/03/2025",
    "Désignation du produit ou de la prestation",
    "Fenêtre à deux vantaux 1 250,40 €",
    "Pose et réglage sur place 318,75 €",
    "Total hors taxes 1 569,15 €",
    "Taxe sur la valeur ajoutée 313,83 €",
    "Total toutes taxes comprises 1 882,98 €",
    "Paiement par virement sous trente jours",
)


@pytest.fixture(scope="session")
def draw_page() -> Callable[..., PageImage]:
    def draw(dpi: int = 200) -> PageImage:
        with pymupdf.open() as document:
            page = document.new_page(width=WIDTH_PT, height=HEIGHT_PT)
            for index, line in enumerate(LINES):
                page.insert_text((50, 70 + 40 * index), line, fontsize=11)
            pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        rows = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)
        return PageImage(1, rows[:, : pixmap.width].copy(), float(dpi))

    return draw


@pytest.fixture(scope="session")
def drawn_page(draw_page: Callable[..., PageImage]) -> PageImage:
    return draw_page()


@pytest.fixture(scope="session")
def scan_reader() -> ScanReader:
    return create_reader(Settings(_env_file=None))
