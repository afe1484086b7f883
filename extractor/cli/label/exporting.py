"""`bleuet label export`: a folder of labelled documents for another tool."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import quote

import typer

from extractor.cli.label.formats import ExchangeFormat, Format, ImageUrl, Jobs, Out
from extractor.cli.label.outcomes import Outcome, report, work_through

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
    image_url: str


def export(
    folder: Folder, format: Format, out: Out, image_url: ImageUrl = None, jobs: Jobs = 1
) -> None:
    """Donner des documents étiquetés à un autre outil.

    Label Studio : `tasks.json`, `labeling-config.xml` et les images des pages. DocILE :
    `annotations/`, `pdfs/` et `all.json`.

    Code de sortie : 0 tout est écrit, 1 un document est laissé de côté (la raison est dans le
    rapport), 2 mauvais usage.
    """
    from extractor.training.examples import find_documents

    pairs = find_documents([folder])
    if not pairs:
        raise typer.BadParameter("aucun document étiqueté", param_hint="DOSSIER")
    docile = format is ExchangeFormat.DOCILE
    tasks = [_Task(document, label, out, images_at(out, image_url)) for document, label in pairs]
    for name in ("annotations", "pdfs") if docile else ("images",):
        (out / name).mkdir(parents=True, exist_ok=True)
    outcomes = work_through(
        _to_docile if docile else _to_label_studio,
        tasks,
        names=[document.name for document, _ in pairs],
        jobs=jobs,
        description="Écriture",
    )
    results = [outcome.result for outcome in outcomes if not outcome.reason]
    if docile:
        (out / "all.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    else:
        write_tasks(results, out)
    report(outcomes, done="écrits")


def images_at(out: Path, image_url: str | None) -> str:
    """The beginning of the pictures' addresses, as Label Studio serves local files."""
    return image_url or f"/data/local-files/?d={quote(out.resolve().name)}/images/"


def write_tasks(tasks: list[dict[str, Any]], out: Path) -> None:
    """Writes what Label Studio imports: the tasks, and the interface they need."""
    from training_data.exchange.label_studio import labeling_config

    text = json.dumps(tasks, ensure_ascii=False, indent=1)
    (out / "tasks.json").write_text(text + "\n", encoding="utf-8")
    (out / "labeling-config.xml").write_text(labeling_config(), encoding="utf-8")


def _to_label_studio(task: _Task) -> Outcome:
    from extractor.labelling import write_page_pictures
    from training_data.annotation import read_annotation
    from training_data.exchange import draft_of
    from training_data.exchange.label_studio import PageImage, build_task, picture_url

    annotation = read_annotation(task.label)
    pictures = write_page_pictures(
        task.document.read_bytes(), task.document.stem, task.out / "images"
    )
    pages = [
        PageImage(picture_url(task.image_url, p.path.name), p.width, p.height) for p in pictures
    ]
    draft = draft_of(annotation)
    built = build_task(draft, pages)
    counts = Counter(
        {"pages": len(pages), "cadres": sum(r.bbox is not None for r in draft.regions)}
    )
    return Outcome(task.document.name, counts=counts, result=built)


def _to_docile(task: _Task) -> Outcome:
    from extractor.pdf import open_document
    from extractor.settings import Limits
    from training_data.annotation import read_annotation
    from training_data.exchange.docile import docile_json

    annotation = read_annotation(task.label)
    if task.document.suffix.lower() != ".pdf":
        return Outcome(task.document.name, "DocILE n'a que des PDF")
    with open_document(task.document.read_bytes(), Limits()) as opened:
        page_count = opened.page_count
    text, skipped = docile_json(annotation, page_count=page_count)
    name = task.document.stem
    (task.out / "annotations" / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    shutil.copyfile(task.document, task.out / "pdfs" / f"{name}.pdf")
    return Outcome(task.document.name, skipped=skipped, result=name)
