"""Forgetting what is kept: rows and files, at once or when their time has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import structlog
from sqlalchemy import ColumnElement, delete, select

from service.retention.files import RetainedFiles
from service.retention.tables import CorrectionRow, DocumentRow
from service.storage import Database
from service.storage.base import now

_log = structlog.get_logger("bleuet.retention")


class Forgotten(NamedTuple):
    """How much was forgotten."""

    documents: int
    corrections: int


class Forgetting:
    """Forgets. Its methods block.

    Args:
        database: with its schema up to date.
        files: where documents are.
    """

    def __init__(self, database: Database, files: RetainedFiles) -> None:
        self._database = database
        self._files = files

    def document(self, tenant: str, sha256: str) -> Forgotten:
        """Forget a tenant's document and what was submitted for it.

        Args:
            tenant: whose.
            sha256: of the document.
        """
        return self._forget(
            (DocumentRow.tenant == tenant, DocumentRow.sha256 == sha256),
            (CorrectionRow.tenant == tenant, CorrectionRow.sha256 == sha256),
        )

    def everything(self, tenant: str | None = None) -> Forgotten:
        """Forget all that is kept.

        Args:
            tenant: whose; None for everybody's.
        """
        if tenant is None:
            return self._forget((), ())
        return self._forget((DocumentRow.tenant == tenant,), (CorrectionRow.tenant == tenant,))

    def expired(self, tenant: str | None = None) -> Forgotten:
        """Forget what has expired, and remove files that no document is known of.

        Args:
            tenant: whose; None for everybody's.
        """
        moment = now()
        documents = [DocumentRow.expires_at <= moment]
        corrections = [CorrectionRow.expires_at <= moment]
        if tenant is not None:
            documents.append(DocumentRow.tenant == tenant)
            corrections.append(CorrectionRow.tenant == tenant)
        forgotten = self._forget(documents, corrections)
        with self._database.session() as session:
            rows = session.execute(select(DocumentRow.tenant, DocumentRow.sha256))
            known = {(row.tenant, row.sha256) for row in rows}
        for path in self._files.unknown(known):
            path.unlink(missing_ok=True)
        if any(forgotten):
            _log.info("expired", **forgotten._asdict())
        return forgotten

    def _forget(
        self,
        documents: Sequence[ColumnElement[bool]],
        corrections: Sequence[ColumnElement[bool]],
    ) -> Forgotten:
        with self._database.session() as session:
            which = delete(DocumentRow).where(*documents)
            keys = session.execute(which.returning(DocumentRow.tenant, DocumentRow.sha256)).all()
            for tenant, sha256 in keys:
                self._files.remove(tenant, sha256)
            deleted = delete(CorrectionRow).where(*corrections).returning(CorrectionRow.sha256)
            count = len(session.execute(deleted).all())
        if keys or count:
            self._database.erase_traces()
        return Forgotten(len(keys), count)
