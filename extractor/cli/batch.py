"""`bleuet batch`: very many documents in, tables out."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.batch.running import Progress
    from extractor.batch.store import Store

NOT_FINISHED = 3
INTERRUPTED = 130

SourceText = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="Dossier, motif (« 2025-*/*.pdf »), archive (.zip, .tar.gz), manifeste de chemins "
        "(.csv, .jsonl, .parquet) ou adresse (s3://…, gs://…).",
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option("--out", "-o", file_okay=False, help="Dossier des résultats de ce lot.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processus de lecture ; sinon, un par cœur."),
]


class Also(StrEnum):
    """What results may be written as, beside Parquet."""

    JSONL = "jsonl"
    CSV = "csv"


AlsoAs = Annotated[
    list[Also] | None,
    typer.Option("--also", help="Écrire aussi en JSON Lines ou en CSV, à côté de Parquet."),
]


def batch(source: SourceText, out: Out, jobs: Jobs = None, also: AlsoAs = None) -> None:
    """Lire un grand nombre de documents ; les résultats en tables Parquet.

    Interrompue n'importe comment, la même commande reprend où elle en était : chaque document a
    une fois un résultat ou une erreur.

    Code de sortie : 0 tout est lu, 1 un document au moins n'a pas pu l'être (son erreur est dans
    les tables), 2 mauvais usage, 3 pas terminé (disque plein, source injoignable…), 130 interrompu.
    Après 3 ou 130, relancer la même commande.
    """
    from extractor.batch.errors import BatchError, SourceError, StoreError
    from extractor.batch.executors.local import local_workers
    from extractor.batch.reading import reading_limits
    from extractor.batch.running import Batch, Reading
    from extractor.batch.settings import BatchSettings
    from extractor.batch.sources.opening import open_source
    from extractor.batch.store import Run, Store
    from extractor.classify.manifest import read_model_folder
    from extractor.cli.batch_progress import batch_progress
    from extractor.errors import ArtefactError
    from extractor.settings import Settings

    settings = Settings()
    try:
        version = read_model_folder(settings.models_dir, settings.model_version).version
        opened = open_source(source)
        store = Store(out, Run(source, version, tuple(sorted({*(also or ())}))))
    except ArtefactError as error:
        typer.echo(f"{error.title} : {error.detail}", err=True)
        raise typer.Exit(error.exit_code) from error
    except SourceError as error:
        raise typer.BadParameter(str(error), param_hint="SOURCE") from error
    except StoreError as error:
        raise typer.BadParameter(str(error), param_hint="--out") from error
    reading = Reading(version, reading_limits(), BatchSettings().attempts)
    try:
        with (
            batch_progress(opened) as report,
            local_workers(jobs or os.cpu_count() or 1) as workers,
        ):
            work = Batch(opened, store, reading, report=report)
            with _stopping(work.stop):
                finished = work.run(workers)
    except BatchError as error:
        typer.echo(f"Pas terminé : {error}\nLa même commande reprendra.", err=True)
        raise typer.Exit(NOT_FINISHED) from error
    finally:
        store.close()
    _say(store, work.progress, finished=finished)


def _say(store: Store, progress: Progress, *, finished: bool) -> None:
    counts = store.tally.counts
    typer.echo(
        f"{store.folder} : {counts['documents']} documents, {counts['pages']} pages, "
        f"{counts['status/error']} en erreur"
        + (f" ; {progress.passed} étaient déjà faits" if progress.passed else ""),
        err=True,
    )
    if not finished:
        typer.echo("Interrompu : la même commande reprendra.", err=True)
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(1 if counts["status/error"] else 0)


@contextmanager
def _stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Have the first interruption end the work well, and the second at once."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def once(_number: int, _frame: FrameType | None) -> None:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop()

    for number in before:
        signal.signal(number, once)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
