"""How far long work is, on standard error: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import typer

Item = TypeVar("Item")

_EVERY_S = 30.0


class ProgressLines:
    """Lines for where no terminal is: at most one in half a minute, and the last.

    Args:
        clock: seconds from any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._what = ""
        self._begun = self._said = clock()

    def update(self, what: str, done: int, of: int) -> None:
        """Tell how far the work is.

        Args:
            what: is going on, in French; the clock starts anew when it changes.
            done: how much of it is done.
            of: how much there is.
        """
        now = self._clock()
        if what != self._what:
            self._what, self._begun, self._said = what, now, now
        if done < of and now - self._said < _EVERY_S:
            return
        self._said = now
        left_s = (now - self._begun) * (of - done) / max(done, 1)
        rest = f", encore {duration(left_s)} environ" if done < of else ""
        typer.echo(f"{what} : {done}/{of}{rest}", err=True)


def duration(seconds: float) -> str:
    """A time to wait, for a person.

    >>> duration(45), duration(200), duration(9000)
    ('45 s', '3 min', '2 h 30')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02}"


def track(items: Iterable[Item], *, total: int, description: str) -> Iterator[Item]:
    """Pass items on, and show on standard error how many have passed.

    Args:
        items: what is being worked through.
        total: how many there will be.
        description: what is going on, in French.
    """
    if total < 2:
        yield from items
        return
    if not sys.stderr.isatty():
        lines = ProgressLines()
        for done, item in enumerate(items, 1):
            yield item
            if done < total:  # that all is done, what is written at the end will say
                lines.update(description, done, total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (
        "{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(description, total=total)
        for item in items:
            yield item
            progress.advance(task)
