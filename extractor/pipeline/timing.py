"""How long each stage took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Stopwatch:
    """Adds up wall time by stage, in milliseconds."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times the body of a `with` under a stage's name."""
        start = perf_counter()
        try:
            yield
        finally:
            elapsed = (perf_counter() - start) * 1000
            self.milliseconds[name] = self.milliseconds.get(name, 0.0) + elapsed

    def report(self) -> dict[str, float]:
        """Time of each stage and their total, rounded to a tenth of a millisecond."""
        rounded = {name: round(value, 1) for name, value in self.milliseconds.items()}
        return {"total": round(sum(self.milliseconds.values()), 1), **rounded}
