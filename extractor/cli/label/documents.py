"""The documents that a command works on, each of a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import typer

from extractor.cli.documents import find_documents


def named_documents(paths: Iterable[Path], *, hint: str, suffix: str = "") -> list[Path]:
    """The PDFs and images that paths stand for.

    Args:
        paths: documents, and folders of them.
        hint: the argument they come from, for errors.
        suffix: the only one wanted, such as `.pdf`; empty for all.

    Raises:
        BadParameter: there are none, or two of one name, whose labels would be one file.
    """
    found = [
        path
        for path in find_documents(paths)
        if path.suffix.lower() != ".xml" and path.suffix.lower().endswith(suffix)
    ]
    if not found:
        raise typer.BadParameter("aucun document", param_hint=hint)
    doubles = sorted(name for name, n in Counter(path.stem for path in found).items() if n > 1)
    if doubles:
        message = f"plusieurs documents du même nom : {', '.join(doubles[:5])}"
        raise typer.BadParameter(message, param_hint=hint)
    return found
