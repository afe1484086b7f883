"""The queue that wakes workers: huey, on SQLite or Redis.

The database says what there is to do. A message says only that somebody should look, so that one
that is lost, doubled or late does no harm: workers look by themselves every minute as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from huey import RedisHuey, SqliteHuey, crontab
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry

from service.jobs.messages import JsonMessages
from service.storage.folders import make_private

_NAME = "bleuet"
_UNREACHABLE_S = 5.0
_log = structlog.get_logger("bleuet.jobs")


class Bell:
    """Wakes workers, and lets one answer.

    Args:
        folder: where the queue lies, unless it has an address.
        url: of a Redis; None for SQLite in `folder`.
    """

    def __init__(self, folder: Path, url: str | None = None) -> None:
        logging.getLogger("huey").setLevel(logging.WARNING)  # at INFO it tells of every look
        self._pool = None if url is None else _pool(url)
        self._huey = _huey(folder, self._pool)
        self._work: Callable[[], None] = _nothing
        self._upkeep: Callable[[], None] = _nothing
        self._look = self._huey.task(name="look")(self._do_work)
        self._huey.periodic_task(crontab(minute="*"), name="upkeep")(self._do_upkeep)

    def ring(self, *, delay_s: float = 0) -> None:
        """Have a worker look for a job; one that cannot be told now finds it by itself later.

        Args:
            delay_s: in so many seconds.
        """
        try:
            if delay_s > 0:
                self._look.schedule(delay=delay_s)
            else:
                self._look()
        except Exception as error:  # whatever the queue's driver raises: the job is safe
            _log.warning("queue_unavailable", exc_info=error)

    def is_ringing(self) -> bool:
        """Whether a message waits that nobody has heard yet."""
        return bool(self._huey.pending_count())

    def answer(self, *, work: Callable[[], None], upkeep: Callable[[], None]) -> Any:
        """What answers from now on, in threads of this process.

        Args:
            work: looks for a job and works on it for a while.
            upkeep: called every minute.

        Returns:
            Huey's consumer, not started.
        """
        self._work, self._upkeep = work, upkeep
        consumer = self._huey.create_consumer(
            workers=1, initial_delay=0.1, max_delay=1.0, check_worker_health=False
        )
        # Signals are for whoever runs the process; and a thread could not set handlers.
        consumer._set_signal_handlers = _nothing
        return consumer

    def close(self) -> None:
        """Let go of all connections."""
        self._huey.storage.close()
        if self._pool is not None:
            self._pool.disconnect()

    def _do_work(self) -> None:
        self._work()

    def _do_upkeep(self) -> None:
        self._upkeep()


def _pool(url: str) -> ConnectionPool:
    # Whoever deposits a document does not wait for a queue that cannot be reached.
    return ConnectionPool.from_url(
        url,
        socket_connect_timeout=_UNREACHABLE_S,
        socket_timeout=_UNREACHABLE_S,
        retry=Retry(NoBackoff(), 1),  # a connection may have been closed while it was idle
    )


def _huey(folder: Path, pool: ConnectionPool | None) -> Any:
    common: dict[str, Any] = {"results": False, "serializer": JsonMessages()}
    if pool is not None:
        return RedisHuey(_NAME, connection_pool=pool, **common)
    make_private(folder)
    return SqliteHuey(_NAME, filename=str(folder / "queue.sqlite"), **common)


def _nothing() -> None:
    """What is done where no worker answers."""
