"""How many requests may be in the house at once: those being read and a few that wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from time import monotonic

from service.errors import OverloadedError

_MEMORY = 0.9  # weight of the past in the mean time of a request


class Admission:
    """A bounded queue: beyond it a caller is told at once, and when to come again.

    Args:
        workers: requests that are served at the same time.
        waiting: requests that may wait for one of them to end.
    """

    def __init__(self, *, workers: int, waiting: int) -> None:
        self._workers = workers
        self.capacity = workers + waiting
        self._mean_s = 0.5
        self.admitted = 0

    def check(self) -> None:
        """Refuse before a body is read what would be refused after.

        Raises:
            OverloadedError: nobody may wait any more.
        """
        if self.admitted >= self.capacity:
            raise OverloadedError(max(1, ceil(self.admitted * self._mean_s / self._workers)))

    @contextmanager
    def admit(self) -> Iterator[None]:
        """A place for as long as the block lasts.

        Raises:
            OverloadedError: nobody may wait any more.
        """
        self.check()
        self.admitted += 1
        begun = monotonic()
        try:
            yield
        finally:
            # with others before it, a request takes its share of their time too
            own_s = (monotonic() - begun) * self._workers / max(self.admitted, self._workers)
            self._mean_s = _MEMORY * self._mean_s + (1 - _MEMORY) * own_s
            self.admitted -= 1
