"""Who calls, for whom, and how often they may."""

from __future__ import annotations

from service.access.principal import Principal

__all__ = ["Principal"]
