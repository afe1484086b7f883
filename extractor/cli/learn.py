"""`bleuet generate` and `bleuet train`: labelled documents, and a model made from them."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.progress import track
from extractor.processes import start_worker

Seed = Annotated[int, typer.Option(help="Graine du hasard : même graine, même résultat.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processus.")]
Count = Annotated[int, typer.Option("--count", "-n", min=1, help="Documents à fabriquer.")]
ScanShare = Annotated[
    float,
    typer.Option(min=0, max=1, help="Part de documents dégradés comme des numérisations, 0 à 1."),
]
Output = Annotated[Path, typer.Option("--out", "-o", file_okay=False, help="Dossier où écrire.")]
Folders = Annotated[
    list[Path],
    typer.Argument(
        metavar="DOSSIER…",
        exists=True,
        file_okay=False,
        help="Documents étiquetés : NOM.pdf avec NOM.json.",
    ),
]
Version = Annotated[
    str | None, typer.Option("--version", help="Nom de la version ; sans lui, la date du jour.")
]
Cache = Annotated[
    Path,
    typer.Option(file_okay=False, help="Dossier où garder les lectures d'une fois à l'autre."),
]
Iterations = Annotated[int, typer.Option(min=1, help="Tours d'apprentissage.")]
Promote = Annotated[bool, typer.Option(help="Mettre la nouvelle version en service.")]


def generate(
    out: Output, count: Count = 100, seed: Seed = 0, jobs: Jobs = 1, scan_share: ScanShare = 0.0
) -> None:
    """Fabriquer des factures étiquetées, pour l'entraînement ou pour essayer."""
    out.mkdir(parents=True, exist_ok=True)
    work = partial(_write_document, out, scan_share)
    seeds = range(seed, seed + count)
    with ExitStack() as stack:
        mapped: Iterable[None]
        if jobs == 1:
            mapped = map(work, seeds)
        else:
            context = multiprocessing.get_context("spawn")
            pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=start_worker)
            mapped = stack.enter_context(pool).map(work, seeds, chunksize=8)
        for _ in track(mapped, total=count, description="Fabrication"):
            pass


def _write_document(out: Path, scan_share: float, seed: int) -> None:
    """`NAME.pdf` and `NAME.json`, as training reads them; the name tells family and seed."""
    from training_data import write_document

    write_document(out, seed, scan_share=scan_share)


def train(
    folders: Folders,
    version: Version = None,
    cache: Cache = Path("generated/cache"),
    iterations: Iterations = 80,
    jobs: Jobs = 1,
    seed: Seed = 0,
    promote: Promote = True,
) -> None:
    """Entraîner un nouveau modèle sur des documents étiquetés."""
    from datetime import date

    from extractor.settings import Settings
    from extractor.training import train as train_model

    try:
        report = train_model(
            folders,
            Settings().models_dir,
            version=version or f"{date.today():%Y.%m.%d}",
            cache=cache,
            iterations=iterations,
            jobs=jobs,
            seed=seed,
            promote=promote,
            progress=_say,
        )
    except ValueError as error:
        typer.echo(f"Entraînement impossible : {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{report.version} : {report.documents} documents, dans {report.folder}")
    for name, figures in report.figures.items():
        cells = "  ".join(f"{figure} {value:.3f}" for figure, value in figures.items())
        typer.echo(f"{name:26}{cells}")


def _say(what: str, done: int, of: int) -> None:
    """Progress on standard error: one line written over for a person, only its end in a log."""
    if done == of or sys.stderr.isatty():
        typer.echo(f"\r{what} : {done}/{of} ", err=True, nl=done == of)
