"""What is measured: our own samples, and one-page documents of the corpus where it is there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pymupdf

from samples.__main__ import FOLDER as SAMPLES


def native_documents(corpus: Path) -> tuple[Path, ...]:
    """The native sample, and every one-page PDF of the corpus."""
    folders = (corpus / "documents", corpus / "public_sector" / "documents")
    return (SAMPLES / "facture.pdf", *(path for folder in folders for path in _one_pagers(folder)))


def scanned_documents(corpus: Path, count: int) -> tuple[Path, ...]:
    """The scanned sample, and up to `count` one-page scans of the corpus."""
    return (SAMPLES / "facture-scan.pdf", *islice(_one_pagers(corpus / "scans"), count))


def _one_pagers(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("*.pdf")) if _page_count(path) == 1)


def _page_count(path: Path) -> int:
    with pymupdf.open(path) as pdf:
        return int(pdf.page_count)
