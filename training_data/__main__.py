"""`python -m training_data OUT_DIR --count N`: write made documents with their annotations."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.progress import track

from training_data.generator import FAMILIES
from training_data.writing import write_document


def write_documents(
    folder: Path,
    *,
    count: int,
    first_seed: int = 0,
    scan_share: float = 0.4,
    family: str | None = None,
) -> None:
    """Write `count` documents as NAME.pdf and NAME.json.

    Args:
        folder: created if need be.
        count: how many.
        first_seed: seeds go up from here.
        scan_share: share of documents turned into scans, 0 to 1.
        family: one of `FAMILIES`; all of them when None.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for seed in track(range(first_seed, first_seed + count), description="Documents"):
        write_document(folder, seed, scan_share=scan_share, family=family)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line.

    Args:
        arguments: those of the process when None.
    """
    parser = argparse.ArgumentParser(
        prog="python -m training_data", description="Crée des documents d'entraînement annotés."
    )
    parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="dossier de sortie")
    parser.add_argument("--count", type=int, default=100, help="nombre de documents")
    parser.add_argument("--seed", type=int, default=0, help="première graine")
    parser.add_argument(
        "--scan-share", type=float, default=0.4, help="part de documents numérisés, 0 à 1"
    )
    parser.add_argument("--family", choices=FAMILIES, help="un seul programme de mise en page")
    options = parser.parse_args(arguments)
    write_documents(
        options.folder,
        count=options.count,
        first_seed=options.seed,
        scan_share=options.scan_share,
        family=options.family,
    )


if __name__ == "__main__":
    main()
