"""Jobs as the rest of the service knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

JobState = Literal["queued", "running", "done"]


@dataclass(frozen=True, slots=True)
class Job:
    """A deposited document or archive, and how far its reading is.

    Attributes:
        id: not to be guessed; names it to its owner.
        tenant: whose it is.
        file: name of what was deposited.
        sha256: of what was deposited.
        state: `queued` until a worker takes it; `done` when every document is read or failed.
        total: its documents.
        read: those with a result.
        failed: those with an error.
        expires: when it is forgotten; None until it is done.
    """

    id: str
    tenant: str
    file: str
    sha256: str
    state: JobState
    total: int
    read: int
    failed: int
    created: datetime
    started: datetime | None
    finished: datetime | None
    expires: datetime | None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of a job that is being made.

    Attributes:
        number: 1-based; its file is named by it.
        name: as its owner knows it.
        error: its error document, UTF-8 JSON, if it is known already that it cannot be read.
    """

    number: int
    name: str
    error: bytes | None = None


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """A document that is to be read.

    Attributes:
        number: 1-based; its file is named by it.
        name: as its owner knows it.
        attempts: how often its reading was begun, this time included.
    """

    number: int
    name: str
    attempts: int


@dataclass(frozen=True, slots=True)
class JobFigures:
    """How the jobs of all tenants fare.

    Attributes:
        jobs: how many are in each state.
        documents: how many documents of them are `waiting`, `read` and `failed`.
        queue_age_s: seconds that the first of the queue has waited; 0 for an empty queue.
    """

    jobs: dict[str, int]
    documents: dict[str, int]
    queue_age_s: float
