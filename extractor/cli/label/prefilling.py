"""`bleuet label prefill`: our reading of documents, for a person to correct in Label Studio."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from extractor.cli.label.documents import named_documents
from extractor.cli.label.exporting import images_at, write_tasks
from extractor.cli.label.formats import ImageUrl, Jobs, Out
from extractor.cli.label.outcomes import Outcome, contents_reader, report, work_through

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH…", exists=True, help="Documents (PDF, JPEG, PNG, TIFF) ou dossiers."
    ),
]


class _Task(NamedTuple):
    document: Path
    out: Path
    image_url: str


def prefill(paths: Paths, out: Out, image_url: ImageUrl = None, jobs: Jobs = 1) -> None:
    """Préparer l'étiquetage dans Label Studio : ce que nous lisons, à corriger plutôt qu'à saisir.

    Écrit `tasks.json` (avec des `predictions`), `labeling-config.xml` et les images des pages.
    Une fois corrigé et exporté : `bleuet label import`.

    Code de sortie : 0 tout est lu, 1 un document est laissé de côté (la raison est dans le
    rapport), 2 mauvais usage.
    """
    documents = named_documents(paths, hint="PATH")
    _check_model()
    (out / "images").mkdir(parents=True, exist_ok=True)
    tasks = [_Task(document, out, images_at(out, image_url)) for document in documents]
    outcomes = work_through(
        _prefill_one,
        tasks,
        names=[document.name for document in documents],
        jobs=jobs,
        description="Lecture",
    )
    write_tasks([outcome.result for outcome in outcomes if not outcome.reason], out)
    report(outcomes, done="préparés")


def _check_model() -> None:
    """Ends if the model cannot be loaded, rather than say so for each document."""
    from extractor.errors import ArtefactError

    try:
        _extractor()
    except ArtefactError as error:
        typer.echo(f"{error.title} : {error.detail}", err=True)
        raise typer.Exit(error.exit_code) from error


@lru_cache(maxsize=1)
def _extractor() -> Extractor:
    from extractor.pipeline import Extractor

    return Extractor()


def _prefill_one(task: _Task) -> Outcome:
    from extractor.labelling import (
        complete,
        confidences_of,
        draft_from_extraction,
        write_page_pictures,
    )
    from training_data.exchange import draft_of
    from training_data.exchange.label_studio import (
        PageImage,
        Prediction,
        build_task,
        picture_url,
    )

    data = task.document.read_bytes()
    extraction = _extractor().extract(data)
    contents = contents_reader().read(data)
    draft = draft_from_extraction(extraction, contents, task.document.name)
    annotation = complete(draft, contents).annotation
    pictures = write_page_pictures(data, task.document.stem, task.out / "images")
    pages = [
        PageImage(picture_url(task.image_url, p.path.name), p.width, p.height) for p in pictures
    ]
    prediction = Prediction(extraction.model_version, confidences_of(extraction))
    counts = Counter({"pages": len(pages), "champs proposés": len(annotation.fields)})
    built = build_task(draft_of(annotation), pages, prediction)
    return Outcome(task.document.name, counts=counts, result=built)
