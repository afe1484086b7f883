"""How long each stage took, and when a document has taken too long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from extractor.errors import ProcessingTimeoutError


class Stopwatch:
    """Adds up wall time by stage, in milliseconds.

    Args:
        limit_s: seconds that the whole may take; None for no limit.
    """

    def __init__(self, limit_s: float | None = None) -> None:
        self.milliseconds: dict[str, float] = {}
        self._limit_s = limit_s
        self._started = perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times the body of a `with` under a stage's name.

        Raises:
            ProcessingTimeoutError: the limit had passed before the stage began. A stage that hangs
                is not interrupted: whoever needs that ends the process.
        """
        start = perf_counter()
        if self._limit_s is not None and start - self._started > self._limit_s:
            raise ProcessingTimeoutError(f"Plus de {self._limit_s:g} s")
        try:
            yield
        finally:
            elapsed = (perf_counter() - start) * 1000
            self.milliseconds[name] = self.milliseconds.get(name, 0.0) + elapsed

    def report(self) -> dict[str, float]:
        """Time of each stage and their total, rounded to a tenth of a millisecond."""
        rounded = {name: round(value, 1) for name, value in self.milliseconds.items()}
        return {"total": round(sum(self.milliseconds.values()), 1), **rounded}
