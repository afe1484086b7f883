"""Tables of jobs and of their documents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base, UtcDateTime


class JobRow(Base):
    """One deposited document or archive, to be read in the background.

    Attributes:
        state: `queued` until a worker takes it, `running`, `done`.
        sha256: of what was deposited: the same idempotency key with something else is refused.
        turn_at: whose turn it is: jobs are taken in its order, and go to the end of the line.
        lease_owner: the worker that has it; None if none has.
        lease_until: when another may take it over, should its worker not be heard of.
        expires_at: when its results are forgotten; None until it is done.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("tenant", "idempotency_key"),
        Index("ix_jobs_turn", "state", "turn_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    tenant: Mapped[str] = mapped_column(Text)
    idempotency_key: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    file: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    turn_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_owner: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DocumentRow(Base):
    """One document of a job.

    Attributes:
        number: 1-based, in the archive's order; its file is named by it.
        state: `waiting`, `read` or `failed`.
        attempts: how often a worker began to read it, and did not say that it stopped.
        result: the result or error document, UTF-8 JSON; None while it waits.
    """

    __tablename__ = "job_documents"
    __table_args__ = (Index("ix_job_documents_state", "job_id", "state", "number"),)

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    result: Mapped[bytes | None] = mapped_column(LargeBinary)
