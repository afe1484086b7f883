"""How far a batch is: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import typer

from extractor.batch.errors import SourceError
from extractor.batch.running import Progress
from extractor.batch.sources import Source
from extractor.cli.progress import duration

EVERY_S = 30.0
_DRAWN_EVERY_S = 0.2

Report = Callable[[Progress], None]


class Counted:
    """How many documents a source has, once they are counted beside the work.

    Args:
        source: to be counted.
    """

    def __init__(self, source: Source) -> None:
        self.total: int | None = None
        self._source = source
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        with suppress(SourceError):  # which the run itself is going to say
            self.total = self._source.count()


def rate_text(progress: Progress, seconds: float, total: int | None) -> str:
    """Pages per second, errors, and the time that is left if the total is known.

    >>> rate_text(Progress(documents=50, pages=100, errors=1, passed=0), 10.0, 200)
    '10.0 pages/s, 1 en erreur, encore 30 s environ'
    """
    parts = [f"{progress.pages / max(seconds, 1e-9):.1f} pages/s"]
    if progress.errors:
        parts.append(f"{progress.errors} en erreur")
    if total is not None and progress.documents:
        left = total - progress.documents - progress.passed
        parts.append(f"encore {duration(seconds * left / progress.documents)} environ")
    return ", ".join(parts)


class BatchLines:
    """Lines for where no terminal is, one in half a minute.

    Args:
        counted: the number of documents, as soon as it is known.
        clock: seconds from any beginning.
    """

    def __init__(self, counted: Counted, clock: Callable[[], float] = time.monotonic) -> None:
        self._counted = counted
        self._clock = clock
        self._begun = self._said = clock()

    def __call__(self, progress: Progress) -> None:
        """Tell, if it is time."""
        now = self._clock()
        if now - self._said >= EVERY_S:
            self._said = now
            total = self._counted.total
            done = progress.documents + progress.passed
            of = "" if total is None else f"/{total}"
            rest = rate_text(progress, now - self._begun, total)
            typer.echo(f"Lecture : {done}{of} documents, {rest}", err=True)


@contextmanager
def batch_progress(source: Source) -> Iterator[Report]:
    """What to tell how far a run is; it is shown on standard error.

    Args:
        source: whose documents are counted meanwhile, so that the time left can be told.
    """
    counted = Counted(source)
    if not sys.stderr.isatty():
        yield BatchLines(counted)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = ("Lecture", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    begun = drawn = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def show(progress: Progress) -> None:
            nonlocal drawn
            now = time.monotonic()
            if now - drawn >= _DRAWN_EVERY_S:
                drawn = now
                done, total = progress.documents + progress.passed, counted.total
                rate = rate_text(progress, now - begun, total)
                bar.update(task, completed=done, total=total, rate=rate)

        yield show
