"""The tables of the batch."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.table import Table

from bench.batch.folders import link_documents
from bench.batch.measuring import kept_on, measure, measure_batch


def overhead_table(corpus: Path, *, count: int, scan_share: float) -> Table:
    """Processor time of a batch beside that of the facade alone, start and models included."""
    with tempfile.TemporaryDirectory() as folder:
        source = link_documents(Path(folder) / "in", corpus, count=count, scan_share=scan_share)
        bare = measure(["bench.batch.bare", str(source)])
        batch = measure_batch(source, Path(folder) / "out", jobs=1)
    table = Table(title=f"bleuet batch, {count} documents, {scan_share:.0%} scans: processor time")
    for name in ("", "CPU s", "pages per CPU s", "over the bare pipeline"):
        table.add_column(name, justify="right" if name else "left")
    for name, cost in (("bare pipeline", bare), ("bleuet batch", batch)):
        rate = f"{batch.pages / cost.cpu_s:.1f}"
        table.add_row(name, f"{cost.cpu_s:.1f}", rate, f"{cost.cpu_s / bare.cpu_s - 1:+.1%}")
    return table


def scaling_table(corpus: Path, *, count: int, scan_share: float, cores: tuple[int, ...]) -> Table:
    """Throughput on so many cores, with a reading process for each.

    Nothing else should run on the machine.
    """
    table = Table(title=f"bleuet batch, {count} documents, {scan_share:.0%} scans: throughput")
    for name in ("cores", "wall s", "pages/s", "times the first"):
        table.add_column(name, justify="right")
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        source = link_documents(Path(folder) / "in", corpus, count=count, scan_share=scan_share)
        for number in cores:
            with kept_on(number):
                cost = measure_batch(source, Path(folder) / f"out-{number}", jobs=number)
            first = first or cost.wall_s
            rate = f"{cost.pages / cost.wall_s:.1f}"
            table.add_row(str(number), f"{cost.wall_s:.1f}", rate, f"{first / cost.wall_s:.2f}")
    return table


def memory_table(corpus: Path, *, counts: tuple[int, ...], jobs: int) -> Table:
    """Peak memory of all processes, of native documents, which are the quickest to gather."""
    table = Table(title=f"bleuet batch, {jobs} processes, native documents: peak memory")
    for name in ("documents", "peak MB", "to the first"):
        table.add_column(name, justify="right")
    first = 0.0
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            source = link_documents(Path(folder) / "in", corpus, count=count, scan_share=0)
            peak = measure_batch(source, Path(folder) / "out", jobs=jobs).peak_mb
        first = first or peak
        table.add_row(str(count), f"{peak:.0f}", f"{peak / first - 1:+.1%}")
    return table
