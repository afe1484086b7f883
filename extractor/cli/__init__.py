"""The command line: `bleuet extract`, `evaluate`, `compare`, `train`, `promote` and more."""

from extractor.cli.app import main

__all__ = ["main"]
