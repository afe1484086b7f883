"""Jobs in the database, as their owners see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Select, and_, case, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.jobs.model import Job, JobFigures, NewDocument
from service.jobs.tables import DocumentRow, JobRow
from service.storage import Database
from service.storage.base import now

_RESULTS_AT_ONCE = 50


class KeyTakenError(Exception):
    """Another job was made with the same idempotency key; stays within this package."""


class JobStore:
    """Makes, finds and forgets jobs. What has expired is as if it were not.

    Args:
        database: with its schema up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        job_id: str,
        *,
        tenant: str,
        key: str | None,
        file: str,
        sha256: str,
        documents: Sequence[NewDocument],
    ) -> Job:
        """Accept a job: once this returns it is not lost.

        Args:
            job_id: a new one.
            tenant: whose it is.
            key: the caller's idempotency key.
            file: name of what was deposited.
            sha256: of what was deposited.
            documents: at least one.

        Returns:
            The job.

        Raises:
            KeyTakenError: the tenant has a job of that key.
        """
        moment = now()
        job = JobRow(
            id=job_id,
            tenant=tenant,
            idempotency_key=key,
            sha256=sha256,
            file=file,
            state="queued",
            created_at=moment,
            turn_at=moment,
        )
        try:
            with self._database.session() as session:
                session.execute(_expired(JobRow.tenant == tenant, JobRow.idempotency_key == key))
                session.add(job)
                session.flush()
                session.add_all(_document_row(job_id, document) for document in documents)
                session.flush()
                return _job(session, job)
        except IntegrityError as error:
            if key is None:
                raise
            raise KeyTakenError from error

    def find(self, tenant: str, job_id: str) -> Job | None:
        """A tenant's job; None if there is none, or it is another's."""
        with self._database.session() as session:
            return _one(session, JobRow.id == job_id, JobRow.tenant == tenant)

    def find_by_key(self, tenant: str, key: str) -> Job | None:
        """The job that a tenant made with an idempotency key."""
        with self._database.session() as session:
            return _one(session, JobRow.idempotency_key == key, JobRow.tenant == tenant)

    def unfinished(self, tenant: str) -> int:
        """How many jobs of a tenant are not done."""
        count = select(func.count()).select_from(JobRow)
        with self._database.session() as session:
            return session.scalar(count.where(JobRow.tenant == tenant, JobRow.state != "done")) or 0

    def remove(self, tenant: str, job_id: str) -> bool:
        """Forget a tenant's job with its results; whether there was one."""
        mine = and_(JobRow.id == job_id, JobRow.tenant == tenant, _alive())
        with self._database.session() as session:
            return session.scalar(delete(JobRow).where(mine).returning(JobRow.id)) is not None

    def remove_expired(self) -> list[str]:
        """Forget the jobs whose time has come; their identifiers."""
        with self._database.session() as session:
            return list(session.scalars(_expired().returning(JobRow.id)))

    def known(self, job_ids: Sequence[str]) -> set[str]:
        """Those of some identifiers that jobs have."""
        with self._database.session() as session:
            return set(session.scalars(select(JobRow.id).where(JobRow.id.in_(job_ids))))

    def results(self, job_id: str) -> Iterator[bytes]:
        """The result and error documents there are so far, in order, UTF-8 JSON each.

        No transaction is open between two of them, however slowly they are taken.
        """
        after = 0
        while True:
            batch = (
                select(DocumentRow.number, DocumentRow.result)
                .where(DocumentRow.job_id == job_id, DocumentRow.number > after)
                .where(DocumentRow.result.is_not(None))
                .order_by(DocumentRow.number)
                .limit(_RESULTS_AT_ONCE)
            )
            with self._database.session() as session:
                rows = session.execute(batch).all()
            for _, result in rows:
                if result is not None:
                    yield result
            if len(rows) < _RESULTS_AT_ONCE:
                return
            after = rows[-1][0]

    def figures(self) -> JobFigures:
        """How the jobs of all tenants fare."""
        jobs = select(JobRow.state, func.count()).group_by(JobRow.state)
        documents = select(DocumentRow.state, func.count()).group_by(DocumentRow.state)
        first = select(func.min(JobRow.created_at)).where(JobRow.state == "queued")
        with self._database.session() as session:
            oldest: datetime | None = session.scalar(first)
            return JobFigures(
                jobs={state: count for state, count in session.execute(jobs)},
                documents={state: count for state, count in session.execute(documents)},
                queue_age_s=0.0 if oldest is None else (now() - oldest).total_seconds(),
            )


def _document_row(job_id: str, document: NewDocument) -> DocumentRow:
    return DocumentRow(
        job_id=job_id,
        number=document.number,
        name=document.name,
        state="waiting" if document.error is None else "failed",
        attempts=0,
        result=document.error,
    )


def _expired(*which: ColumnElement[bool]) -> Delete:
    return delete(JobRow).where(JobRow.expires_at <= now(), *which)


def _alive() -> ColumnElement[bool]:
    return JobRow.expires_at.is_(None) | (JobRow.expires_at > now())


def _counts() -> Select[int, int, int]:
    return select(
        func.count(),
        func.coalesce(func.sum(case((DocumentRow.state == "read", 1), else_=0)), 0),
        func.coalesce(func.sum(case((DocumentRow.state == "failed", 1), else_=0)), 0),
    )


def _one(session: Session, *which: ColumnElement[bool]) -> Job | None:
    row = session.scalar(select(JobRow).where(*which, _alive()))
    return None if row is None else _job(session, row)


def _job(session: Session, row: JobRow) -> Job:
    counts = session.execute(_counts().where(DocumentRow.job_id == row.id)).one()
    total, read, failed = counts
    return Job(
        id=row.id,
        tenant=row.tenant,
        file=row.file,
        sha256=row.sha256,
        state=row.state,  # type: ignore[arg-type]
        total=total,
        read=read,
        failed=failed,
        created=row.created_at,
        started=row.started_at,
        finished=row.finished_at,
        expires=row.expires_at,
    )
