"""What a tenant lets us keep to learn from: documents, what was read, what a person made of it.

Off unless a tenant has asked for it, and forgotten after as many days as it said.
"""

from __future__ import annotations

from service.retention.retention import Retention, forgetting_in_time

__all__ = ["Retention", "forgetting_in_time"]
