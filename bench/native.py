"""A native one-page invoice in a warm process, against invoice2data on pdftotext."""

from __future__ import annotations

import json
import subprocess
from functools import partial
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table

from bench.cpu import least_cpu_ms
from bench.stages import shares_text
from extractor.pipeline import Extractor

PEER_SCRIPT = Path(__file__).with_name("peer_invoice2data.py")


def native_table(
    extractor: Extractor, paths: tuple[Path, ...], peers: Path | None, repeats: int
) -> RenderableType:
    """CPU ms of each document, ours and the peer's, and their ratio."""
    extractor.extract(paths[0].read_bytes())  # warm
    peer_ms = _peer_ms(peers, paths, repeats)
    table = Table(title="Native one-page invoices, CPU ms in a warm process")
    for name in ("document", "bleuet", "invoice2data", "ratio"):
        table.add_column(name, justify="left" if name == "document" else "right")
    extractions, ours, theirs = [], [], []
    for path in paths:
        data = path.read_bytes()
        spent, extraction = least_cpu_ms(partial(extractor.extract, data), repeats)
        extractions.append(extraction)
        ours.append(spent)
        peer = peer_ms.get(str(path))
        if peer is not None:
            theirs.append(peer)
        table.add_row(path.name, f"{spent:.1f}", *_peer_cells(spent, peer))
    table.add_section()
    peer_mean = sum(theirs) / len(theirs) if theirs else None
    mean = sum(ours) / len(ours)
    table.add_row("mean", f"{mean:.1f}", *_peer_cells(mean, peer_mean), style="bold")
    return Group(table, shares_text(extractions), "")


def _peer_cells(spent: float, peer: float | None) -> tuple[str, str]:
    return ("–", "–") if peer is None else (f"{peer:.1f}", f"{spent / peer:.2f}")


def _peer_ms(python: Path | None, paths: tuple[Path, ...], repeats: int) -> dict[str, float]:
    if python is None:
        return {}
    command = [str(python), str(PEER_SCRIPT), str(repeats), *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    timings: dict[str, float] = json.loads(done.stdout)
    return timings
