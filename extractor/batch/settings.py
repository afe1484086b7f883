"""Settings of long work: sane defaults, overridden by `BLEUET_BATCH_…` in the environment."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class BatchSettings(BaseSettings):
    """What a process that reads documents may cost, and how results are kept."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_BATCH_", frozen=True)

    grace_s: float = Field(
        5.0, ge=0, description="seconds beyond a document's time limit before its process is ended"
    )
    memory_mb: int = Field(
        2048, ge=256, description="mebibytes that a reading process may allocate"
    )
    attempts: int = Field(
        3, ge=1, description="times that a document is begun whose process or machine is lost"
    )
    no_worker_s: float = Field(
        900.0, gt=0, description="seconds without any worker of a cluster after which a run ends"
    )
    part_documents: int = Field(
        2000, ge=1, description="documents after which a part of the results is committed"
    )
    part_s: float = Field(
        60.0, gt=0, description="seconds after which a part of the results is committed"
    )
