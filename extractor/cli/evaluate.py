"""`bleuet evaluate`: the figures of the extractor on labelled documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.labelled import LabelledFolder, find_labelled
from extractor.cli.progress import track

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractor.evaluation import Evaluation, Prediction

Folder = {"exists": True, "file_okay": False}
LabelsDir = Annotated[
    Path, typer.Argument(**Folder, metavar="LABELS_DIR", help="Étiquettes, un JSON par document.")
]
DocumentsDir = Annotated[
    Path, typer.Argument(**Folder, metavar="DOCUMENTS_DIR", help="Documents étiquetés.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processus de lecture.")]
Errors = Annotated[bool, typer.Option("--errors", help="Lister chaque valeur fausse ou absente.")]
AsJson = Annotated[bool, typer.Option("--json", help="Les chiffres en JSON.")]
ByDocument = Annotated[bool, typer.Option("--by-document", help="Une ligne par document aussi.")]
ByCalibration = Annotated[
    bool,
    typer.Option("--calibration", help="La calibration par champ et par gravité de dégradation."),
]
Predictions = Annotated[
    Path | None,
    typer.Option(
        "--predictions",
        exists=True,
        dir_okay=False,
        help="Résultats déjà obtenus (`bleuet extract --jsonl`), au lieu de lire les documents.",
    ),
]
Save = Annotated[
    Path | None,
    typer.Option("--save", help="Écrire aussi les résultats, en JSONL."),
]
AllLabels = Annotated[
    bool,
    typer.Option(
        "--all-labels",
        help="Compter comme manquées les étiquettes dont le document n'est pas dans le dossier.",
    ),
]


def evaluate(
    labels_dir: LabelsDir,
    documents_dir: DocumentsDir,
    jobs: Jobs = 1,
    errors: Errors = False,
    as_json: AsJson = False,
    by_document: ByDocument = False,
    predictions: Predictions = None,
    save: Save = None,
    all_labels: AllLabels = False,
    calibration: ByCalibration = False,
) -> None:
    """Mesurer l'extraction sur des documents étiquetés : justesse, rappel, calibration.

    Comptent les étiquettes dont le document est dans DOCUMENTS_DIR (même nom, sans suffixe). Le
    modèle est celui qui est en service, ou celui que nomme BLEUET_MODEL_VERSION.
    """
    from extractor import evaluation as ev
    from extractor.errors import ArtefactError

    folder = find_labelled(labels_dir, documents_dir, all_labels=all_labels)
    if predictions is None:
        try:
            found = _extract(folder.paths, jobs=jobs, save=save)
        except ArtefactError as error:  # the model itself could not be loaded
            typer.echo(f"{error.title} : {error.detail}", err=True)
            raise typer.Exit(error.exit_code) from error
    else:
        try:
            found = ev.read_predictions(predictions)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--predictions") from error
    result = ev.evaluate(folder.labels, found)
    if as_json:
        figures = ev.summarise(result).as_json()
        if calibration:
            figures["strata"] = _strata_json(result)
        typer.echo(json.dumps(figures, indent=1))
        return
    _print_report(result, errors=errors, by_document=by_document, calibration=calibration)
    _print_absences(folder, found, all_labels=all_labels)


def _extract(paths: list[Path], *, jobs: int, save: Path | None) -> dict[str, Prediction]:
    from extractor.cli.workers import extract_documents
    from extractor.evaluation.predictions import predictions_of

    documents = extract_documents(paths, jobs=min(jobs, len(paths)))
    results: list[Any] = list(track(documents, total=len(paths), description="Lecture"))
    if save is not None:
        lines = "".join(json.dumps(result, ensure_ascii=False) + "\n" for result in results)
        save.write_text(lines, encoding="utf-8", errors="replace")
    for result in results:
        if result["status"] == "error":
            typer.echo(f"{result['file']}: {result['error']['type']}", err=True)
    return predictions_of(results)


def _strata_json(result: Evaluation) -> dict[str, Any]:
    from extractor.evaluation.strata import strata

    return {
        severity: {
            name: {"values": own.values, **own.figures._asdict(), **own.calibration._asdict()}
            for name, own in fields.items()
        }
        for severity, fields in strata(result).items()
    }


def _print_report(
    result: Evaluation, *, errors: bool, by_document: bool, calibration: bool
) -> None:
    from rich.console import Console

    from extractor.evaluation import summarise
    from extractor.evaluation.calibration_report import calibration_report
    from extractor.evaluation.report import document_report, error_report, summary_report
    from extractor.evaluation.strata import strata

    console = Console(highlight=False)
    if not console.is_terminal:  # a file or a pipe has no width: do not fold the tables
        console = Console(highlight=False, width=200)
    console.print(summary_report(summarise(result)))
    if calibration:
        console.print(calibration_report(strata(result)))
    if by_document:
        console.print(document_report(result))
    if errors:
        console.print(error_report(result))


def _print_absences(
    folder: LabelledFolder, found: Mapping[str, Prediction], *, all_labels: bool
) -> None:
    from extractor.evaluation.report import absence_note

    if folder.absent:
        consequence = "counted as missed" if all_labels else "not counted"
        typer.echo(absence_note(f"labels without a document here, {consequence}", folder.absent))
    unread = [name for name in folder.labels if name not in found and name not in folder.absent]
    if unread:
        typer.echo(absence_note("documents without a result, counted as missed", unread))
    if folder.unlabelled:
        typer.echo(f"{folder.unlabelled} documents without a label, not counted")
