"""`python -m bench.batch`: the tables of `make bench-batch`, on a machine that is quiet."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from bench.batch.tables import memory_table, overhead_table, scaling_table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.batch", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--scan-share", type=float, default=0.1, help="of the documents, 0 to 1")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeated", type=int, default=10, help="times as many, for memory")
    options = parser.parse_args()
    console = Console(highlight=False, width=120)
    count, share = options.documents, options.scan_share
    console.print(overhead_table(options.corpus, count=count, scan_share=share))
    console.print(
        scaling_table(options.corpus, count=count, scan_share=share, cores=tuple(options.cores))
    )
    counts = (count, count * options.repeated)
    console.print(memory_table(options.corpus, counts=counts, jobs=max(options.cores)))


if __name__ == "__main__":
    main()
