"""Made documents as files: NAME.pdf with NAME.json."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from training_data.annotation import write_annotation
from training_data.degradation import degrade_labelled
from training_data.draw import Draw
from training_data.generator import generate_document

# Most scans are those of an office's copier; telephones and faxes are the rest.
SEVERITY_WEIGHTS = {"light": 5.0, "medium": 4.0, "heavy": 1.5}


def write_document(
    folder: Path, seed: int, *, scan_share: float = 0.0, family: str | None = None
) -> Path:
    """Make one document and write it with its annotation.

    Args:
        folder: which must exist.
        seed: of the document, and of whether and how it is scanned.
        scan_share: probability of a scan, 0 to 1.
        family: one of `FAMILIES`; drawn when None.

    Returns:
        The path of the PDF.

    Raises:
        KeyError: there is no such family.
    """
    made = generate_document(seed, family=family)
    pdf, annotation = made.pdf, made.annotation
    draw = Draw(f"scan/{seed}")
    if draw.chance(scan_share):
        pdf, annotation = degrade_labelled(pdf, annotation, seed, draw.weigh(SEVERITY_WEIGHTS))
        annotation = replace(annotation, file=annotation.file.replace(".pdf", "-scan.pdf"))
    path = folder / annotation.file
    path.write_bytes(pdf)
    write_annotation(annotation, path.with_suffix(".json"))
    return path
