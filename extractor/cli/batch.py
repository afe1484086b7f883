"""`bleuet batch`: very many documents in, tables out."""

from __future__ import annotations

import logging
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

WRONG_USAGE = 2
NOT_FINISHED = 3
INTERRUPTED = 130

_log = logging.getLogger(__name__)

SourceText = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="Dossier, motif (`'2025-*/*.pdf'`, entre apostrophes), archive (.zip, .tar.gz), "
        "manifeste de chemins (.csv, .jsonl, .ndjson, .parquet) ou adresse (s3://…, gs://…).",
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option("--out", "-o", file_okay=False, help="Dossier des résultats de ce lot.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        help="Processus de lecture ; sinon, un par cœur permis. Avec --scheduler : lectures à la "
        "fois pour lesquelles lui envoyer des documents ; sinon, autant que ses machines en font.",
    ),
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
    les tables), 2 mauvais usage ou aucun document, 3 pas terminé (disque plein, source
    injoignable…), 130 interrompu. Après 3 ou 130, relancer la même commande.
    """
    from extractor.batch.errors import BatchError, EmptySourceError
    from extractor.batch.executors.choosing import choose_workers
    from extractor.batch.former import FormerRun
    from extractor.batch.reading import reading_limits
    from extractor.batch.running import Batch, Reading
    from extractor.batch.settings import BatchSettings
    from extractor.batch.sources.opening import open_source, whole_name
    from extractor.batch.store import Run, Store
    from extractor.classify.manifest import read_model_folder
    from extractor.cli.batch_progress import batch_progress
    from extractor.errors import ArtefactError
    from extractor.settings import Settings

    if scheduler and cluster:
        raise typer.BadParameter("l'un ou l'autre", param_hint="--scheduler, --cluster")
    on: ClusterKind | None = None if cluster is None else cluster.value
    settings = Settings()
    with ExitStack() as stack:
        with _opening():
            version = read_model_folder(settings.models_dir, settings.model_version).version
            formats = tuple(sorted({*(also or ())}))
            opened = open_source(source)
            former = None if since is None else stack.enter_context(closing(FormerRun(since)))
            run = Run(
                whole_name(source),
                version,
                formats,
                "" if since is None else whole_name(str(since)),
            )
            store = stack.enter_context(closing(Store(out, run)))
            _write_report(store, run, finished=False)
        reading = Reading(version, reading_limits(), BatchSettings().attempts)
        finished, failure, code = False, "", NOT_FINISHED
        with batch_progress(opened) as report:
            work = Batch(opened, store, reading, former, report)
            try:
                with (
                    choose_workers(jobs, scheduler=scheduler, cluster=on) as workers,
                    _stopping(work.stop),
                ):
                    finished = work.run(workers)
                if finished and not work.progress.documents + work.progress.passed:
                    raise EmptySourceError(f"{source} : aucun document")
            except EmptySourceError as error:
                finished, failure, code = False, str(error), WRONG_USAGE
            except BatchError as error:
                failure = str(error)
            except ArtefactError as error:
                failure = f"{error.title} : {error.detail}"
            except Exception as error:
                failure = _unexpected(error)
        _finish(store, run, work.progress, finished=finished, failure=failure, code=code)


@contextmanager
def _opening() -> Iterator[None]:
    """Tell a wrong command from what is not in order for now."""
    from extractor.batch.errors import SourceError, StoreError, WrongFolderError
    from extractor.errors import ArtefactError

    try:
        yield
    except ArtefactError as error:
        typer.echo(f"{error.title} : {error.detail}", err=True)
        raise typer.Exit(error.exit_code) from error
    except SourceError as error:
        raise typer.BadParameter(str(error), param_hint="SOURCE") from error
    except WrongFolderError as error:
        raise typer.BadParameter(str(error), param_hint="--out, --since") from error
    except StoreError as error:
        _end_unfinished(str(error), error)
    except Exception as error:
        _end_unfinished(_unexpected(error), error)


def _unexpected(error: Exception) -> str:
    """What to say of a mistake of ours, whose trace is logged."""
    _log.error("bleuet batch", exc_info=error)
    return f"erreur inattendue, décrite ci-dessus ({type(error).__name__} : {error})"


def _end_unfinished(failure: str, error: Exception | None = None) -> NoReturn:
    typer.echo(f"Pas terminé : {failure}\nLa même commande reprendra.", err=True)
    raise typer.Exit(NOT_FINISHED) from error


def _write_report(store: Store, run: Run, *, finished: bool) -> None:
    from extractor.batch.report import summarise, write_report

    write_report(store.folder, summarise(run, store.tally, complete=finished))


def _finish(
    store: Store, run: Run, progress: Progress, *, finished: bool, failure: str, code: int
) -> NoReturn:
    """Write the report, say what came of it, and end with the code for that."""
    from extractor.batch.errors import StoreError
    from extractor.batch.report import REPORT

    counts = store.tally.counts
    try:
        _write_report(store, run, finished=finished)
    except StoreError as error:
        failure, finished = failure or str(error), False
    typer.echo(
        f"{store.folder / REPORT} : {counts['documents']} documents, {counts['pages']} pages, "
        f"{counts['status/error']} en erreur"
        + (f" ; {progress.passed} n'étaient pas à relire" if progress.passed else ""),
        err=True,
    )
    if failure and code == NOT_FINISHED:
        _end_unfinished(failure)
    if failure:
        typer.echo(failure, err=True)
        raise typer.Exit(code)
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
