"""`python -m bench.load`: what `make load` prints; exit code 1 where it does not hold."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from rich.console import Console

from bench.load.bare import BareLibrary, BareRun
from bench.load.clients import Load, press
from bench.load.documents import native_invoices
from bench.load.report import Measured, report
from bench.running import running_service
from bench.wire import post

# Short turns, since how quick a machine is may change from one half minute to the next.
_ROUND_S = 5.0
_PATH = "/v1/prefill"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="of load in all")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2, help="reading processes")
    parser.add_argument(
        "--documents", type=int, default=40, help="made invoices, beside the sample"
    )
    options = parser.parse_args()
    console = Console(highlight=False, width=None if os.isatty(1) else 110)
    with tempfile.TemporaryDirectory(prefix="bleuet-load-") as folder:
        measured = measure(
            Path(folder),
            seconds=options.seconds,
            clients=options.clients,
            workers=options.workers,
            made=options.documents,
        )
    raise SystemExit(0 if report(console, measured) else 1)


def measure(folder: Path, *, seconds: float, clients: int, workers: int, made: int) -> Measured:
    """Bare library, service with one client and service under load, in turns.

    All three meet the same machine, however quick it is at the time.

    Args:
        folder: for what the service keeps.
        seconds: of load in all.
        clients: that send at the same time.
        workers: reading processes of the service, and processes of the bare library.
        made: made invoices.
    """
    library = BareLibrary(workers)
    documents = native_invoices(made, library)
    requests = [post(_PATH, document) for document in documents]
    bare: list[BareRun] = []
    unloaded: list[Load] = []
    loads: list[Load] = []
    with running_service(folder, workers=workers) as service:
        press(service.port, requests, clients=workers, seconds=seconds / 12)  # warm
        service_s = reader_s = client_s = 0.0
        rounds = max(1, round(seconds / _ROUND_S))
        for _ in range(rounds):
            bare += library.read(documents, seconds / rounds)
            unloaded.append(press(service.port, requests, clients=1, seconds=seconds / rounds / 4))
            cpu, before = service.cpu(), process_time()
            loads.append(press(service.port, requests, clients=clients, seconds=seconds / rounds))
            client_s += process_time() - before
            spent = service.cpu()
            service_s += spent.service - cpu.service
            reader_s += spent.readers - cpu.readers
    library.close()
    return Measured(
        clients=clients,
        workers=workers,
        documents=len(documents),
        unloaded_s=median(Load.of(unloaded).admitted_s),
        load=Load.of(loads),
        bare=tuple(bare),
        service_cpu_s=service_s,
        reader_cpu_s=reader_s,
        client_cpu_s=client_s,
    )


if __name__ == "__main__":
    main()
