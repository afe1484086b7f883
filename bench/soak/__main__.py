"""`python -m bench.soak`: what `make soak` prints; exit code 1 where it does not hold."""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.running import RunningService, running_service
from bench.soak.rounds import Good, Soaked, soak
from samples.__main__ import FOLDER as SAMPLES

GROWTH = 0.1
"""Most that the memory may differ by, as a share of what it was."""
_FIELDS = {"invoice_number": "FA-2025-0147", "total_gross": "2062.80", "issue_date": "2025-03-14"}
_WORKERS = 2


def good_documents() -> tuple[Good, ...]:
    """The samples, native and scanned."""
    names = ("facture.pdf", "facture-scan.pdf")
    return tuple(Good((SAMPLES / name).read_bytes(), _FIELDS) for name in names)


def main() -> None:
    """Soak and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--hostile", type=int, default=100, help="hostile files")
    options = parser.parse_args()
    console = Console(highlight=False, width=None if os.isatty(1) else 110)
    with (
        tempfile.TemporaryDirectory(prefix="bleuet-soak-") as folder,
        running_service(Path(folder), workers=_WORKERS) as service,
        console.status("…") as status,
    ):
        soaked = soak(service, good_documents(), hostile_files=options.hostile, tell=status.update)
        restarts = _restarts(service)
    raise SystemExit(0 if report(console, soaked, restarts) else 1)


def report(console: Console, soaked: Soaked, restarts: str) -> bool:
    """Print the figures.

    Returns:
        Whether every document ended as it must and the memory is what it was.
    """
    good, hostile = soaked.good + len(soaked.wrong), soaked.hostile + len(soaked.astray)
    table = Table("figure", "service", "asked", title=f"{hostile} hostile files among good ones")
    table.add_row("good documents answered right", f"{soaked.good} of {good}", "all")
    table.add_row("hostile files that end as they must", f"{soaked.hostile} of {hostile}", "all")
    table.add_row("reading processes replaced", restarts, "")
    table.add_row("memory before (PSS of all processes), MiB", f"{soaked.before_mib:.0f}", "")
    table.add_row("memory after, MiB", f"{soaked.after_mib:.0f}", "")
    table.add_row("difference", f"{soaked.growth:+.1%}", f"at most ± {GROWTH:.0%}")
    console.print(table)
    for line in (*soaked.wrong, *soaked.astray):
        console.print(line)
    holds = not soaked.wrong and not soaked.astray and abs(soaked.growth) <= GROWTH
    console.print("Holds." if holds else "Does not hold.")
    return holds


def _restarts(service: RunningService) -> str:
    _, figures = service.get("/metrics")
    found = re.findall(r'^bleuet_worker_restarts_total\{reason="(\w+)"\} (\d+)', figures, re.M)
    return ", ".join(f"{number} {reason}" for reason, number in found) or "none"


if __name__ == "__main__":
    main()
