"""What the clients send: native invoices, our own sample and made ones."""

from __future__ import annotations

from itertools import count

import pymupdf

from bench.load.bare import BareLibrary
from samples.__main__ import FOLDER as SAMPLES
from training_data.generator import generate_document

# Apart from the seeds that are learned from and decided on.
_FIRST_SEED = 77_000_000


def native_invoices(made: int, library: BareLibrary) -> tuple[bytes, ...]:
    """The sample, and made invoices of one page that are read without OCR.

    Args:
        made: how many made ones.
        library: tells whether a document is read without OCR.
    """
    found = [(SAMPLES / "facture.pdf").read_bytes()]
    for seed in count(_FIRST_SEED):
        if len(found) > made:
            break
        document = generate_document(seed).pdf
        if _page_count(document) == 1 and library.reads_without_ocr(document):
            found.append(document)
    return tuple(found)


def _page_count(document: bytes) -> int:
    with pymupdf.open(stream=document, filetype="pdf") as pdf:
        return int(pdf.page_count)
