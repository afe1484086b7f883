"""A scanned page, against one plain pytesseract pass at 300 dpi."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pymupdf
import pytesseract
from PIL import Image
from rich.console import Group, RenderableType
from rich.table import Table

from bench.cpu import least_cpu_ms
from bench.stages import shares_text
from extractor.pipeline import Extractor

PEER_DPI = 300


def scan_table(extractor: Extractor, paths: tuple[Path, ...], repeats: int) -> RenderableType:
    """CPU ms of each scan, ours and the peer's, and their ratio."""
    # More threads cost the peer three times the CPU for the same page.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    extractor.extract(paths[0].read_bytes())  # warm
    table = Table(title="One scanned page, CPU ms in a warm process")
    for name in ("document", "bleuet", "pytesseract", "ratio"):
        table.add_column(name, justify="left" if name == "document" else "right")
    extractions, ours, theirs = [], [], []
    for path in paths:
        data = path.read_bytes()
        spent, extraction = least_cpu_ms(partial(extractor.extract, data), repeats)
        peer, _ = least_cpu_ms(partial(_plain_pass, data), repeats)
        extractions.append(extraction)
        ours.append(spent)
        theirs.append(peer)
        table.add_row(path.name, f"{spent:.0f}", f"{peer:.0f}", f"{spent / peer:.2f}")
    table.add_section()
    mean, peer_mean = sum(ours) / len(ours), sum(theirs) / len(theirs)
    cells = (f"{mean:.0f}", f"{peer_mean:.0f}", f"{mean / peer_mean:.2f}")
    table.add_row("mean", *cells, style="bold")
    return Group(table, shares_text(extractions), "")


def _plain_pass(data: bytes) -> str:
    """What anyone would write first: the page as an image, read with the defaults."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        pixmap = pdf[0].get_pixmap(dpi=PEER_DPI, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    text: str = pytesseract.image_to_string(image, lang="fra", config="--psm 3")
    return text
