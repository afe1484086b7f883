"""CPU ms of invoice2data on each document; runs in the peers' virtual environment.

peer_invoice2data.py REPEATS PATH…       prints {path: ms} as JSON
"""

from __future__ import annotations

import json
import logging
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from invoice2data import extract_data
from invoice2data.extract.loader import read_templates


def cpu_ms() -> float:
    """As in `bench.cpu`, which this environment does not have."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return 1000 * sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main() -> None:
    """Measure with the templates already loaded."""
    logging.disable(logging.CRITICAL)
    repeats, paths = int(sys.argv[1]), sys.argv[2:]
    templates = read_templates()
    timings = {}
    with tempfile.TemporaryDirectory() as folder:
        _read(_fresh(paths[0], folder, 0), templates)  # warm
        for path in paths:
            spent = []
            for run in range(1, repeats + 1):
                # Under a new name each time: it keeps what it read by file name.
                copy = _fresh(path, folder, run)
                before = cpu_ms()
                _read(copy, templates)
                spent.append(cpu_ms() - before)
            timings[path] = min(spent)
    print(json.dumps(timings))


def _read(path: str, templates: list[Any]) -> None:
    # pdftotext, on which its templates were written; its own choice may be another reader.
    extract_data(path, templates=templates, input_module="pdftotext")


def _fresh(path: str, folder: str, run: int) -> str:
    source = Path(path)
    return str(shutil.copy(source, Path(folder) / f"{source.stem}-{run}{source.suffix}"))


if __name__ == "__main__":
    main()
