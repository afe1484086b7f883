"""Logs that hold nothing of a document, of the service and of its reading processes."""

from __future__ import annotations

from service.logs.lines import configure_logs, ensure_logs
from service.logs.silence import keep_silent

__all__ = ["configure_logs", "ensure_logs", "keep_silent"]
