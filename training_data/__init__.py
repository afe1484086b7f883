"""How labelled data is made and kept: the document generator and the annotation format."""

from __future__ import annotations

from training_data.annotation import Annotation, Place, TableRow, read_annotation, write_annotation
from training_data.degradation import SEVERITIES, degrade, degrade_labelled
from training_data.generator import FAMILIES, GeneratedDocument, generate_document
from training_data.writing import write_document

__all__ = [
    "FAMILIES",
    "SEVERITIES",
    "Annotation",
    "GeneratedDocument",
    "Place",
    "TableRow",
    "degrade",
    "degrade_labelled",
    "generate_document",
    "read_annotation",
    "write_annotation",
    "write_document",
]
