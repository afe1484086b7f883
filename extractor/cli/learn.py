"""`bleuet generate` and `bleuet train`: labelled documents, and a model made from them."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.batch.executors.local import map_in_order
from extractor.cli.names import some_of
from extractor.cli.progress import ProgressLines, track

if TYPE_CHECKING:
    from extractor.training import TrainingReport
    from extractor.training.tracking import TrackedRun

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# A scan takes fifty times as long to make as another: the others are not to wait for it.
_WINDOW_PER_JOB = 16
_UNPAIRED = ("étiquettes sans document", "documents sans étiquette")

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
Replace = Annotated[
    bool, typer.Option("--replace", help="Écraser une version du même nom, hors service.")
]
Promote = Annotated[
    bool | None,
    typer.Option(
        "--promote/--no-promote",
        help="Mettre la nouvelle version en service sans la comparer ; par défaut, seulement s'il "
        "n'y en a aucune (voir `bleuet promote`).",
        show_default=False,
    ),
]
TrackingUri = Annotated[
    str | None,
    typer.Option(
        envvar="MLFLOW_TRACKING_URI",
        help="Où MLflow note les entraînements : base ou serveur (sans elle, "
        "sqlite:///generated/mlflow.db) ; vide pour ne rien noter.",
    ),
]


def generate(
    out: Output, count: Count = 100, seed: Seed = 0, jobs: Jobs = 1, scan_share: ScanShare = 0.0
) -> None:
    """Fabriquer des factures étiquetées, pour l'entraînement ou pour essayer."""
    out.mkdir(parents=True, exist_ok=True)
    made = map_in_order(
        partial(_write_document, out, scan_share),
        range(seed, seed + count),
        jobs=jobs,
        per_job=_WINDOW_PER_JOB,
    )
    for _ in track(made, total=count, description="Fabrication"):
        pass
    typer.echo(f"{count} documents avec leurs étiquettes dans {out}", err=True)


def _write_document(out: Path, scan_share: float, seed: int) -> None:
    """`NAME.pdf` and `NAME.json`, as training reads them; the name tells family and seed."""
    from training_data import write_document

    write_document(out, seed, scan_share=scan_share)


def train(
    folders: Folders,
    version: Version = None,
    cache: Cache = Path("generated/cache"),
    iterations: Iterations = 120,
    jobs: Jobs = 1,
    seed: Seed = 0,
    promote: Promote = None,
    replace: Replace = False,
    tracking_uri: TrackingUri = None,
) -> None:
    """Entraîner un nouveau modèle sur des documents étiquetés.

    Mêmes documents et même graine donnent les mêmes fichiers, à l'octet près. La version n'est pas
    mise en service s'il y en a déjà une : `bleuet promote` compare et décide.
    """
    from datetime import date

    from extractor.classify.manifest import CURRENT
    from extractor.settings import Settings
    from extractor.training import train as train_model
    from extractor.training.promotion import promote_version
    from extractor.training.tracking import DEFAULT_URI, run_metrics, run_params

    models_dir = Settings().models_dir
    name = version or f"{date.today():%Y.%m.%d}"
    _check_version(models_dir, name, replace=replace)
    _check_folders(folders)
    run = _start_tracking(DEFAULT_URI if tracking_uri is None else tracking_uri, name)
    try:
        report = train_model(
            folders,
            models_dir,
            version=name,
            cache=cache,
            iterations=iterations,
            jobs=jobs,
            seed=seed,
            progress=_Stages(),
        )
        if run is not None:
            run.finish(run_params(report.manifest), run_metrics(report.figures), report.folder)
    except BaseException as error:
        if run is not None:
            run.fail()
        if isinstance(error, ValueError):
            typer.echo(f"Entraînement impossible : {error}", err=True)
            raise typer.Exit(1) from error
        raise
    _print_training(report)
    if promote or (promote is None and not (models_dir / CURRENT).is_file()):
        why = "bleuet train --promote" if promote else "première version"
        promote_version(models_dir, name, reason=why)
        typer.echo(f"{name} est en service ({why}).")
    else:
        typer.echo(
            "Pas en service ; pour comparer et décider, sur d'autres documents : "
            f"bleuet promote {name} LABELS_DIR DOCUMENTS_DIR"
        )


def _check_version(models_dir: Path, name: str, *, replace: bool) -> None:
    """Whether a new version may have that name.

    Raises:
        BadParameter: it is no name of a folder, or a version's that is not to be lost.
    """
    from extractor.classify.manifest import CURRENT, MANIFEST

    if not _VERSION.fullmatch(name):
        message = f"« {name} » : des lettres, des chiffres, « . », « _ » et « - »"
        raise typer.BadParameter(message, param_hint="--version")
    current = models_dir / CURRENT
    if current.is_file() and current.read_text(encoding="utf-8").strip() == name:
        raise typer.BadParameter(f"{name} est en service", param_hint="--version")
    if (models_dir / name / MANIFEST).is_file() and not replace:
        message = f"{name} existe déjà : donner un autre nom, ou --replace pour l'écraser"
        raise typer.BadParameter(message, param_hint="--version")


def _check_folders(folders: Iterable[Path]) -> None:
    """Says how many labelled documents each folder has, and what is left out of it.

    Raises:
        BadParameter: one has none.
    """
    from extractor.training.examples import find_documents, find_unpaired

    for folder in folders:
        pairs = find_documents([folder])
        if not pairs:
            message = (
                f"aucun document étiqueté dans {folder} : NOM.pdf avec NOM.json y est attendu, "
                "pas dans un sous-dossier"
            )
            raise typer.BadParameter(message, param_hint="DOSSIER")
        typer.echo(f"{folder} : {len(pairs)} documents étiquetés", err=True)
        for what, names in zip(_UNPAIRED, find_unpaired(folder), strict=True):
            if names:
                typer.echo(f"{folder} : laissés de côté, {what} : {some_of(names)}", err=True)


def _start_tracking(uri: str, name: str) -> TrackedRun | None:
    """A run in MLflow; None, with a line that says so, where it cannot be had."""
    from extractor.training.provenance import code_version
    from extractor.training.tracking import TrackedRun, TrackingUnavailableError

    if not uri:
        typer.echo("Cet entraînement n'est noté nulle part (pas d'adresse de suivi).", err=True)
        return None
    revision = code_version()["revision"] or "unknown"
    tags = {"revision": revision, "mlflow.source.git.commit": revision.removesuffix("-dirty")}
    try:
        return TrackedRun(uri, name=name, tags=tags)
    except TrackingUnavailableError:
        typer.echo(
            "Cet entraînement n'est noté nulle part : MLflow n'est pas installé (extra « train »).",
            err=True,
        )
        return None


def _print_training(report: TrainingReport) -> None:
    typer.echo(f"{report.version} : {report.documents} documents, dans {report.folder}")
    for name, figures in report.manifest["held_out"].items():
        labels, *shares = figures.items()
        cells = "  ".join(f"{figure} {value:.3f}" for figure, value in shares)
        typer.echo(f"{name:26}{labels[1]:6}  {cells}")
    for stage, seconds in report.seconds.items():
        typer.echo(f"{stage:26}{seconds:8.1f} s")
    bases = Counter(own["borne_out_by"] for own in report.figures.get("thresholds", {}).values())
    if bases["none"]:
        typer.echo(
            f"Trop peu de valeurs justes pour garantir le préremplissage de {bases['none']} champs "
            f"sur {bases.total()} : leur seuil est 0,995, sans promesse (docs/training.md)."
        )


class _Stages:
    """Progress of a training: one line written over for a person, lines now and then in a log."""

    def __init__(self) -> None:
        self._lines = ProgressLines()

    def __call__(self, what: str, done: int, of: int) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{what} : {done}/{of} ", err=True, nl=done == of)
        else:
            self._lines.update(what, done, of)
