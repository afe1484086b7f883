"""`python -m bench.batch.bare FOLDER`: the documents of a folder through the facade, no more."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.pipeline import Extractor


def main() -> None:
    """Read every document and forget it."""
    extractor = Extractor()
    for path in Path(sys.argv[1]).iterdir():
        extractor.extract(path.read_bytes())


if __name__ == "__main__":
    main()
