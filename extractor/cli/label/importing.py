"""`bleuet label import`: another tool's labels to a folder that `bleuet train` takes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from extractor.cli.label.documents import named_documents
from extractor.cli.label.formats import ExchangeFormat, Format, Jobs, Out, Read, Replace
from extractor.cli.label.outcomes import Outcome, contents_reader, report, work_through
from extractor.cli.label.writing import write_labelled

if TYPE_CHECKING:
    from training_data.exchange import Draft

Export = Annotated[
    Path,
    typer.Argument(
        metavar="EXPORT",
        exists=True,
        help="L'export : le JSON de Label Studio, ou le dossier (ou un fichier) d'annotations "
        "DocILE.",
    ),
]
Documents = Annotated[
    Path,
    typer.Option("--documents", "-d", exists=True, file_okay=False, help="Documents étiquetés."),
]
Labels = Annotated[
    Path | None,
    typer.Option(
        "--labels",
        exists=True,
        dir_okay=False,
        help="JSON qui donne, pour des étiquettes d'un autre nom, le champ : "
        '{"Montant TTC": "total_gross", "Logo": null}.',
    ),
]


class _Task(NamedTuple):
    draft: Draft
    document: Path
    out: Path
    read: bool
    replace: bool


def import_(
    export: Export,
    format: Format,
    documents: Documents,
    out: Out,
    labels: Labels = None,
    read: Read = True,
    replace: Replace = False,
    jobs: Jobs = 1,
) -> None:
    """Reprendre les étiquettes d'un autre outil : NOM.pdf et NOM.json, prêts pour `bleuet train`.

    Une valeur absente est lue sous son cadre, un cadre absent est cherché sur les pages.

    Code de sortie : 0 tout est repris, 1 quelque chose est laissé de côté (la raison est
    dans le rapport), 2 mauvais usage.
    """
    from training_data.exchange import ExchangeError

    paths = {path.name: path for path in named_documents([documents], hint="--documents")}
    try:
        drafts, left_out = _read_export(export, format, paths, _read_labels(labels))
    except (ExchangeError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{export.name} : {error}", param_hint="EXPORT") from error
    out.mkdir(parents=True, exist_ok=True)
    tasks = [_Task(draft, paths[draft.file], out, read, replace) for draft in drafts]
    outcomes = work_through(
        _import_one, tasks, names=[d.file for d in drafts], jobs=jobs, description="Reprise"
    )
    report(outcomes, done="repris", left_out=left_out)


def _read_export(
    export: Path,
    format: ExchangeFormat,
    paths: Mapping[str, Path],
    labels: Mapping[str, str | None],
) -> tuple[list[Draft], dict[str, list[str]]]:
    from training_data.exchange.docile import read_docile
    from training_data.exchange.label_studio import read_export

    if format is ExchangeFormat.LABEL_STUDIO:
        if export.is_dir():
            raise typer.BadParameter("un fichier JSON est attendu", param_hint="EXPORT")
        return read_export(export.read_text(encoding="utf-8"), paths, labels)
    folder = export / "annotations" if (export / "annotations").is_dir() else export
    files = sorted(folder.glob("*.json")) if folder.is_dir() else [folder]
    by_stem = {path.stem: name for name, path in paths.items()}
    drafts = []
    absent = []
    for file in files:
        if file.stem in by_stem:
            drafts.append(read_docile(file.read_text(encoding="utf-8"), by_stem[file.stem]))
        else:
            absent.append(file.name)
    reason = "annotation dont le document n'est pas dans le dossier"
    return drafts, {reason: absent} if absent else {}


def _read_labels(path: Path | None) -> dict[str, str | None]:
    if path is None:
        return {}
    from training_data.exchange.label_studio import LABELS

    try:
        mapping = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise typer.BadParameter(f"JSON mal formé ({error})", param_hint="--labels") from error
    if not isinstance(mapping, dict):
        raise typer.BadParameter("un objet JSON est attendu", param_hint="--labels")
    for label, name in mapping.items():
        if name is not None and name not in LABELS:
            message = f"« {label} » : « {name} » n'est pas un champ"
            raise typer.BadParameter(message, param_hint="--labels")
    return mapping


def _import_one(task: _Task) -> Outcome:
    from extractor.labelling import complete

    contents = contents_reader().read(task.document.read_bytes()) if task.read else None
    completed = complete(task.draft, contents)
    write_labelled(task.document, task.out, completed.annotation, replace=task.replace)
    annotation = completed.annotation
    counts = Counter(
        {
            "champs": len(annotation.fields),
            "valeurs lues sous leur cadre": completed.read,
            "valeurs retrouvées sur les pages": completed.placed,
        }
    )
    return Outcome(task.draft.file, "", completed.remarks, counts, task.draft.skipped)
