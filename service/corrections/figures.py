"""Figures of corrections: for Prometheus as they come in, and as a table of what is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from extractor.terms import Term
from service.corrections.comparison import FieldOutcome, accepted_share
from service.corrections.store import KeptCorrection

Tally = dict[tuple[Term, str], Counter[FieldOutcome]]
"""How often what became of a field, by field and model version."""


def tally(corrections: Iterable[KeptCorrection]) -> Tally:
    """Count what became of the fields of corrections.

    Args:
        corrections: that are kept.
    """
    counts: Tally = {}
    for correction in corrections:
        _count(counts, correction.model_version, correction.outcomes)
    return counts


class CorrectionCollector(Collector):
    """Counts corrections since the service was started. May be shared between threads."""

    def __init__(self) -> None:
        self._counts: Tally = {}
        self._lock = Lock()

    def count(self, model_version: str, outcomes: Mapping[Term, FieldOutcome]) -> None:
        """Count a correction.

        Args:
            model_version: one of few.
            outcomes: what became of each field.
        """
        with self._lock:
            _count(self._counts, model_version, outcomes)

    def collect(self) -> Iterator[Metric]:
        """What became of fields, and which share of prefilled values was accepted."""
        fields = CounterMetricFamily(
            "bleuet_corrections",
            "Fields of submitted forms, by what became of the value read",
            labels=("field", "model_version", "outcome"),
        )
        shares = GaugeMetricFamily(
            "bleuet_prefilled_accepted_share",
            "Share of prefilled values that were submitted as they were",
            labels=("field", "model_version"),
        )
        with self._lock:
            for (term, version), counts in self._counts.items():
                for outcome, count in counts.items():
                    fields.add_metric((term.value, version, outcome.value), count)
                share = accepted_share(counts)
                if share is not None:
                    shares.add_metric((term.value, version), share)
        yield fields
        yield shares


def _count(counts: Tally, version: str, outcomes: Mapping[Term, FieldOutcome]) -> None:
    for term, outcome in outcomes.items():
        counts.setdefault((term, version), Counter())[outcome] += 1
