"""What is kept, put together for an application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from anyio import to_thread

from service.retention.documents import KeptDocuments
from service.retention.files import RetainedFiles
from service.retention.forgetting import Forgetting
from service.retention.policies import Policies
from service.settings import StorageSettings
from service.storage import Database

PERIOD_S = 3600.0
_log = structlog.get_logger("bleuet.retention")


@dataclass(frozen=True, slots=True)
class Retention:
    """Who lets us keep what, what is kept, and how it is forgotten."""

    policies: Policies
    documents: KeptDocuments
    forgetting: Forgetting

    @classmethod
    def of(cls, database: Database, storage: StorageSettings) -> Retention:
        """What an application keeps.

        Args:
            database: closed by its owner.
            storage: where files are.
        """
        files = RetainedFiles(storage.folder / "retained")
        return cls(Policies(database), KeptDocuments(database, files), Forgetting(database, files))


@asynccontextmanager
async def forgetting_in_time(
    forgetting: Forgetting, *, period_s: float = PERIOD_S
) -> AsyncIterator[None]:
    """Forget what has expired, now and again and again for as long as the block lasts.

    Args:
        forgetting: does it.
        period_s: seconds between two times.
    """
    await to_thread.run_sync(forgetting.expired)
    task = asyncio.create_task(_again_and_again(forgetting, period_s))
    try:
        yield
    finally:
        task.cancel()


async def _again_and_again(forgetting: Forgetting, period_s: float) -> None:
    while True:
        await asyncio.sleep(period_s)
        try:
            await to_thread.run_sync(forgetting.expired)
        except Exception as error:  # what should not stay would else stay for ever
            _log.error("not_forgotten", exc_info=error)
