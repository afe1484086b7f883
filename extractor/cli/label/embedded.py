"""`bleuet label factur-x`: hybrid invoices label themselves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from extractor.cli.label.documents import named_documents
from extractor.cli.label.formats import Jobs, Out, Replace
from extractor.cli.label.outcomes import Outcome, contents_reader, report, work_through
from extractor.cli.label.writing import write_labelled

Folder = Annotated[
    Path,
    typer.Argument(metavar="DOSSIER", exists=True, file_okay=False, help="Factures Factur-X."),
]


class _Task(NamedTuple):
    document: Path
    out: Path
    replace: bool


def factur_x(folder: Folder, out: Out, replace: Replace = False, jobs: Jobs = 1) -> None:
    """Étiqueter des Factur-X par leur propre XML, dont les valeurs sont cherchées sur les pages.

    Ce que les pages n'impriment pas, ou pas à un endroit certain, est noté à part (`derivable`).

    Code de sortie : 0 tout est étiqueté, 1 un document est laissé de côté (la raison est dans
    le rapport), 2 mauvais usage.
    """
    documents = named_documents([folder], hint="DOSSIER", suffix=".pdf")
    out.mkdir(parents=True, exist_ok=True)
    outcomes = work_through(
        _label_one,
        [_Task(document, out, replace) for document in documents],
        names=[document.name for document in documents],
        jobs=jobs,
        description="Étiquetage",
    )
    report(outcomes, done="étiquetés")


def _label_one(task: _Task) -> Outcome:
    from extractor.labelling import complete, draft_from_xml

    contents = contents_reader().read(task.document.read_bytes())
    draft = draft_from_xml(contents, task.document.name)
    if draft is None:
        return Outcome(task.document.name, "pas de facture en XML dans le PDF")
    completed = complete(draft, contents)
    annotation = completed.annotation
    if not annotation.fields:
        return Outcome(task.document.name, "aucune valeur du XML n'est imprimée sur les pages")
    write_labelled(task.document, task.out, annotation, replace=task.replace)
    counts = Counter(
        {
            "champs placés": len(annotation.fields),
            "champs sans endroit certain": len(annotation.derivable or {}),
            "lignes": len(annotation.lines),
        }
    )
    return Outcome(task.document.name, "", completed.remarks, counts)
