"""Hostile files, each in a process of its own: how it ends, in what time, with what memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.table import Table

from tests.pdf.hostile_files import HOSTILE_FILES

COMMAND = (sys.executable, "-m", "extractor.cli", "extract", "--jsonl")


def hostile_table() -> Table:
    """One row a file; time and memory are those of the whole command, its start included."""
    table = Table(title="Hostile files, each by a `bleuet extract` of its own")
    for name in ("file", "ends as", "expected", "wall s", "peak MiB"):
        table.add_column(name, justify="right" if name in ("wall s", "peak MiB") else "left")
    with tempfile.TemporaryDirectory() as folder:
        for hostile in HOSTILE_FILES:
            path = Path(folder) / f"{hostile.name}.pdf"
            path.write_bytes(hostile.make())
            outcome, wall_s, peak_mib = _extract(path)
            allowed = [error.type if error else "ok" for error in hostile.expected]
            style = None if outcome in allowed else "red"
            figures = f"{wall_s:.1f}", f"{peak_mib:.0f}"
            table.add_row(hostile.name, outcome, " or ".join(allowed), *figures, style=style)
            path.unlink()
    return table


def _extract(path: Path) -> tuple[str, float, float]:
    """How the command ends: the error's type or `ok`, wall seconds, and peak MiB."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([*COMMAND, str(path)], stdout=output, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)  # only wait4 tells the memory of one child
        process.returncode = 0
        wall_s = time.monotonic() - started
        output.seek(0)
        lines = output.read().splitlines()
    if not lines:
        return "no result", wall_s, usage.ru_maxrss / 1024
    result = json.loads(lines[0])
    outcome = result["error"]["type"] if result["status"] == "error" else "ok"
    return outcome, wall_s, usage.ru_maxrss / 1024
