"""Settings of the service, overridden by `BLEUET_SERVICE_…` in the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import limits
from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from extractor.settings import PROJECT_ROOT


class StorageSettings(BaseSettings):
    """Where the service keeps what it keeps."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_STORAGE_", frozen=True)

    folder: Path = Field(PROJECT_ROOT / "var", description="folder of databases and queued files")
    database_url: str | None = Field(
        None, description="SQLAlchemy's; None for SQLite in `folder`; `postgresql+psycopg://…`"
    )
    queue_url: str | None = Field(
        None,
        description="of the queue that wakes workers; None for SQLite in `folder`; `redis://…`",
    )

    @property
    def url(self) -> str:
        """Where the database is."""
        return self.database_url or f"sqlite:///{self.folder / 'bleuet.sqlite'}"


class JobSettings(BaseSettings):
    """How long work is done."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_JOBS_", frozen=True)

    in_service: bool = Field(
        True, description="whether `bleuet serve` reads jobs too; else only `bleuet worker` does"
    )
    retention_h: float = Field(24.0, gt=0, description="hours that results are kept")
    unfinished: int = Field(100, ge=1, description="jobs of one tenant that may wait or run")
    upload_s: float = Field(600.0, gt=0, description="seconds that sending an archive may take")
    turn_s: float = Field(
        20.0, gt=0, description="seconds that a job is worked on while others wait their turn"
    )
    lease_s: float = Field(
        60.0, gt=0, description="seconds after which the jobs of a worker that died are taken over"
    )
    attempts: int = Field(
        5, ge=1, description="times that a document may be begun by workers that died meanwhile"
    )
    worker_host: str = Field(
        "127.0.0.1", description="address at which `bleuet worker` tells how it fares"
    )
    worker_port: int = Field(
        0, ge=0, le=65535, description="port of its /metrics, /healthz and /readyz; 0 for none"
    )
    grace_s: float = Field(
        5.0, ge=0, description="seconds that documents have to end once a worker is told to stop"
    )


class ServiceSettings(BaseSettings):
    """How the service runs."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_SERVICE_", frozen=True)

    workers: int = Field(
        default_factory=lambda: min(2, os.cpu_count() or 1),
        ge=1,
        description="reading processes, each with its own models",
    )
    waiting: int = Field(
        2, ge=0, description="requests that may wait for a process; further ones get a 429"
    )
    grace_s: float = Field(
        5.0, ge=0, description="seconds beyond a document's time limit before its process is ended"
    )
    worker_memory_mb: int = Field(
        2048, ge=256, description="mebibytes that a reading process may allocate"
    )
    worker_documents: int = Field(
        20_000, ge=1, description="documents after which a reading process is replaced"
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


class AccessSettings(BaseSettings):
    """Who may call, and how often."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_ACCESS_", frozen=True)

    mode: Literal["auto", "open", "required"] = Field(
        "auto", description="auto: open where only this machine can call, required elsewhere"
    )
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="names beside this machine's own by which an open service may be called"
    )
    origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="pages elsewhere whose scripts may call (CORS): `https://portail.example`"
    )
    metrics: Literal["open", "required"] = Field(
        "open", description="whether /metrics needs a caller as well"
    )
    rate: str | None = Field(
        "600/minute", description="requests of one caller; `none`; set it, and it holds when open"
    )
    rate_storage: str = Field(
        "memory://", description="where requests are counted; `redis://…` for several services"
    )
    jwks: str | None = Field(None, description="keys of OAuth2 tokens: an address or a file's path")
    issuer: str | None = Field(None, description="who must have issued a token")
    audience: str | None = Field(None, description="whom a token must be for")
    tenant_claim: str = Field("tenant", description="the token's claim that names the tenant")

    @field_validator("hosts", "origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("rate", mode="before")
    @classmethod
    def _known_rate(cls, value: object) -> object:
        if isinstance(value, str) and value.strip().lower() in {"", "none"}:
            return None
        if isinstance(value, str):
            limits.parse(value)
        return value

    @model_validator(mode="after")
    def _whole(self) -> AccessSettings:
        if self.jwks and not (self.issuer and self.audience):
            raise ValueError("jwks needs issuer and audience: another service's tokens are no use")
        return self
