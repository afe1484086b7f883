"""What an operator sees of the service: logs without content, figures, request identifiers."""

from __future__ import annotations

from service.logs import configure_logs
from service.observability.metrics import Metrics
from service.observability.requests import ObserveRequests

__all__ = ["Metrics", "ObserveRequests", "configure_logs"]
