"""Jobs of one application: the database, the files and the bell, put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from anyio import CapacityLimiter

from extractor.settings import Limits
from service.jobs.bell import Bell
from service.jobs.files import JobFiles
from service.jobs.intake import Intake
from service.jobs.leases import Leases
from service.jobs.model import Job
from service.jobs.store import JobStore
from service.reading.outcomes import Upload
from service.settings import JobSettings, StorageSettings
from service.storage import Database

_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Jobs:
    """What is needed to accept, show, work on and forget jobs."""

    database: Database
    store: JobStore
    files: JobFiles
    intake: Intake
    bell: Bell
    settings: JobSettings
    # archives taken apart at the same time: it is the disk's work more than the processor's
    receiving: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(2))

    @classmethod
    def of(
        cls, database: Database, storage: StorageSettings, limits: Limits, settings: JobSettings
    ) -> Jobs:
        """The jobs of an application.

        Args:
            database: closed by its owner.
            storage: where files and queue are.
            limits: of documents and archives.
            settings: how work is done.
        """
        store = JobStore(database)
        files = JobFiles(storage.folder / "jobs")
        files.prepare()
        intake = Intake(store, files, limits, unfinished=settings.unfinished)
        bell = Bell(storage.folder, storage.queue_url)
        return cls(database, store, files, intake, bell, settings)

    def accept(self, upload: Upload, *, tenant: str, key: str | None) -> Job:
        """Make a job of an upload, as `Intake.accept` does, and wake a worker."""
        job, is_new = self.intake.accept(upload, tenant=tenant, key=key)
        if is_new:
            self.bell.ring()
        return job

    def forget(self, tenant: str, job_id: str) -> bool:
        """Cancel a tenant's job and forget all of it; whether there was one."""
        if not self.store.remove(tenant, job_id):
            return False
        self.files.remove(job_id)
        self.database.erase_traces()
        return True

    def leases(self) -> Leases:
        """Leases for a worker."""
        return Leases(
            self.database,
            lease_s=self.settings.lease_s,
            retention_s=self.settings.retention_h * _HOUR_S,
        )
