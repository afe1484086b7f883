"""One kept document and what was submitted for it, written as `bleuet train` takes them."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.cli.label.outcomes import Outcome

if TYPE_CHECKING:
    from service.corrections.store import KeptCorrection
    from service.retention.documents import KeptDocuments

_SUFFIXES = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"II", ".tif"), (b"MM", ".tif"))
_HEAD_BYTES = 1024


class ExportTask(NamedTuple):
    """What to write, and where to."""

    correction: KeptCorrection
    documents: KeptDocuments
    out: Path


def exported_name(sha256: str) -> str:
    """The name of a document without a suffix: the same each time, and nothing of its owner's.

    Args:
        sha256: of the document.

    >>> exported_name("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    '9f86d081884c7d65'
    """
    return sha256[:16]


def document_suffix(head: bytes) -> str | None:
    """What a document's name ends in, as `bleuet train` knows it; None for what it does not take.

    Args:
        head: the document's first kilobyte.

    >>> document_suffix(b"%PDF-1.7"), document_suffix(b"<?xml version='1.0'?><Invoice/>")
    ('.pdf', None)
    """
    from extractor.pdf import sniff

    media = sniff(head)
    if media == "pdf":
        return ".pdf"
    if media != "image":
        return None
    return next((suffix for magic, suffix in _SUFFIXES if head.startswith(magic)), None)


def export_one(task: ExportTask) -> Outcome:
    """Write a document and its labels.

    Args:
        task: what, and where to.
    """
    from extractor.labelling import annotation_from_submission
    from training_data.annotation import write_annotation

    correction = task.correction
    name = exported_name(correction.sha256)
    found = task.documents.find(correction.tenant, correction.sha256)
    if found is None:
        return Outcome(name, "le document n'est pas gardé")
    path, result = found
    with path.open("rb") as file:
        suffix = document_suffix(file.read(_HEAD_BYTES))
    if suffix is None:
        return Outcome(name, "ni PDF ni image : rien à apprendre d'une page")
    document = task.out / f"{name}{suffix}"
    labelled = annotation_from_submission(
        result,
        correction.submitted,
        [row._asdict() for row in correction.vat_breakdown or ()],
        file=document.name,
    )
    shutil.copyfile(path, document)
    write_annotation(labelled.annotation, document.with_suffix(".json"))
    counts = Counter(
        {"champs": len(labelled.annotation.fields), "cadres": len(labelled.annotation.places)}
    )
    return Outcome(document.name, "", labelled.remarks, counts)
