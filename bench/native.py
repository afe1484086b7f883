"""A native one-page invoice in a warm process, against invoice2data on pdftotext."""

from __future__ import annotations

import json
import subprocess
from functools import partial
from pathlib import Path
from statistics import mean, median

from rich.console import Group, RenderableType
from rich.table import Table

from bench.cpu import least_cpu_ms
from bench.stages import shares_text
from extractor.pipeline import Extractor

SHOWN = 10
TARGET_MS = 60.0
PEER_SCRIPT = Path(__file__).with_name("peer_invoice2data.py")


def native_table(
    extractor: Extractor, paths: tuple[Path, ...], peers: Path | None, repeats: int
) -> RenderableType:
    """CPU ms of the dearest documents and of all together, ours and the peer's, and their ratio.

    A page that was read by OCR, since its text layer could not be trusted, is no native page and
    is left out.
    """
    extractor.extract(paths[0].read_bytes())  # warm
    costs, extractions = [], []
    for path in paths:
        spent, extraction = least_cpu_ms(partial(extractor.extract, path.read_bytes()), repeats)
        if "ocr" not in extraction.timings_ms:
            costs.append((spent, path))
            extractions.append(extraction)
    peer_ms = _peer_ms(peers, tuple(path for _, path in costs), repeats)
    costs.sort(reverse=True)
    shown = costs[:SHOWN]
    which = f"the {len(shown)} dearest of {len(costs)}"
    table = Table(title=f"Native one-page invoices, CPU ms in a warm process: {which}")
    for name in ("document", "bleuet", "invoice2data", "ratio"):
        table.add_column(name, justify="left" if name == "document" else "right")
    for spent, path in shown:
        table.add_row(path.name, *_cells(spent, peer_ms.get(str(path))))
    table.add_section()
    ours = [spent for spent, _ in costs]
    theirs = [peer_ms[str(path)] for _, path in costs if str(path) in peer_ms]
    for name, of in (("mean", mean), ("median", median), ("most", max)):
        table.add_row(name, *_cells(of(ours), of(theirs) if theirs else None), style="bold")
    within = sum(spent <= TARGET_MS for spent in ours)
    note = f"{within} of {len(ours)} take at most {TARGET_MS:.0f} ms"
    return Group(table, note, shares_text(extractions), "")


def _cells(spent: float, peer: float | None) -> tuple[str, str, str]:
    return (f"{spent:.1f}", *_peer_cells(spent, peer))


def _peer_cells(spent: float, peer: float | None) -> tuple[str, str]:
    return ("–", "–") if peer is None else (f"{peer:.1f}", f"{spent / peer:.2f}")


def _peer_ms(python: Path | None, paths: tuple[Path, ...], repeats: int) -> dict[str, float]:
    if python is None:
        return {}
    command = [str(python), str(PEER_SCRIPT), str(repeats), *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    timings: dict[str, float] = json.loads(done.stdout)
    return timings
