"""Small PDFs made for the tests of this package."""

from __future__ import annotations

from contextlib import contextmanager

import numpy as np
import pymupdf

from extractor.pdf import open_document
from extractor.settings import Limits

LINES = (
    "Facture n° FA-2024-117 du 12/03/2024",
    "Adresse de facturation : mairie de la commune",
    "Désignation de la prestation, quantité et prix unitaire",
    "Total hors taxes 1 200,00 €",
    "Montant de la TVA à 20,00 % : 240,00 €",
    "Net à payer sous trente jours 1 440,00 €",
)


def page_of_text(lines=LINES, repeat=2, *, width=595, height=842, **style):
    pdf = pymupdf.open()
    page = pdf.new_page(width=width, height=height)
    for at, line in enumerate(lines * repeat):
        page.insert_text((60, 80 + 30 * at), line, fontsize=11, **style)
    return pdf, page


@contextmanager
def opened(pdf, limits=None):
    """The document as the stage opens it, after a round trip through bytes."""
    with open_document(bytes(pdf.tobytes()), limits or Limits()) as document:
        yield document


def scan_of(page, dpi=100):
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    return pixmap.tobytes("png")


def texts(layer):
    return [word.text for word in layer.page.words]


def ink_box(image):
    """The smallest box around all that is dark, in fractions of the image."""
    rows, columns = np.nonzero(image.pixels < 128)
    height, width = image.pixels.shape
    return (
        columns.min() / width,
        rows.min() / height,
        (columns.max() + 1) / width,
        (rows.max() + 1) / height,
    )
