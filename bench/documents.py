"""What is measured: our own samples, and one-page documents of the corpus where it is there."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from samples.__main__ import FOLDER as SAMPLES


def native_documents(corpus: Path, count: int) -> tuple[Path, ...]:
    """The native sample, and up to `count` one-page PDFs of the corpus."""
    return (SAMPLES / "facture.pdf", *_one_pagers(corpus / "documents", count))


def scanned_documents(corpus: Path, count: int) -> tuple[Path, ...]:
    """The scanned sample, and up to `count` one-page scans of the corpus."""
    return (SAMPLES / "facture-scan.pdf", *_one_pagers(corpus / "scans", count))


def _one_pagers(folder: Path, count: int) -> list[Path]:
    found = (path for path in sorted(folder.glob("*.pdf")) if _page_count(path) == 1)
    return [path for path, _ in zip(found, range(count), strict=False)]


def _page_count(path: Path) -> int:
    with pymupdf.open(path) as pdf:
        return int(pdf.page_count)
