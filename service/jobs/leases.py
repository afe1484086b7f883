"""Who works on which job, and until when nobody else may: the worker's side of the database.

A worker that is killed says nothing more. It holds a job by a lease that it renews while it lives;
when one has run out, the job is anybody's again, and goes on where it stopped.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, and_, exists, or_, select, update

from service.jobs.model import WaitingDocument
from service.jobs.tables import DocumentRow, JobRow
from service.storage import Database
from service.storage.base import now


class Leases:
    """The jobs that one worker holds.

    Args:
        database: with its schema up to date.
        lease_s: seconds that a job is held without being heard of.
        retention_s: seconds that the results of a job are kept once it is done.
    """

    def __init__(self, database: Database, *, lease_s: float, retention_s: float) -> None:
        self._database = database
        self._lease = timedelta(seconds=lease_s)
        self._retention = timedelta(seconds=retention_s)
        self._owner = uuid.uuid4().hex

    def take(self) -> str | None:
        """The job whose turn it is, held from now on; None if there is nothing to do."""
        moment = now()
        turn = (
            select(JobRow.id)
            .where(_free(moment))
            .order_by(JobRow.turn_at, JobRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # where two may come at once: PostgreSQL
            .scalar_subquery()
        )
        taken = (
            update(JobRow)
            .where(JobRow.id == turn)
            .values(
                state="running",
                lease_owner=self._owner,
                lease_until=moment + self._lease,
            )
            .returning(JobRow.id)
            .execution_options(synchronize_session=False)
        )
        with self._database.session() as session:
            job_id = session.scalar(taken)
            if job_id is not None:
                first = and_(JobRow.id == job_id, JobRow.started_at.is_(None))
                session.execute(update(JobRow).where(first).values(started_at=moment))
            return job_id

    def tenant_of(self, job_id: str) -> str | None:
        """Whose a job is; None if it is gone."""
        with self._database.session() as session:
            return session.scalar(select(JobRow.tenant).where(JobRow.id == job_id))

    def renew(self, job_id: str) -> bool:
        """Hold a job longer; False if it is no more this worker's, or is gone."""
        return self._change(job_id, lease_until=now() + self._lease)

    def give_back(self, job_id: str) -> bool:
        """Let others have a job, after all that wait now; False as for `renew`."""
        return self._change(job_id, lease_owner=None, lease_until=None, turn_at=now())

    def finish(self, job_id: str) -> bool:
        """Mark a job as done, if none of its documents waits; whether it is."""
        waits = exists().where(DocumentRow.job_id == job_id, DocumentRow.state == "waiting")
        moment = now()
        return self._change(
            job_id,
            ~waits,
            state="done",
            finished_at=moment,
            expires_at=moment + self._retention,
            lease_owner=None,
            lease_until=None,
        )

    def begin(self, job_id: str, *, after: int, limit: int) -> list[WaitingDocument]:
        """The next documents of a job that are to be read, noted as begun.

        Args:
            job_id: held by this worker.
            after: numbers up to this one are passed over.
            limit: at most so many.
        """
        next_ones = (
            select(DocumentRow.number)
            .where(DocumentRow.job_id == job_id, DocumentRow.state == "waiting")
            .where(DocumentRow.number > after)
            .order_by(DocumentRow.number)
            .limit(limit)
        )
        begun = (
            update(DocumentRow)
            .where(DocumentRow.job_id == job_id, DocumentRow.number.in_(next_ones))
            .values(attempts=DocumentRow.attempts + 1)
            .returning(DocumentRow.number, DocumentRow.name, DocumentRow.attempts)
            .execution_options(synchronize_session=False)
        )
        with self._database.session() as session:
            return sorted(
                (WaitingDocument(*row) for row in session.execute(begun)),
                key=lambda document: document.number,
            )

    def take_back(self, job_id: str, number: int) -> None:
        """Note that a document's reading was broken off on purpose: it does not count."""
        attempts = DocumentRow.attempts - 1
        with self._database.session() as session:
            session.execute(_document(job_id, number).values(attempts=attempts))

    def save(self, job_id: str, number: int, *, state: str, result: bytes) -> bool:
        """Keep what came out of a document; False if that is known already, or the job gone.

        Args:
            job_id: held by this worker.
            number: of the document.
            state: `read` or `failed`.
            result: the result or error document, UTF-8 JSON.
        """
        saved = _document(job_id, number).values(state=state, result=result)
        with self._database.session() as session:
            return session.scalar(saved.returning(DocumentRow.number)) is not None

    def is_any_free(self) -> bool:
        """Whether there is a job to take."""
        with self._database.session() as session:
            return session.scalar(select(JobRow.id).where(_free(now())).limit(1)) is not None

    def next_release_s(self) -> float | None:
        """Seconds until the first lease runs out that is not renewed; None if there is none."""
        held = select(JobRow.lease_until).where(JobRow.lease_until.is_not(None))
        with self._database.session() as session:
            until = session.scalar(held.order_by(JobRow.lease_until).limit(1))
        return None if until is None else max(0.0, (until - now()).total_seconds())

    def _change(self, job_id: str, *only_if: ColumnElement[bool], **values: object) -> bool:
        mine = and_(JobRow.id == job_id, JobRow.lease_owner == self._owner, *only_if)
        changed = update(JobRow).where(mine).values(**values).returning(JobRow.id)
        with self._database.session() as session:
            return session.scalar(changed.execution_options(synchronize_session=False)) is not None


def _free(moment: datetime) -> ColumnElement[bool]:
    return and_(
        JobRow.state.in_(("queued", "running")),
        or_(JobRow.lease_until.is_(None), JobRow.lease_until < moment),
    )


def _document(job_id: str, number: int) -> Update:
    return (
        update(DocumentRow)
        .where(DocumentRow.job_id == job_id, DocumentRow.number == number)
        .where(DocumentRow.state == "waiting")
        .execution_options(synchronize_session=False)
    )
