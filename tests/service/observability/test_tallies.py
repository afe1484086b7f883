"""Tallies give what Prometheus's own counters and histograms give."""

from __future__ import annotations

import pytest
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from service.observability.tallies import CounterTally, HistogramTally

BOUNDS = (0.1, 0.5, 1.0)


def text(*collectors) -> list[str]:
    registry = CollectorRegistry()
    for collector in collectors:
        registry.register(collector)
    lines = generate_latest(registry).decode().splitlines()
    return sorted(line for line in lines if "_created" not in line)


def test_a_counter():
    theirs = Counter("t", "things", ("a", "b"), registry=None)
    ours = CounterTally("t", "things", ("a", "b"))
    for labels in (("x", "y"), ("x", "z"), ("x", "y")):
        theirs.labels(*labels).inc()
        ours.add(*labels)
    assert text(ours) == text(theirs)


@pytest.mark.parametrize("values", [(), (0.0, 0.1, 0.1000001, 0.5, 0.7, 1.0, 3.0)])
def test_a_histogram(values):
    theirs = Histogram("t", "times", ("a",), buckets=BOUNDS, registry=None)
    ours = HistogramTally("t", "times", "a", BOUNDS)
    for value in values:
        theirs.labels("x").observe(value)
        ours.observe("x", value)
    assert text(ours) == text(theirs)
