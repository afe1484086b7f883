"""A labelled document into a folder that `bleuet train` takes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training_data.annotation import Annotation


def write_labelled(document: Path, out: Path, annotation: Annotation, *, replace: bool) -> None:
    """Writes an annotation with its document beside it, unless the document is there already.

    Args:
        document: what is labelled.
        out: the folder.
        annotation: its labels.
        replace: whether labels that are there and say something else may be written over.

    Raises:
        FileExistsError: they may not.
    """
    from training_data.annotation import to_json, write_annotation

    target = out / document.name
    label = target.with_suffix(".json")
    if not replace and label.exists():
        there = label.read_text(encoding="utf-8")
        if there.strip() != to_json(annotation):
            raise FileExistsError(
                f"{label.name} est déjà dans {out.name}, avec d'autres étiquettes : "
                "--replace pour les écraser"
            )
    if not (target.exists() and target.samefile(document)):
        shutil.copyfile(document, target)
    write_annotation(annotation, label)
