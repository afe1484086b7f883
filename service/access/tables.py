"""The table of API keys."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base, UtcDateTime


class ApiKey(Base):
    """A key that was given out; of the key itself only its hash.

    Attributes:
        tenant: whose things its holder sees.
        name: what it was given out for.
        prefix: its first characters, by which a person knows it again.
        hash: SHA-256, hexadecimal.
        created: when.
        expires: from when on it is good no more; None for never.
        revoked: when it was taken back; None if it was not.
        rate: its own limit, such as `100/minute`; None for everybody's.
    """

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    prefix: Mapped[str] = mapped_column(String(16))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    expires: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rate: Mapped[str | None] = mapped_column(String(64))

    def is_good(self, moment: datetime) -> bool:
        """Whether it opens anything at a moment."""
        return self.revoked is None and (self.expires is None or moment < self.expires)
