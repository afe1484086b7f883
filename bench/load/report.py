"""What a run under load showed, and whether what is asked of the service holds."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles

from rich.console import Console
from rich.table import Table

from bench.load.bare import BareRun
from bench.load.clients import Load

THROUGHPUT = 0.8
"""Least share of the bare library's throughput."""
LATENCY = 4.0
"""Most that 95 % of admitted requests may take, in unloaded medians."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one run; times in seconds."""

    clients: int
    workers: int
    documents: int
    unloaded_s: float
    load: Load
    bare: tuple[BareRun, ...]
    service_cpu_s: float
    reader_cpu_s: float
    client_cpu_s: float

    @property
    def per_second(self) -> float:
        """Documents that the service read in a second."""
        return len(self.load.admitted_s) / self.load.seconds

    @property
    def bare_per_second(self) -> float:
        """Documents that the bare library read in a second, with as many processes."""
        rates = sum(run.documents / run.seconds for run in self.bare)
        return rates * self.workers / len(self.bare)

    def latency_s(self, percent: int) -> float:
        """A percentile of the admitted requests."""
        return quantiles(self.load.admitted_s, n=100)[percent - 1]

    @property
    def throughput_ratio(self) -> float:
        """Of the service, to the bare library."""
        return self.per_second / self.bare_per_second

    @property
    def latency_ratio(self) -> float:
        """95 % of the admitted requests, to the unloaded median."""
        return self.latency_s(95) / self.unloaded_s


def report(console: Console, measured: Measured) -> bool:
    """Print the figures.

    Returns:
        Whether what is asked of the service holds.
    """
    load = measured.load
    admitted = len(load.admitted_s)
    title = (
        f"{measured.clients} clients for {load.seconds:.0f} s, {measured.workers} reading "
        f"processes, {measured.documents} native invoices"
    )
    table = Table("figure", "service", "asked", title=title)
    table.add_row("documents a second", f"{measured.per_second:.1f}", "")
    table.add_row("the bare library's", f"{measured.bare_per_second:.1f}", "")
    throughput, latency = measured.throughput_ratio, measured.latency_ratio
    table.add_row("ratio", f"{throughput:.2f}", f"at least {THROUGHPUT}")
    table.add_section()
    for percent in (50, 95):
        table.add_row(
            f"p{percent} of admitted, ms", f"{1000 * measured.latency_s(percent):.0f}", ""
        )
    table.add_row("median unloaded, ms", f"{1000 * measured.unloaded_s:.0f}", "")
    table.add_row("ratio of p95", f"{latency:.2f}", f"at most {LATENCY:g}")
    table.add_section()
    share = load.refused / len(load.samples)
    table.add_row("requests, answered", f"{len(load.samples)}, {admitted}", "")
    table.add_row("429 and asked to wait", f"{load.refused} ({share:.1%})", "")
    table.add_row("other errors", str(load.failed), "0")
    table.add_section()
    bare_ms = 1000 * sum(r.cpu_s for r in measured.bare) / sum(r.documents for r in measured.bare)
    for name, milliseconds in (
        ("bare library", bare_ms),
        ("reading process", 1000 * measured.reader_cpu_s / admitted),
        ("service process", 1000 * measured.service_cpu_s / admitted),
        ("clients", 1000 * measured.client_cpu_s / admitted),
    ):
        table.add_row(f"CPU ms a document, {name}", f"{milliseconds:.1f}", "")
    console.print(table)
    holds = throughput >= THROUGHPUT and latency <= LATENCY and not load.failed
    console.print("Holds." if holds else "Does not hold.")
    return holds
