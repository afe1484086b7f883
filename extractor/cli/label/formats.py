"""What several of the commands share in their arguments."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ExchangeFormat(StrEnum):
    """Formats of other tools."""

    LABEL_STUDIO = "label-studio"
    DOCILE = "docile"


Format = Annotated[ExchangeFormat, typer.Option("--format", "-f", help="Format de l'autre outil.")]
Out = Annotated[
    Path, typer.Option("--out", "-o", file_okay=False, help="Dossier où écrire ; créé au besoin.")
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Écraser des étiquettes qui sont déjà dans --out.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processus de lecture.")]
Read = Annotated[
    bool,
    typer.Option(
        "--read/--no-read", help="Comparer les valeurs aux mots lus sous les cadres (défaut : oui)."
    ),
]
ImageUrl = Annotated[
    str | None,
    typer.Option(
        "--image-url",
        help="Début de l'adresse des images pour Label Studio ; sans lui, celle des fichiers "
        "locaux, la racine étant le dossier qui contient celui de --out.",
    ),
]
