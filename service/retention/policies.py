"""Which tenants let us keep their documents, and for how long."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.retention.stocks import Stock, stocks
from service.retention.tables import CorrectionRow, DocumentRow, PolicyRow
from service.storage import Database
from service.storage.base import now

MAX_DAYS = 3650
_TENANT = re.compile(r"[\x21-\x7e]{1,64}")


class Policies:
    """The tenants' choices. They hold within a second in services that run, their end at once.

    Args:
        database: with its schema up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def set(self, tenant: str, days: int) -> None:
        """Keep a tenant's documents from now on; what is kept for longer is kept no longer.

        Args:
            tenant: as its keys or tokens name it.
            days: how long.

        Raises:
            ValueError: no such tenant is possible, or not so many days.
        """
        if not _TENANT.fullmatch(tenant):
            raise ValueError(f"Nom de locataire impossible : {tenant!r}")
        if not 1 <= days <= MAX_DAYS:
            raise ValueError(f"La durée doit être de 1 à {MAX_DAYS} jours")
        with self._database.session() as session:
            session.execute(delete(PolicyRow).where(PolicyRow.tenant == tenant))
            session.add(PolicyRow(tenant=tenant, days=days, since=now()))
            _shorten(session, tenant, timedelta(days=days))

    def remove(self, tenant: str) -> bool:
        """Keep nothing of a tenant's from now on; whether something was kept until now."""
        with self._database.session() as session:
            row = session.get(PolicyRow, tenant)
            if row is not None:
                session.delete(row)
            return row is not None

    def stocks(self) -> list[Stock]:
        """Every tenant that lets us keep its documents, with what is kept, by name."""
        with self._database.session() as session:
            return stocks(session)


def expiry_of(session: Session, tenant: str) -> datetime | None:
    """When what is kept of a tenant now will be forgotten; None if nothing is kept.

    Args:
        session: a transaction.
        tenant: whose.
    """
    days = session.scalar(select(PolicyRow.days).where(PolicyRow.tenant == tenant))
    return None if days is None else now() + timedelta(days=days)


def _shorten(session: Session, tenant: str, span: timedelta) -> None:
    rows: list[DocumentRow | CorrectionRow] = [
        *session.scalars(select(DocumentRow).where(DocumentRow.tenant == tenant)),
        *session.scalars(select(CorrectionRow).where(CorrectionRow.tenant == tenant)),
    ]
    for row in rows:
        row.expires_at = min(row.expires_at, row.kept_at + span)
