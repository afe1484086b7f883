"""Corrections in the database, of tenants that let us keep them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from extractor.terms import Term
from service.corrections.comparison import FieldOutcome
from service.corrections.submissions import Submission, VatRow
from service.retention.policies import expiry_of
from service.retention.tables import CorrectionRow, DocumentRow
from service.storage import Database
from service.storage.base import now

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction that was kept.

    Attributes:
        submitted: by field of the form, what it said in the end; None where it was blank.
        outcomes: by field, what became of what was read.
        vat_breakdown: the rows that were submitted; None if the form has none.
    """

    tenant: str
    sha256: str
    model_version: str
    submitted: Mapping[Term, str | None]
    outcomes: Mapping[Term, FieldOutcome]
    kept_at: datetime
    vat_breakdown: tuple[VatRow, ...] | None = None


class CorrectionStore:
    """The corrections that are kept. Its methods block.

    Args:
        database: with its schema up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self, tenant: str, submission: Submission, outcomes: Mapping[Term, FieldOutcome]
    ) -> datetime | None:
        """Keep a correction, if its tenant wants that; one sent again replaces the first.

        Args:
            tenant: whose.
            submission: what was submitted.
            outcomes: what became of each field.

        Returns:
            Until when; None if it is not kept.
        """
        try:
            return self._keep(tenant, submission, outcomes)
        except IntegrityError:  # the same was sent twice, and the other was quicker
            return self._keep(tenant, submission, outcomes)

    def all(
        self, tenant: str | None = None, since: datetime | None = None
    ) -> Iterator[KeptCorrection]:
        """The corrections that are kept, oldest first.

        Args:
            tenant: whose; None for everybody's.
            since: none from before.
        """
        query = select(CorrectionRow).where(CorrectionRow.expires_at > now())
        if tenant is not None:
            query = query.where(CorrectionRow.tenant == tenant)
        if since is not None:
            query = query.where(CorrectionRow.kept_at >= since)
        query = query.order_by(CorrectionRow.kept_at)
        with self._database.session() as session:
            for row in session.scalars(query.execution_options(yield_per=_AT_ONCE)):
                yield _kept(row)

    def _keep(
        self, tenant: str, submission: Submission, outcomes: Mapping[Term, FieldOutcome]
    ) -> datetime | None:
        with self._database.session() as session:
            expires = expiry_of(session, tenant)
            if expires is None:
                return None
            document = session.get(DocumentRow, (tenant, submission.sha256))
            if document is not None and document.expires_at > now():
                expires = document.expires_at
            filled = {
                term: None if value is None else asdict(value)
                for term, value in submission.filled.items()
            }
            row = CorrectionRow(
                tenant=tenant,
                sha256=submission.sha256,
                model_version=submission.model_version,
                filled=json.dumps(filled),
                submitted=json.dumps(dict(submission.submitted)),
                outcomes=json.dumps(dict(outcomes)),
                vat_breakdown=_rows_text(submission.vat_breakdown),
                duration_ms=submission.duration_ms,
                kept_at=now(),
                expires_at=expires,
            )
            session.merge(row)
        return expires


def _kept(row: CorrectionRow) -> KeptCorrection:
    submitted = json.loads(row.submitted).items()
    outcomes = json.loads(row.outcomes).items()
    return KeptCorrection(
        row.tenant,
        row.sha256,
        row.model_version,
        {Term(name): value for name, value in submitted},
        {Term(name): FieldOutcome(outcome) for name, outcome in outcomes},
        row.kept_at,
        None
        if row.vat_breakdown is None
        else tuple(VatRow(**cells) for cells in json.loads(row.vat_breakdown)),
    )


def _rows_text(rows: tuple[VatRow, ...] | None) -> str | None:
    return None if rows is None else json.dumps([row._asdict() for row in rows])
