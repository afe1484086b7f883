"""What is forgotten in time: results that have expired, and files that belong to no job."""

from __future__ import annotations

import structlog

from service.jobs.jobs import Jobs
from service.spool import remove_left_over

_ORPHANED_S = 3600.0  # longer than any archive takes to be received and taken apart
_log = structlog.get_logger("bleuet.jobs")


def tidy(jobs: Jobs) -> None:
    """Forget what has expired, and what processes that were killed left behind.

    Args:
        jobs: of all tenants.
    """
    expired = jobs.store.remove_expired()
    for job_id in expired:
        jobs.files.remove(job_id)
    if expired:
        jobs.database.erase_traces()
        _log.info("jobs_expired", count=len(expired))
    old = list(jobs.files.older_than(_ORPHANED_S))
    for job_id in set(old) - jobs.store.known(old):
        jobs.files.remove(job_id)
    remove_left_over(jobs.files.incoming)
