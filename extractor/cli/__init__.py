"""The command line: `bleuet extract`, `evaluate`, `train`, `generate`, `serve`."""

from extractor.cli.app import main

__all__ = ["main"]
