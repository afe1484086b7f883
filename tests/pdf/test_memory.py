"""Reading many scans does not make the process grow."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from extractor.pdf import open_document, rasterise
from extractor.settings import Limits

_MIB = 1 << 20


def resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MIB


def a_scan(seed: int, folder: Path, pages: int) -> bytes:
    grey = np.random.default_rng(seed).integers(0, 255, (2300, 1600), dtype=np.uint8)
    path = folder / f"{seed}.jpg"
    Image.fromarray(grey).save(path, quality=30)
    pdf = pymupdf.open()
    for _ in range(pages):
        page = pdf.new_page(width=595, height=842)
        page.insert_image(page.rect, filename=str(path))
    return bytes(pdf.tobytes())


def read(data: bytes) -> None:
    with open_document(data, Limits()) as opened:
        for number in range(1, opened.page_count + 1):
            rasterise(opened, number, dpi=200)


@pytest.mark.parametrize("pages", [1, 2])
def test_twenty_scans_leave_nothing_behind(tmp_path: Path, pages: int) -> None:
    scans = [a_scan(seed, tmp_path, pages) for seed in range(20)]
    for data in scans[:3]:
        read(data)
    before = most = resident_mib()
    for data in scans[3:]:
        read(data)
        most = max(most, resident_mib())
    assert most - before < 25
