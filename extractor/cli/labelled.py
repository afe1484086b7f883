"""Labels and documents of two folders, matched by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.cli.documents import find_documents

if TYPE_CHECKING:
    from extractor.evaluation import Label


@dataclass(frozen=True, slots=True)
class LabelledFolder:
    """What can be scored.

    Attributes:
        labels: labels that count, by document name.
        paths: their documents.
        absent: names of labels without a document.
        unlabelled: how many documents have no label.
    """

    labels: dict[str, Label]
    paths: list[Path]
    absent: list[str]
    unlabelled: int


def find_labelled(
    labels_dir: Path, documents_dir: Path, *, all_labels: bool = False
) -> LabelledFolder:
    """Matches labels with documents of the same name (without suffix).

    Args:
        labels_dir: labels, one JSON file a document.
        documents_dir: documents.
        all_labels: whether labels without a document count too.

    Raises:
        typer.BadParameter: a label cannot be read, there is none, or no document has one.
    """
    from extractor.evaluation import read_labels

    try:
        labels = read_labels(labels_dir)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="LABELS_DIR") from error
    documents = {path.stem: path for path in find_documents([documents_dir])}
    counted = {n: label for n, label in labels.items() if all_labels or n in documents}
    if not labels:
        message = f"aucune étiquette (NOM.json) dans {labels_dir}"
        raise typer.BadParameter(message, param_hint="LABELS_DIR")
    if not counted:
        message = (
            f"aucun des {len(documents)} documents ne porte le nom d'une étiquette (NOM.pdf pour "
            f"{min(labels)}.json)"
            if documents
            else f"aucun document dans {documents_dir}"
        )
        raise typer.BadParameter(message, param_hint="DOCUMENTS_DIR")
    paths = [path for name, path in documents.items() if name in counted]
    absent = [name for name in labels if name not in documents]
    return LabelledFolder(counted, paths, absent, len(documents) - len(paths))
