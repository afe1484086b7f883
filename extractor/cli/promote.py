"""`bleuet promote`: put a model version into service, if it is not worse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.compare import compare_on, print_comparison
from extractor.cli.evaluate import Jobs
from extractor.cli.labelled import find_labelled

Version = Annotated[str, typer.Argument(metavar="VERSION", help="Version à mettre en service.")]
Pairs = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="LABELS_DIR DOCUMENTS_DIR…",
        exists=True,
        file_okay=False,
        help="Étiquettes et documents, par paires : sur chacune la version doit tenir.",
    ),
]
Against = Annotated[
    str,
    typer.Option(help="Version à laquelle la comparer, ou fichier de résultats."),
]
Margin = Annotated[float, typer.Option(min=0, help="Perte de F1 tolérée.")]
ErrorMargin = Annotated[
    float,
    typer.Option(min=0, help="Hausse tolérée de la part de valeurs préremplies fausses."),
]
Force = Annotated[
    str | None,
    typer.Option(
        metavar="RAISON", help="Mettre en service quoi qu'il en soit ; la raison est notée."
    ),
]


def promote(
    version: Version,
    pairs: Pairs = None,
    against: Against = "CURRENT",
    margin: Margin = 0.01,
    error_margin: ErrorMargin = 0.0025,
    force: Force = None,
    jobs: Jobs = 1,
) -> None:
    """Mettre une version en service, si elle n'est pas moins bonne que celle qui y est.

    À elle de montrer, sur chacune des paires, qu'elle n'est pas moins bonne : l'intervalle à 95 %
    de la différence doit exclure une perte de F1 au-delà de la marge, et une hausse au-delà de la
    sienne de la part de valeurs préremplies fausses. Refusée aussi si plus de 1 % de ces valeurs
    sont fausses et plus qu'aujourd'hui, ou si un champ obligatoire baisse significativement. Code
    de sortie : 0 en service, 1 refusée.
    """
    from extractor.classify import load_classifier
    from extractor.classify.manifest import current_version
    from extractor.errors import ArtefactError
    from extractor.settings import Settings
    from extractor.training.promotion import objections, promote_version

    folders = pairs or []
    if len(folders) % 2:
        raise typer.BadParameter("étiquettes et documents vont par paires", param_hint="PAIRS")
    models_dir = Settings().models_dir
    try:
        load_classifier(models_dir, version)
    except ArtefactError as error:
        typer.echo(f"{error.title} : {error.detail}", err=True)
        raise typer.Exit(1) from error

    figures: dict[str, object] = {}
    # of a file of results its name alone: the history is shared, where the file lies is not
    reason = f"comparée à {Path(against).name}"
    found: list[str] = []
    try:
        if against == "CURRENT":
            against = current_version(models_dir)
            if against == version:
                typer.echo(f"{version} est déjà en service.")
                return
            reason = f"comparée à {against}"
            load_classifier(models_dir, against)
    except ArtefactError as error:
        # nothing that this code could serve is lost
        reason = f"rien à comparer : {error.detail}"
        folders = []
    else:
        if not folders and force is None:
            raise typer.BadParameter("sur quels documents ?", param_hint="LABELS_DIR")
    for labels_dir, documents_dir in zip(folders[::2], folders[1::2], strict=True):
        comparison = compare_on(
            find_labelled(labels_dir, documents_dir), against, version, jobs=jobs
        )
        print_comparison(comparison, against, version)
        name = f"{labels_dir.parent.name}/{documents_dir.name}"
        against_it = objections(comparison, margin=margin, error_margin=error_margin)
        found += [f"{name} : {objection}" for objection in against_it]
        overall = comparison.fields["ALL"]
        figures[name] = {measure: [round(x, 4) for x in d[:5]] for measure, d in overall.items()}
    for objection in found:
        typer.echo(f"Contre : {objection}", err=True)
    if found and force is None:
        typer.echo(f"{version} n'est pas mise en service.", err=True)
        raise typer.Exit(1)
    if force is not None:
        reason = f"forcée : {force}"
    promote_version(models_dir, version, reason=reason, figures=figures)
    typer.echo(f"{version} est en service ({reason}).")
