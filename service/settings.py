"""Settings of the service, overridden by `BLEUET_SERVICE_…` in the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractor.settings import PROJECT_ROOT


class StorageSettings(BaseSettings):
    """Where the service keeps what it keeps."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_STORAGE_", frozen=True)

    folder: Path = Field(PROJECT_ROOT / "var", description="folder of databases and queued files")
    database_url: str | None = Field(
        None, description="SQLAlchemy's; None for SQLite in `folder`; `postgresql+psycopg://…`"
    )

    @property
    def url(self) -> str:
        """Where the database is."""
        return self.database_url or f"sqlite:///{self.folder / 'bleuet.sqlite'}"


class ServiceSettings(BaseSettings):
    """How the service runs."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_SERVICE_", frozen=True)

    workers: int = Field(
        default_factory=lambda: min(2, os.cpu_count() or 1),
        ge=1,
        description="reading processes, each with its own models",
    )
    waiting: int = Field(
        4, ge=0, description="requests that may wait for a process; further ones get a 429"
    )
    grace_s: float = Field(
        5.0, ge=0, description="seconds beyond a document's time limit before its process is ended"
    )
    worker_memory_mb: int = Field(
        2048, ge=256, description="mebibytes that a reading process may allocate"
    )
    worker_documents: int = Field(
        2000, ge=1, description="documents after which a reading process is replaced"
    )
    upload_s: float = Field(120.0, gt=0, description="seconds that sending a document may take")
    spool_dir: Path | None = Field(
        None, description="where documents lie while they are read; None for the system's own"
    )
    shutdown_s: int = Field(
        30, ge=0, description="seconds that requests have to end once the service is told to stop"
    )
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="of the log's lines; auto: for a person where there is a terminal"
    )
