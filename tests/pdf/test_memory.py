"""Reading many scans does not make the process grow."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image

from extractor.pdf import open_document, rasterise
from extractor.settings import Limits

_MIB = 1 << 20


def resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MIB


def a_scan(seed: int, folder: Path) -> bytes:
    grey = np.random.default_rng(seed).integers(0, 255, (2300, 1600), dtype=np.uint8)
    path = folder / f"{seed}.jpg"
    Image.fromarray(grey).save(path, quality=30)
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    page.insert_image(page.rect, filename=str(path))
    return bytes(pdf.tobytes())


def read(data: bytes) -> None:
    with open_document(data, Limits()) as opened:
        rasterise(opened, 1, dpi=200)


def test_twenty_scans_leave_nothing_behind(tmp_path: Path) -> None:
    scans = [a_scan(seed, tmp_path) for seed in range(20)]
    for data in scans[:3]:
        read(data)
    before = resident_mib()
    for data in scans[3:]:
        read(data)
    assert resident_mib() - before < 25
