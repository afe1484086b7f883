"""`bleuet label check`: whether a folder of labels is fit to learn from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from extractor.cli.label.formats import Jobs, Read
from extractor.cli.label.outcomes import Outcome, contents_reader, report, work_through
from extractor.cli.names import some_of

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DOSSIER",
        exists=True,
        file_okay=False,
        help="Documents étiquetés : NOM.pdf, NOM.json.",
    ),
]


class _Task(NamedTuple):
    label: Path
    document: Path | None
    read: bool


def check(folder: Folder, read: Read = True, jobs: Jobs = 1) -> None:
    """Vérifier des étiquettes : format, valeurs, cadres, accord avec les mots imprimés.

    Code de sortie : 0 tout est utilisable (des remarques restent possibles), 1 une étiquette
    au moins ne l'est pas, 2 mauvais usage.
    """
    from extractor.training.examples import find_documents, find_unpaired

    labels = sorted(folder.glob("*.json"))
    if not labels:
        raise typer.BadParameter("aucune étiquette (NOM.json)", param_hint="DOSSIER")
    documents = {label: document for document, label in find_documents([folder])}
    outcomes = work_through(
        _check_one,
        [_Task(label, documents.get(label), read) for label in labels],
        names=[label.name for label in labels],
        jobs=jobs,
        description="Vérification",
    )
    _, unlabelled = find_unpaired(folder)
    if unlabelled:
        typer.echo(f"documents sans étiquette : {some_of(unlabelled)}")
    report(outcomes, done="utilisables", not_done="à corriger")


def _check_one(task: _Task) -> Outcome:
    from extractor.labelling import check_document

    checked = check_document(task.label, task.document, contents_reader() if task.read else None)
    annotation = checked.annotation
    counts: Counter[str] = Counter()
    if annotation is not None:
        counts.update({"champs": len(annotation.fields), "cadres": len(annotation.places)})
    errors = [remark.message for remark in checked.remarks if remark.severity == "error"]
    others = tuple(remark for remark in checked.remarks if remark.severity != "error")
    return Outcome(task.label.name, " ; ".join(errors), others, counts)
