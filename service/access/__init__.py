"""Who calls, for whom, and how often they may."""

from __future__ import annotations

from service.access.credentials import chorus_credentials_of
from service.access.gate import Gate
from service.access.keys import ApiKeys
from service.access.origins import allow_origins
from service.access.principal import Principal

__all__ = ["ApiKeys", "Gate", "Principal", "allow_origins", "chorus_credentials_of"]
