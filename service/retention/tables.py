"""Tables of what is kept to learn from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base, UtcDateTime


class PolicyRow(Base):
    """A tenant that lets us keep its documents; one that does not has no row.

    Attributes:
        days: how long.
        since: when it said so.
    """

    __tablename__ = "retention"

    tenant: Mapped[str] = mapped_column(String(64), primary_key=True)
    days: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class DocumentRow(Base):
    """A document that is kept; its bytes are in a file that is named by its hash.

    Attributes:
        result: the result document, UTF-8 JSON.
        kept_at: when it was deposited last.
    """

    __tablename__ = "retained_documents"

    tenant: Mapped[str] = mapped_column(String(64), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    result: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CorrectionRow(Base):
    """What a person submitted for a document as one model had read it; the last time counts.

    Attributes:
        filled: JSON, what the form was filled with, as the caller has it.
        submitted: JSON, what was submitted.
        vat_breakdown: JSON, the rows that were submitted; None if the form has none.
        outcomes: JSON, what became of each field.
        duration_ms: that the person took; None if nobody measured.
        kept_at: when it was submitted.
    """

    __tablename__ = "corrections"

    tenant: Mapped[str] = mapped_column(String(64), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    model_version: Mapped[str] = mapped_column(String(64), primary_key=True)
    filled: Mapped[str] = mapped_column(Text)
    submitted: Mapped[str] = mapped_column(Text)
    outcomes: Mapped[str] = mapped_column(Text)
    vat_breakdown: Mapped[str | None] = mapped_column(Text)
    duration_ms: Mapped[int | None] = mapped_column(Integer)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
