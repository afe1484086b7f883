"""How long each stage of a training run takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Timer:
    """Adds up the time of named stages."""

    def __init__(self) -> None:
        self._started = perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time of a `with` block."""
        started = perf_counter()
        try:
            yield
        finally:
            self._seconds[name] = self._seconds.get(name, 0.0) + perf_counter() - started

    def report(self) -> dict[str, float]:
        """Seconds of each stage, and since the timer was made under `total`."""
        seconds = {**self._seconds, "total": perf_counter() - self._started}
        return {name: round(taken, 2) for name, taken in seconds.items()}
