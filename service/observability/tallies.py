"""Counts that every document adds dozens to; Prometheus's own objects take a lock for each.

They are added to by one thread at a time (`Metrics` sees to that), and may be collected by another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector


class CounterTally(Collector):
    """A counter.

    Args:
        name: of the metric, without `_total`.
        documentation: what it counts.
        labels: their names.
    """

    def __init__(self, name: str, documentation: str, labels: Sequence[str]) -> None:
        self._about = (name, documentation)
        self._labels = tuple(labels)
        self._counts: Counter[tuple[str, ...]] = Counter()

    def add(self, *labels: str) -> None:
        """Count one.

        Args:
            labels: their values, in order.
        """
        self._counts[labels] += 1

    def collect(self) -> Iterator[Metric]:
        """What was counted."""
        family = CounterMetricFamily(*self._about, labels=self._labels)
        for labels, count in list(self._counts.items()):
            family.add_metric(labels, count)
        yield family


class HistogramTally(Collector):
    """A histogram with one label.

    Args:
        name: of the metric.
        documentation: what it measures.
        label: its name.
        bounds: upper bounds of the buckets, ascending; beyond the last there is one more.
    """

    def __init__(self, name: str, documentation: str, label: str, bounds: Sequence[float]) -> None:
        self._about = (name, documentation)
        self._label = label
        self._bounds = tuple(bounds)
        self._counts: dict[str, list[int]] = {}
        self._sums: dict[str, float] = {}

    def observe(self, label: str, value: float) -> None:
        """Put a value into its bucket.

        Args:
            label: its value.
            value: what was measured.
        """
        counts = self._counts.get(label)
        if counts is None:
            self._sums[label] = 0.0
            counts = self._counts[label] = [0] * (len(self._bounds) + 1)
        counts[bisect_left(self._bounds, value)] += 1
        self._sums[label] += value

    def collect(self) -> Iterator[Metric]:
        """What was measured."""
        family = HistogramMetricFamily(*self._about, labels=(self._label,))
        names = [*(str(float(bound)) for bound in self._bounds), "+Inf"]
        for label, counts in list(self._counts.items()):
            buckets = list(zip(names, accumulate(counts), strict=True))
            family.add_metric((label,), buckets, self._sums[label])
        yield family
