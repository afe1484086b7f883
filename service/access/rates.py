"""How often a caller may call: a window that moves with the clock."""

from __future__ import annotations

import time
from math import ceil

import limits
import structlog
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from service.access.principal import Identity
from service.errors import RateLimitedError

_log = structlog.get_logger("bleuet.access")


class Rates:
    """Counts requests. May be shared between threads; blocks where the count is on a server.

    Args:
        rate: of a caller without one of its own, such as `600/minute`; None for none.
        storage: `memory://`, or `redis://…` where several services count together.
    """

    def __init__(self, rate: str | None, storage: str = "memory://") -> None:
        self._rate = rate
        self._limiter = MovingWindowRateLimiter(storage_from_string(storage, wrap_exceptions=True))

    def count(self, identity: Identity) -> None:
        """Count a request.

        Args:
            identity: whose.

        Raises:
            RateLimitedError: it is one too many.
        """
        rate = identity.rate or self._rate
        if rate is None:
            return
        item = limits.parse(rate)
        try:
            if self._limiter.hit(item, identity.counted_as):
                return
            free_at = self._limiter.get_window_stats(item, identity.counted_as).reset_time
        except StorageError as error:
            # Better to serve too much than nobody: the queue of documents has its own bound.
            _log.error("rates_uncounted", error=type(error).__name__)
            return
        wait_s = max(1, ceil(free_at - time.time()))
        raise RateLimitedError(item.amount, item.get_expiry(), wait_s)
