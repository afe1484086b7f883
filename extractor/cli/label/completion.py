"""`bleuet label complete`: boxes for labels that have values only."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from extractor.cli.label.formats import Jobs, Out, Replace
from extractor.cli.label.outcomes import Outcome, contents_reader, report, work_through
from extractor.cli.label.writing import write_labelled

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
    document: Path
    label: Path
    out: Path
    replace: bool


def complete(folder: Folder, out: Out, replace: Replace = False, jobs: Jobs = 1) -> None:
    """Chercher sur les pages le cadre des valeurs qui n'en ont pas (étiquettes saisies à l'œil).

    Les champs qui ont un cadre restent tels quels. Une valeur imprimée à plusieurs endroits
    possibles reste sans cadre. Un tableau dont l'étiquette ne parle pas est tenu pour non étiqueté.

    Code de sortie : 0 tout est repris, 1 un document est laissé de côté (la raison est dans le
    rapport), 2 mauvais usage.
    """
    from extractor.training.examples import find_documents

    pairs = find_documents([folder])
    if not pairs:
        raise typer.BadParameter("aucun document étiqueté", param_hint="DOSSIER")
    out.mkdir(parents=True, exist_ok=True)
    outcomes = work_through(
        _complete_one,
        [_Task(document, label, out, replace or out.samefile(folder)) for document, label in pairs],
        names=[document.name for document, _ in pairs],
        jobs=jobs,
        description="Recherche",
    )
    report(outcomes, done="repris")


def _complete_one(task: _Task) -> Outcome:
    import dataclasses

    from extractor.labelling import complete as complete_draft
    from training_data.annotation import TABLES, read_annotation
    from training_data.exchange import draft_of

    draft = draft_of(read_annotation(task.label))
    untold = TABLES.keys() - json.loads(task.label.read_text(encoding="utf-8")).keys()
    draft = dataclasses.replace(
        draft, file=task.document.name, unlabelled=draft.unlabelled | untold
    )
    completed = complete_draft(draft, contents_reader().read(task.document.read_bytes()))
    write_labelled(task.document, task.out, completed.annotation, replace=task.replace)
    counts = Counter(
        {
            "champs": len(completed.annotation.fields),
            "valeurs retrouvées sur les pages": completed.placed,
        }
    )
    return Outcome(task.document.name, "", completed.remarks, counts)
