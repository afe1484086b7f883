"""What is kept of each tenant, in figures."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.retention.tables import CorrectionRow, DocumentRow, PolicyRow


class Stock(NamedTuple):
    """What is kept of a tenant.

    Attributes:
        days: how long it is kept; None if nothing is to be kept any more.
        since: when the tenant chose that.
        documents: how many are kept.
        corrections: how many are kept.
        next_expiry: when the first of it will be forgotten; None if there is nothing.
    """

    tenant: str
    days: int | None
    since: datetime | None
    documents: int
    corrections: int
    next_expiry: datetime | None


def stocks(session: Session) -> list[Stock]:
    """What is kept of every tenant that lets us keep something or did, by name.

    Args:
        session: a transaction.
    """
    policies = {row.tenant: row for row in session.scalars(select(PolicyRow))}
    documents = _counted(session, DocumentRow)
    corrections = _counted(session, CorrectionRow)
    found = []
    for tenant in sorted(policies.keys() | documents.keys() | corrections.keys()):
        policy = policies.get(tenant)
        count, first = documents.get(tenant, (0, None))
        corrected, first_corrected = corrections.get(tenant, (0, None))
        found.append(
            Stock(
                tenant,
                None if policy is None else policy.days,
                None if policy is None else policy.since,
                count,
                corrected,
                min((moment for moment in (first, first_corrected) if moment), default=None),
            )
        )
    return found


def _counted(
    session: Session, table: type[DocumentRow] | type[CorrectionRow]
) -> dict[str, tuple[int, datetime | None]]:
    query = select(table.tenant, func.count(), func.min(table.expires_at)).group_by(table.tenant)
    return {tenant: (count, first) for tenant, count, first in session.execute(query)}
