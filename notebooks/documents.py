"""How much a notebook does, and on which documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

import pymupdf
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from training_data import degrade_labelled, generate_document, write_annotation

HELD_OUT_SEED = 9_500_000
"""From here on, seeds of documents that no shipped model learned from."""
NATIVE = "native"

_T = TypeVar("_T")


class NotebookSettings(BaseSettings):
    """What the environment says of a notebook's run: `BLEUET_NOTEBOOK_…`."""

    model_config = SettingsConfigDict(env_prefix="BLEUET_NOTEBOOK_", frozen=True)

    size: Literal["small", "normal"] = Field(
        "normal", description="`small` only shows that all cells run; `normal` gives figures"
    )
    documents: Path | None = Field(
        None, description="folder of labelled documents of one's own (`docs/annotations.md`)"
    )
    jobs: int = Field(1, ge=1, description="processes that read documents")

    def pick(self, *, small: _T, normal: _T) -> _T:
        """The one of two values that fits the size.

        >>> NotebookSettings(size="small").pick(small=4, normal=400)
        4
        """
        return small if self.size == "small" else normal


def engine_of(pdf: bytes) -> str:
    """What laid a made document out: `WeasyPrint`, `Typst`, or `drawn` for PDF operators."""
    with pymupdf.open(stream=pdf) as opened:
        metadata = opened.metadata or {}
    told = f"{metadata.get('producer')} {metadata.get('creator')}"
    return next((name for name in ("WeasyPrint", "Typst") if name in told), "drawn")


def write_made_documents(
    folder: Path,
    count: int,
    *,
    first_seed: int,
    severities: Sequence[str] = (NATIVE,),
    per_document: int = 1,
) -> Path:
    """Writes made documents with their annotations, native or degraded.

    Args:
        folder: created if need be.
        count: how many documents are made.
        first_seed: seeds go up from here.
        severities: what becomes of them, taken in turn: `native` or one of `SEVERITIES`.
        per_document: in how many severities each document is written.

    Returns:
        The folder.

    Raises:
        ValueError: there is no such severity.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for position in range(count):
        seed = first_seed + position
        made = generate_document(seed)
        stem = made.annotation.file.removesuffix(".pdf")
        for version in range(per_document):
            severity = severities[(position * per_document + version) % len(severities)]
            pdf, annotation = made.pdf, made.annotation
            if severity != NATIVE:
                pdf, annotation = degrade_labelled(pdf, annotation, seed, severity)
            path = folder / f"{stem}-{severity}.pdf"
            path.write_bytes(pdf)
            write_annotation(replace(annotation, file=path.name), path.with_suffix(".json"))
    return folder
