"""Which stage the time of an extraction goes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.document import Extraction


def stage_shares(extractions: Iterable[Extraction]) -> dict[str, float]:
    """Share of each stage in the total time of some extractions, greatest first.

    >>> from types import SimpleNamespace
    >>> stage_shares([SimpleNamespace(timings_ms={"total": 10.0, "words": 6.0, "decode": 2.0})])
    {'words': 0.6, 'decode': 0.2, 'rest': 0.2}
    """
    total, stages = 0.0, dict[str, float]()
    for extraction in extractions:
        timings: Mapping[str, float] = extraction.timings_ms
        total += timings.get("total", 0.0)
        for stage, spent in timings.items():
            if stage != "total":
                stages[stage] = stages.get(stage, 0.0) + spent
    if not total:
        return {}
    shares = {stage: round(spent / total, 3) for stage, spent in stages.items()}
    ranked = dict(sorted(shares.items(), key=lambda pair: -pair[1]))
    return {**ranked, "rest": round(max(0.0, 1 - sum(shares.values())), 3)}


def shares_text(extractions: Iterable[Extraction]) -> str:
    """The shares as one line."""
    shares = stage_shares(extractions)
    return "stages: " + " · ".join(f"{name} {share:.0%}" for name, share in shares.items())
