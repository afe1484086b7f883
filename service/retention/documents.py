"""Documents with their results, kept for the tenants that want that."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from service.reading import Outcome
from service.retention.files import RetainedFiles
from service.retention.policies import expiry_of
from service.retention.tables import DocumentRow
from service.storage import Database
from service.storage.base import now

UNWANTED_S = 1.0
_TENANTS = 1000
_log = structlog.get_logger("bleuet.retention")


class KeptDocuments:
    """The documents that are kept. Its methods block.

    Args:
        database: with its schema up to date.
        files: where their bytes are.
    """

    def __init__(self, database: Database, files: RetainedFiles) -> None:
        self._database = database
        self._files = files
        self._unwanted: dict[str, float] = {}

    def may_keep(self, tenant: str) -> bool:
        """Whether `keep` has to be called. Does not block.

        That a tenant wants nothing kept holds for a second, since to ask the database each time
        would cost more than all else that is done around the reading of a document. That it wants
        something kept is never remembered: when it changes its mind, that holds at once.

        Args:
            tenant: whose document it is.
        """
        return time.monotonic() >= self._unwanted.get(tenant, 0.0)

    def keep(self, tenant: str, document: Path, outcome: Outcome) -> datetime | None:
        """Keep a document and its result, if its tenant wants that.

        That something could not be kept is logged, and costs nobody an answer.

        Args:
            tenant: whose.
            document: where it lies; a copy is kept.
            outcome: what was read.

        Returns:
            Until when; None if it is not kept.
        """
        try:
            with self._database.session() as session:
                expires = expiry_of(session, tenant)
            if expires is None:
                if len(self._unwanted) >= _TENANTS:
                    self._unwanted.clear()
                self._unwanted[tenant] = time.monotonic() + UNWANTED_S
                return None
            sha256 = outcome.result()["sha256"]
            copy = self._files.copy(document, tenant)
            try:
                self._keep(copy, tenant, sha256, outcome.body, expires)
            except IntegrityError:  # another request kept the same document just now
                self._keep(copy, tenant, sha256, outcome.body, expires)
            finally:
                copy.unlink(missing_ok=True)
        except (OSError, SQLAlchemyError) as error:
            _log.error("not_kept", exc_info=error)
            return None
        return expires

    def find(self, tenant: str, sha256: str) -> tuple[Path, dict[str, Any]] | None:
        """A document's file, and its result document; None if it is not kept.

        Args:
            tenant: whose.
            sha256: of the document.
        """
        with self._database.session() as session:
            row = session.get(DocumentRow, (tenant, sha256))
        path = self._files.path_of(tenant, sha256)
        if row is None or row.expires_at <= now() or not path.is_file():
            return None
        return path, json.loads(row.result)

    def _keep(self, copy: Path, tenant: str, sha256: str, result: bytes, expires: datetime) -> None:
        row = DocumentRow(
            tenant=tenant, sha256=sha256, result=result, kept_at=now(), expires_at=expires
        )
        with self._database.session() as session:
            kept = session.merge(row)
            # From here on whoever would forget the document waits, so that its file is not taken
            # away after this one has put it there.
            session.flush()
            if expiry_of(session, tenant) is None:  # not wanted any more, since we asked
                session.delete(kept)
            else:
                copy.replace(self._files.path_of(tenant, sha256))
