"""What the shipped model costs: on disk, to load, and on a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from rich.table import Table

from bench.cpu import least_cpu_ms
from extractor.classify import load_classifier
from extractor.document import Extraction
from extractor.settings import Settings

_STAGES = ("classify", "decode")


def model_table(extractions: Iterable[Extraction], repeats: int) -> Table:
    """Size of the model's folder, CPU time to load it, and its stages' mean time on a document.

    Args:
        extractions: of one-page documents, with their timings.
        repeats: how often to load it.
    """
    timings = [extraction.timings_ms for extraction in extractions]
    settings = Settings()
    load, model = least_cpu_ms(
        partial(load_classifier, settings.models_dir, settings.model_version), repeats
    )
    folder = settings.models_dir / model.version
    size = sum(path.stat().st_size for path in folder.iterdir())
    table = Table(title=f"Model {model.version}")
    for name in ("folder, MB", "load, CPU ms", *(f"{stage}, ms a page" for stage in _STAGES)):
        table.add_column(name, justify="right")
    means = (sum(t.get(stage, 0.0) for t in timings) / len(timings) for stage in _STAGES)
    table.add_row(f"{size / 1e6:.1f}", f"{load:.0f}", *(f"{mean:.1f}" for mean in means))
    return table
