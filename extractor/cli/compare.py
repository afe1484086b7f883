"""`bleuet compare`: two models on the same labelled documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.evaluate import AsJson, DocumentsDir, Jobs, LabelsDir
from extractor.cli.labelled import LabelledFolder, find_labelled
from extractor.cli.progress import track

if TYPE_CHECKING:
    from extractor.evaluation import Prediction
    from extractor.evaluation.comparison import Comparison

Model = Annotated[
    str,
    typer.Argument(
        metavar="VERSION",
        help="Version de modèle, ou fichier de résultats (`bleuet extract --jsonl`).",
    ),
]


def compare(
    first: Model,
    second: Model,
    labels_dir: LabelsDir,
    documents_dir: DocumentsDir,
    jobs: Jobs = 1,
    as_json: AsJson = False,
) -> None:
    """Comparer deux modèles champ par champ sur les mêmes documents étiquetés.

    Chaque document n'est lu (OCR) qu'une fois. Les intervalles sont obtenus par bootstrap apparié
    sur les familles et les fournisseurs ; `*` marque ce qui dépasse le hasard.
    """
    import json

    folder = find_labelled(labels_dir, documents_dir)
    comparison = compare_on(folder, first, second, jobs=jobs)
    if as_json:
        typer.echo(json.dumps({"first": first, "second": second, **comparison.as_json()}, indent=1))
    else:
        print_comparison(comparison, first, second)


def compare_on(folder: LabelledFolder, first: str, second: str, *, jobs: int) -> Comparison:
    """Scores two models on the documents of a folder.

    Raises:
        typer.BadParameter: a file of results cannot be read.
        typer.Exit: a model cannot be loaded by this code.
    """
    from extractor.evaluation import evaluate
    from extractor.evaluation.clusters import cluster_documents
    from extractor.evaluation.comparison import compare as compare_evaluations

    predictions = _saved(first), _saved(second)
    versions = [m for m, own in zip((first, second), predictions, strict=True) if own is None]
    read = iter(_read(folder, versions, jobs=jobs))
    one, other = (
        evaluate(folder.labels, next(read) if own is None else own) for own in predictions
    )
    return compare_evaluations(one, other, cluster_documents(folder.labels))


def print_comparison(comparison: Comparison, first: str, second: str) -> None:
    """Prints a comparison as a table."""
    from rich.console import Console

    from extractor.evaluation.comparison_report import comparison_report

    console = Console(highlight=False)
    if not console.is_terminal:  # a file or a pipe has no width: do not fold the table
        console = Console(highlight=False, width=260)
    console.print(comparison_report(comparison, first, second))


def _saved(model: str) -> dict[str, Prediction] | None:
    from extractor.evaluation import read_predictions

    if not model.endswith(".jsonl"):
        return None
    try:
        return read_predictions(Path(model))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{model} : {error}", param_hint="VERSION") from error


def _read(folder: LabelledFolder, versions: list[str], *, jobs: int) -> list[dict[str, Prediction]]:
    if not versions:
        return []
    from extractor.classify import load_classifier
    from extractor.cli.paired_reading import read_with_models
    from extractor.errors import ArtefactError
    from extractor.evaluation.predictions import predictions_of
    from extractor.settings import Settings

    try:
        for version in versions:  # before an hour of reading
            load_classifier(Settings().models_dir, version)
    except ArtefactError as error:
        typer.echo(f"{error.title} : {error.detail}", err=True)
        if (Settings().models_dir / version).is_dir():
            typer.echo(
                "Un modèle d'un autre code se compare par ses résultats, lus avec ce code-là : "
                "bleuet extract --jsonl DOSSIER > RÉSULTATS.jsonl",
                err=True,
            )
        raise typer.Exit(error.exit_code) from error
    paths = folder.paths
    results = read_with_models(paths, versions, jobs=min(jobs, len(paths)))
    rows = list(track(results, total=len(paths), description="Lecture"))
    return [predictions_of(column) for column in zip(*rows, strict=True)]
