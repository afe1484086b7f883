"""The service's figures, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.registry import Collector

from extractor.terms import Term
from service.observability.tallies import CounterTally, HistogramTally
from service.reading.outcomes import Outcome

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
_STAGE_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30)
_CONFIDENCES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
_TERMS = tuple(term.value for term in Term)


class Metrics:
    """Counters, gauges and histograms of one application. May be shared between threads.

    Args:
        admitted: how many requests are admitted right now.
        limit: how many may be.
    """

    def __init__(self, admitted: Callable[[], float] = lambda: 0.0, limit: int = 0) -> None:
        self.registry = CollectorRegistry()
        self._adding = Lock()  # taken once a document or request, not once a figure of it
        self._requests = CounterTally(
            "bleuet_requests", "Requests answered", ("method", "route", "status")
        )
        self._request_seconds = HistogramTally(
            "bleuet_request_seconds",
            "Time from the first byte of a request to the last of its answer",
            "route",
            _SECONDS,
        )
        self._documents = Counter(
            "bleuet_documents", "Documents read, or why not", ("outcome",), registry=self.registry
        )
        self._pages = Counter(
            "bleuet_pages", "Pages read, by text layer or OCR", ("source",), registry=self.registry
        )
        self._stage_seconds = HistogramTally(
            "bleuet_stage_seconds",
            "Time of each stage of reading a document",
            "stage",
            _STAGE_SECONDS,
        )
        self._confidence = HistogramTally(
            "bleuet_field_confidence", "Confidence of the values given", "field", _CONFIDENCES
        )
        self._fields = CounterTally(
            "bleuet_fields",
            "Fields of documents read: prefilled, suggested or blank",
            ("field", "decision"),
        )
        for tally in (
            self._requests,
            self._request_seconds,
            self._stage_seconds,
            self._confidence,
            self._fields,
        ):
            self.registry.register(tally)
        self._restarts = Counter(
            "bleuet_worker_restarts",
            "Reading processes replaced",
            ("reason",),
            registry=self.registry,
        )
        Gauge(
            "bleuet_admitted_requests",
            "Requests being read or waiting for it",
            registry=self.registry,
        ).set_function(admitted)
        Gauge(
            "bleuet_admitted_requests_limit",
            "How many requests may be read or wait for it",
            registry=self.registry,
        ).set(limit)
        ProcessCollector(registry=self.registry)

    def request_answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        with self._adding:
            self._requests.add(method, route, str(status))
            self._request_seconds.observe(route, seconds)

    def document_read(self, outcome: Outcome) -> None:
        """Count a document that was read: its stages, pages and confidences."""
        self._documents.labels("ok").inc()
        for source in outcome.page_sources:
            self._pages.labels(source).inc()
        with self._adding:
            for stage, milliseconds in outcome.timings_ms.items():
                self._stage_seconds.observe(stage, milliseconds / 1000)
            blank = set(_TERMS)
            for field in outcome.fields:
                blank.discard(field.name)
                self._confidence.observe(field.name, field.confidence)
                self._fields.add(field.name, "prefilled" if field.prefill else "suggested")
            for name in blank:
                self._fields.add(name, "blank")

    def document_failed(self, type_: str) -> None:
        """Count a document that could not be read.

        Args:
            type_: the contract's name of the error.
        """
        self._documents.labels(type_).inc()

    def worker_restarted(self, reason: str) -> None:
        """Count a reading process that was replaced.

        Args:
            reason: `timeout`, `died` or `worn`.
        """
        self._restarts.labels(reason).inc()

    def watch(self, collector: Collector) -> None:
        """Add figures that are had when they are asked for.

        Args:
            collector: gives them.
        """
        self.registry.register(collector)

    def exposition(self) -> bytes:
        """Everything, in Prometheus's text format."""
        return generate_latest(self.registry)
