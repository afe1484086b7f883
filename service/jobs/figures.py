"""Figures of jobs for Prometheus, asked of the database when they are wanted."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from service.jobs.store import JobStore

_JOB_STATES = ("queued", "running", "done")
_DOCUMENT_STATES = ("waiting", "read", "failed")
_log = structlog.get_logger("bleuet.jobs")


class JobCollector(Collector):
    """Jobs and their documents by state, and how long the first has waited.

    Args:
        store: of the jobs of all tenants.
    """

    def __init__(self, store: JobStore) -> None:
        self._store = store

    def describe(self) -> Iterator[Metric]:
        """Nothing, so that registering does not ask the database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The figures; none while the database cannot be reached."""
        try:
            figures = self._store.figures()
        except SQLAlchemyError as error:
            _log.error("figures_unavailable", exc_info=error)
            return
        yield _by_state("bleuet_jobs", "Jobs kept", _JOB_STATES, figures.jobs)
        yield _by_state(
            "bleuet_job_documents",
            "Documents of the jobs kept",
            _DOCUMENT_STATES,
            figures.documents,
        )
        yield GaugeMetricFamily(
            "bleuet_job_queue_age_seconds",
            "Time that the first of the queued jobs has waited",
            value=figures.queue_age_s,
        )


def _by_state(
    name: str, documentation: str, states: tuple[str, ...], counts: dict[str, int]
) -> Metric:
    family = GaugeMetricFamily(name, documentation, labels=("state",))
    for state in states:
        family.add_metric((state,), counts.get(state, 0))
    return family
