"""Settings of the service, overridden by `BLEUET_SERVICE_…` in the environment."""

from __future__ import annotations

import os

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """How the service runs."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_SERVICE_", frozen=True)

    workers: int = Field(
        default_factory=lambda: min(2, os.cpu_count() or 1),
        ge=1,
        description="reading processes, each with its own models",
    )
    grace_s: float = Field(
        5.0, description="seconds beyond a document's time limit before its process is ended"
    )
