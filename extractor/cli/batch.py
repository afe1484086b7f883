"""`bleuet batch`: very many documents in, tables out."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from extractor.batch.executors.dask import ClusterKind
    from extractor.batch.running import Progress
    from extractor.batch.store import Run, Store

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


Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="tcp://…", help="Ordonnanceur Dask dont les machines lisent les documents."
    ),
]


class Cluster(StrEnum):
    """What sort of cluster may be started for a run."""

    LOCAL = "local"
    SLURM = "slurm"
    KUBERNETES = "kubernetes"


OnCluster = Annotated[
    Cluster | None,
    typer.Option("--cluster", help="Démarrer avec Dask de quoi lire --jobs documents à la fois."),
]


class Also(StrEnum):
    """What results may be written as, beside Parquet."""

    JSONL = "jsonl"
    CSV = "csv"


AlsoAs = Annotated[
    list[Also] | None,
    typer.Option("--also", help="Écrire aussi en JSON Lines ou en CSV, à côté de Parquet."),
]


Since = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        help="Dossier d'un lot antérieur, dont est repris le résultat des documents dont ni le "
        "contenu ni le modèle n'ont changé.",
    ),
]


def batch(
    source: SourceText,
    out: Out,
    jobs: Jobs = None,
    also: AlsoAs = None,
    since: Since = None,
    scheduler: Scheduler = None,
    cluster: OnCluster = None,
) -> None:
    """Lire un grand nombre de documents ; les résultats en tables Parquet, avec un rapport.

    Interrompue n'importe comment, la même commande reprend où elle en était : chaque document a
    une fois un résultat ou une erreur.

    Code de sortie : 0 tout est lu, 1 un document au moins n'a pas pu l'être (son erreur est dans
    les tables), 2 mauvais usage, 3 pas terminé (disque plein, source injoignable…), 130 interrompu.
    Après 3 ou 130, relancer la même commande.
    """
    from extractor.batch.errors import BatchError, SourceError, StoreError
    from extractor.batch.executors.choosing import choose_workers
    from extractor.batch.former import FormerRun
    from extractor.batch.reading import reading_limits
    from extractor.batch.running import Batch, Reading
    from extractor.batch.settings import BatchSettings
    from extractor.batch.sources.opening import open_source
    from extractor.batch.store import Run, Store
    from extractor.classify.manifest import read_model_folder
    from extractor.cli.batch_progress import batch_progress
    from extractor.errors import ArtefactError
    from extractor.settings import Settings

    if scheduler and cluster:
        raise typer.BadParameter("l'un ou l'autre", param_hint="--scheduler, --cluster")
    on: ClusterKind | None = None if cluster is None else cluster.value
    settings = Settings()
    try:
        version = read_model_folder(settings.models_dir, settings.model_version).version
        formats = tuple(sorted({*(also or ())}))
        run = Run(source, version, formats, str(since or ""))
        opened = open_source(source)
        former = None if since is None else FormerRun(since)
        store = Store(out, run)
    except ArtefactError as error:
        typer.echo(f"{error.title} : {error.detail}", err=True)
        raise typer.Exit(error.exit_code) from error
    except SourceError as error:
        raise typer.BadParameter(str(error), param_hint="SOURCE") from error
    except StoreError as error:
        raise typer.BadParameter(str(error), param_hint="--out, --since") from error
    reading = Reading(version, reading_limits(), BatchSettings().attempts)
    finished, failure = False, ""
    with closing(store), ExitStack() as closing_former:
        if former is not None:
            closing_former.enter_context(closing(former))
        with batch_progress(opened) as report:
            work = Batch(opened, store, reading, former, report)
            try:
                with (
                    choose_workers(jobs, scheduler=scheduler, cluster=on) as workers,
                    _stopping(work.stop),
                ):
                    finished = work.run(workers)
            except BatchError as error:
                failure = str(error)
            except ArtefactError as error:
                failure = f"{error.title} : {error.detail}"
        _finish(store, run, work.progress, finished=finished, failure=failure)


def _finish(
    store: Store, run: Run, progress: Progress, *, finished: bool, failure: str
) -> NoReturn:
    """Write the report, say what came of it, and end with the code for that."""
    from extractor.batch.errors import StoreError
    from extractor.batch.report import REPORT, summarise, write_report

    counts = store.tally.counts
    try:
        write_report(store.folder, summarise(run, store.tally, complete=finished))
    except StoreError as error:
        failure, finished = failure or str(error), False
    typer.echo(
        f"{store.folder / REPORT} : {counts['documents']} documents, {counts['pages']} pages, "
        f"{counts['status/error']} en erreur"
        + (f" ; {progress.passed} n'étaient pas à relire" if progress.passed else ""),
        err=True,
    )
    if failure:
        typer.echo(f"Pas terminé : {failure}\nLa même commande reprendra.", err=True)
        raise typer.Exit(NOT_FINISHED)
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
