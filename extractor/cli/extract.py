"""`bleuet extract`: documents in, JSON out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.documents import find_documents
from extractor.cli.progress import track

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH…",
        exists=True,
        help="Documents (PDF, JPEG, PNG, TIFF, XML) ou dossiers qui en contiennent.",
    ),
]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Un résultat par ligne.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processus de lecture.")]


def extract(paths: Paths, jsonl: Jsonl = False, jobs: Jobs = 1) -> None:
    """Lire des documents ; un résultat JSON par document sur la sortie standard.

    Code de sortie : 0 tout est lu, 1 un document au moins n'a pas pu l'être (son erreur est dans
    la sortie), 2 mauvais usage.
    """
    import json

    documents = list(find_documents(paths))
    if not documents:
        raise typer.BadParameter("aucun document dans ces dossiers", param_hint="PATH")

    from extractor.cli.workers import extract_documents
    from extractor.errors import ExtractorError

    failed = False
    try:
        results = extract_documents(documents, jobs=min(jobs, len(documents)))
        for result in track(results, total=len(documents), description="Lecture"):
            failed |= result["status"] == "error"
            text = json.dumps(
                result, ensure_ascii=False, indent=None if jsonl else 2, allow_nan=False
            )
            # Bytes: a file name or a broken text layer may hold what UTF-8 cannot.
            typer.echo(text.encode("utf-8", "replace"))
    except ExtractorError as error:  # the models themselves could not be loaded
        typer.echo(f"{error.title} : {error.detail}", err=True)
        raise typer.Exit(error.exit_code) from error
    raise typer.Exit(1 if failed else 0)
