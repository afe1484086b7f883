"""Documents worked through one by one, and the report of what became of them."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from extractor.batch.executors.local import map_in_order
from extractor.cli.names import some_of
from extractor.cli.progress import track
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.labelling import ContentsReader, Remark

_log = logging.getLogger(__name__)
Task = TypeVar("Task")

_SEVERITIES = {"error": "erreur", "warning": "attention", "note": "note"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        name: its file name.
        reason: why it was left out, in French; empty if it was taken.
        remarks: what a person should know of it.
        counts: what was done, to be added up.
        skipped: what it has that has no counterpart, to be added up.
        result: what the command goes on with.
    """

    name: str
    reason: str = ""
    remarks: tuple[Remark, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    result: Any = None


def work_through(
    work: Callable[[Task], Outcome],
    tasks: Sequence[Task],
    *,
    names: Iterable[str],
    jobs: int,
    description: str,
) -> list[Outcome]:
    """The outcome of each task, in order; one that fails is left out, and says why.

    Args:
        work: done for each task, in another process if there are several.
        tasks: what to work on.
        names: file name of each task's document.
        jobs: processes.
        description: what is going on, in French.
    """
    safely = partial(_safely, work)
    pairs = list(zip(tasks, names, strict=True))
    mapped = map_in_order(safely, pairs, jobs=max(1, min(jobs, len(pairs))))
    return list(track(mapped, total=len(pairs), description=description))


def _safely(work: Callable[[Task], Outcome], pair: tuple[Task, str]) -> Outcome:
    task, name = pair
    try:
        return work(task)
    except ExtractorError as error:
        return Outcome(name, f"{error.title} ({error.detail})")
    except (OSError, ValueError) as error:
        return Outcome(name, str(error))
    except Exception as error:
        _log.exception("%s", name)
        return Outcome(name, f"Erreur inattendue : {type(error).__name__}")


@lru_cache(maxsize=1)
def contents_reader() -> ContentsReader:
    """This process's reader of documents."""
    from extractor.labelling import ContentsReader

    return ContentsReader()


def report(
    outcomes: Sequence[Outcome],
    *,
    done: str,
    not_done: str = "laissés de côté",
    left_out: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Prints what was done and what was not, and why, and ends with 1 if a document was left out.

    Args:
        outcomes: of all documents.
        done: what was done with those taken, such as `repris`.
        not_done: what became of the others.
        left_out: by reason, what was left out before there was a document.

    Raises:
        Exit: a document or something else was left out.
    """
    for outcome in outcomes:
        if outcome.reason:
            typer.echo(f"{outcome.name} : {_SEVERITIES['error']} : {outcome.reason}")
        for remark in outcome.remarks:
            typer.echo(f"{outcome.name} : {_SEVERITIES[remark.severity]} : {remark.message}")
    skipped: Counter[str] = sum((outcome.skipped for outcome in outcomes), Counter())
    for what, count in skipped.most_common():
        having = [outcome.name for outcome in outcomes if outcome.skipped[what]]
        typer.echo(f"sans équivalent : {what} ({count} fois) : {some_of(having)}")
    for why, names in (left_out or {}).items():
        typer.echo(f"laissés de côté : {why} : {some_of(names)}")
    taken = [outcome for outcome in outcomes if not outcome.reason]
    counts: Counter[str] = sum((outcome.counts for outcome in taken), Counter())
    details = ", ".join(f"{count} {what}" for what, count in counts.items())
    refused = len(outcomes) - len(taken) + sum(map(len, (left_out or {}).values()))
    typer.echo(
        f"{len(taken)} documents {done}, {refused} {not_done}" + (f" ; {details}" * bool(details))
    )
    if refused:
        raise typer.Exit(1)
