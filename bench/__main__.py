"""`python -m bench`: the tables of `make bench`."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from bench.batch.tables import overhead_table
from bench.documents import native_documents, scanned_documents
from bench.hostile import hostile_table
from bench.model import model_table
from bench.native import native_table
from bench.scan import scan_table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--peers", type=Path, help="Python that has invoice2data")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--scans", type=int, default=6, help="scans of the corpus to measure")
    parser.add_argument("--batch", type=int, default=1000, help="documents of the batch")
    parser.add_argument("--skip-hostile", action="store_true")
    options = parser.parse_args()
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=160)
    console.print(overhead_table(options.corpus, count=options.batch, scan_share=0.1))
    if not options.skip_hostile:
        # before any model is loaded here: a child's peak memory starts from its parent's
        console.print(hostile_table())

    from extractor.pipeline import Extractor

    extractor = Extractor()
    natives = native_documents(options.corpus)
    console.print(native_table(extractor, natives, options.peers, options.repeats))
    read = (extractor.extract(path.read_bytes()) for path in natives)
    console.print(model_table(tuple(read), options.repeats))
    scans = scanned_documents(options.corpus, options.scans)
    console.print(scan_table(extractor, scans, min(options.repeats, 3)))


if __name__ == "__main__":
    main()
