"""Figures of corrections: for Prometheus as they come in, and as a table of what is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Counts corrections since the service was started. May be shared between threads.

    A form that is submitted again counts as it was submitted last: what became of a field before is
    counted among what was replaced, since Prometheus's counters cannot go back. To know it again,
    the outcomes of the last forms are kept in memory under a keyed hash, which nobody can look a
    document up by.

    Args:
        remembered: how many forms.
    """

    def __init__(self, remembered: int = 5000) -> None:
        self._counts: Tally = {}
        self._replaced: Tally = {}
        self._remembered = remembered
        self._last: OrderedDict[bytes, tuple[str, Mapping[Term, FieldOutcome]]] = OrderedDict()
        self._key = secrets.token_bytes(32)
        self._lock = Lock()

    def count(
        self, form: Sequence[str], model_version: str, outcomes: Mapping[Term, FieldOutcome]
    ) -> None:
        """Count a correction.

        Args:
            form: what tells it from other forms: tenant, document and the like.
            model_version: one of few.
            outcomes: what became of each field.
        """
        known_as = hashlib.blake2b("\0".join(form).encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            version, before = self._last.pop(known_as, (model_version, {}))
            _count(self._replaced, version, before)
            _count(self._counts, model_version, outcomes)
            self._last[known_as] = model_version, outcomes
            if len(self._last) > self._remembered:
                self._last.popitem(last=False)

    def collect(self) -> Iterator[Metric]:
        """What became of fields, and which share of prefilled values was accepted."""
        fields = CounterMetricFamily(
            "bleuet_corrections",
            "Fields of submitted forms, by what became of the value read",
            labels=("field", "model_version", "outcome"),
        )
        replaced = CounterMetricFamily(
            "bleuet_corrections_replaced",
            "Of these, those of forms that were submitted again",
            labels=("field", "model_version", "outcome"),
        )
        shares = GaugeMetricFamily(
            "bleuet_prefilled_accepted_share",
            "Share of prefilled values that were submitted as they were",
            labels=("field", "model_version"),
        )
        with self._lock:
            for (term, version), counts in self._counts.items():
                again = self._replaced.get((term, version), Counter())
                for outcome, count in counts.items():
                    labels = (term.value, version, outcome.value)
                    fields.add_metric(labels, count)
                    replaced.add_metric(labels, again[outcome])
                share = accepted_share(counts - again)
                if share is not None:
                    shares.add_metric((term.value, version), share)
        yield fields
        yield replaced
        yield shares


def _count(counts: Tally, version: str, outcomes: Mapping[Term, FieldOutcome]) -> None:
    for term, outcome in outcomes.items():
        counts.setdefault((term, version), Counter())[outcome] += 1
