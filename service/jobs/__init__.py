"""Long work: jobs of one document or an archive of them, read in the background.

The database is the truth about jobs, files hold what is still to be read, and a queue wakes those
who read.
"""

from __future__ import annotations

from service.jobs.idempotency import idempotency_key
from service.jobs.jobs import Jobs
from service.jobs.model import Job, JobFigures

__all__ = ["Job", "JobFigures", "Jobs", "idempotency_key"]
