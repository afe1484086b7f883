"""A deposited file becomes a job: taken apart if it is an archive, and accepted once it is kept."""

from __future__ import annotations

import hashlib
import json
import uuid
from pathlib import Path

from extractor.archives import HEAD_BYTES, Member, archive_kind, unpack
from extractor.errors import DocumentTooLargeError
from extractor.serialisation import error_document
from extractor.settings import Limits
from service.errors import IdempotencyConflictError, OverloadedError
from service.jobs.files import JobFiles
from service.jobs.model import Job, NewDocument
from service.jobs.store import JobStore, KeyTakenError
from service.reading.outcomes import Upload

_BUSY_RETRY_S = 60


class Intake:
    """Accepts jobs.

    Args:
        store: where they are kept.
        files: where their documents lie.
        limits: of documents and archives.
        unfinished: how many jobs of a tenant may wait or run.
    """

    def __init__(
        self, store: JobStore, files: JobFiles, limits: Limits, *, unfinished: int
    ) -> None:
        self._store = store
        self._files = files
        self._limits = limits
        self._unfinished = unfinished

    def accept(self, upload: Upload, *, tenant: str, key: str | None) -> tuple[Job, bool]:
        """Make a job of an upload, or find the one that was made of it.

        Args:
            upload: on the disk that the jobs' files are on; may be moved from where it is.
            tenant: whose it is.
            key: the caller's idempotency key; None makes a new job in any case.

        Returns:
            The job, and whether it is new.

        Raises:
            DocumentTooLargeError: it is a document over the limit of one.
            IdempotencyConflictError: the key belongs to something else.
            InvalidArchiveError: it is an archive, and refused as a whole.
            OverloadedError: too many of the tenant's jobs are not done yet.
        """
        sha256 = sha256_of(upload.path)
        earlier = self._earlier(tenant, key, sha256)
        if earlier is not None:
            return earlier, False
        if self._store.unfinished(tenant) >= self._unfinished:
            raise OverloadedError(_BUSY_RETRY_S)
        job_id = uuid.uuid4().hex
        try:
            documents = self._documents(upload, job_id)
            self._files.keep(job_id)
            job = self._store.add(
                job_id,
                tenant=tenant,
                key=key,
                file=upload.name,
                sha256=sha256,
                documents=documents,
            )
        except KeyTakenError as error:  # the same request came twice, and the other was quicker
            self._files.remove(job_id)
            earlier = self._earlier(tenant, key, sha256)
            if earlier is None:  # and was taken back meanwhile
                raise OverloadedError(1) from error
            return earlier, False
        except BaseException:
            self._files.remove(job_id)
            raise
        return job, True

    def _earlier(self, tenant: str, key: str | None, sha256: str) -> Job | None:
        job = None if key is None else self._store.find_by_key(tenant, key)
        if job is not None and job.sha256 != sha256:
            raise IdempotencyConflictError
        return job

    def _documents(self, upload: Upload, job_id: str) -> list[NewDocument]:
        with upload.path.open("rb") as file:
            kind = archive_kind(file.read(HEAD_BYTES))
        folder = self._files.folder_of(job_id)
        folder.mkdir()
        if kind is not None:
            return [_new_document(member) for member in unpack(upload.path, folder, self._limits)]
        if upload.size > self._limits.max_bytes:
            raise DocumentTooLargeError(f"Plus de {self._limits.max_bytes} octets")
        upload.path.replace(self._files.path_of(job_id, 1))
        return [NewDocument(1, upload.name)]


def sha256_of(path: Path) -> str:
    """The hexadecimal digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _new_document(member: Member) -> NewDocument:
    if member.error is None:
        return NewDocument(member.number, member.name)
    result = error_document(member.error, file=member.name)
    return NewDocument(member.number, member.name, json.dumps(result, ensure_ascii=False).encode())
